// What is remembered, as a list: filtered, searched, opened, changed, deleted.

import { check, labelled, make } from "/dashboard/elements.js";
import { load, search } from "/dashboard/memories/reading.js";
import { memoryTable } from "/dashboard/memories/table.js";
import { empty, failure, waiting } from "/dashboard/notices.js";
import { chosenScope, scopeField } from "/dashboard/scopes.js";

export async function enter(place, asked, isWanted) {
  const scope = await chosenScope(asked);
  if (isWanted()) new MemoriesView(place, scope, asked.query ?? "").show();
}

class MemoriesView {
  #scope;
  #page = 1;
  #turn = 0;
  #results = make("div", { class: "results", "aria-live": "polite" });
  #fields;

  constructor(place, scope, query) {
    this.#scope = scope;
    this.#fields = fieldsOf(query);
    const field = scopeField(scope, (next) => {
      this.#scope = next;
      this.show();
    });
    const head = make("div", { class: "view-head" }, make("h1", {}, "Memories"), field);
    place.replaceChildren(head, this.#form(), make("section", { class: "card", "aria-label": "Memories" }, this.#results));
  }

  #form() {
    const { query, category, from, to, expired, older } = this.#fields;
    const submit = (event) => {
      event.preventDefault();
      this.show();
    };
    return make(
      "form",
      { class: "card memory-form", submit, role: "search" },
      labelled("Search by meaning", query),
      labelled("Category", category),
      labelled("Added from", from),
      labelled("Added until", to),
      make("div", { class: "choices" }, expired, older),
      make("button", { type: "submit", class: "primary" }, "Show"),
    );
  }

  // The first page of what the fields ask for.
  show() {
    this.#page = 1;
    return this.#read();
  }

  async #read() {
    const turn = (this.#turn += 1);
    if (!this.#scope) return this.#results.replaceChildren(nothing(""));
    this.#results.replaceChildren(waiting());
    try {
      const wanted = this.#wanted();
      const found = wanted.query ? await search(this.#scope, wanted) : await load(this.#scope, wanted, this.#page);
      if (turn === this.#turn) this.#results.replaceChildren(...this.#shown(found, wanted));
    } catch (error) {
      if (turn === this.#turn) this.#results.replaceChildren(failure(error, () => this.#read()));
    }
    return null;
  }

  #wanted() {
    const { query, category, from, to, expired, older } = this.#fields;
    const ticked = (label) => label.querySelector("input").checked;
    return {
      query: query.value.trim(),
      category: category.value.trim(),
      from: from.value.trim(),
      to: to.value.trim(),
      expired: ticked(expired),
      older: ticked(older),
    };
  }

  #shown(found, wanted) {
    if (!found.results.length) return [nothing(wanted.query)];
    const table = memoryTable(found.results, { isScored: Boolean(wanted.query), changed: () => this.#read() });
    return [table, wanted.query ? "" : this.#pager(found)];
  }

  #pager({ count, next, previous }) {
    const turn = (step) => () => {
      this.#page += step;
      this.#read();
    };
    return make(
      "div",
      { class: "pager" },
      make("button", { type: "button", disabled: !previous, click: turn(-1) }, "Newer"),
      make("button", { type: "button", disabled: !next, click: turn(1) }, "Older"),
      make("span", { class: "hint" }, `${count} ${count === 1 ? "memory" : "memories"}, the newest first`),
    );
  }
}

function fieldsOf(query) {
  const day = { type: "text", placeholder: "2026-01-31", pattern: "\\d{4}-\\d{2}-\\d{2}", title: "Year-month-day", inputmode: "numeric" };
  return {
    query: make("input", { type: "search", value: query, placeholder: "Where does she work?" }),
    category: make("input", { type: "text", placeholder: "any" }),
    from: make("input", day),
    to: make("input", day),
    expired: check("Expired ones too", () => {}),
    older: check("Superseded ones too", () => {}),
  };
}

function nothing(query) {
  if (query) return empty("Nothing was found", "Ask in other words, loosen the filter, or look under another scope.");
  return empty(
    "No memories here",
    "Nothing passes this filter. Choose another scope above, or add a conversation.",
    make("a", { class: "button primary", href: "#/add" }, "Add a conversation"),
  );
}
