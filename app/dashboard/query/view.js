// Questions in Cypher: written, run, read as a table, a drawing or a chart, kept and taken along.

import { save } from "/dashboard/downloads.js";
import { button, icon, make } from "/dashboard/elements.js";
import { notify, waiting } from "/dashboard/notices.js";
import { editor } from "/dashboard/query/editor.js";
import { Parameters } from "/dashboard/query/parameters.js";
import { results } from "/dashboard/query/results.js";
import { keep, run, savedList } from "/dashboard/query/saved.js";
import { vocabulary } from "/dashboard/query/vocabulary.js";
import { ask, call } from "/dashboard/session.js";

const LAST = "relata-query";
const LIMITS = [100, 1000, 10_000];
const FIRST = `MATCH (person:Entity)-[r:RELATES_TO {predicate: "works_at"}]->(employer:Entity)
WHERE r.valid_to > datetime()
RETURN employer.name AS employer, count(person) AS people
ORDER BY people DESC`;
const TO_KNOW = "A query reads, and sees the whole project of your key: ended relations and memories of every user too. What joins two entities is the predicate of a RELATES_TO; one that holds now has valid_to > datetime().";

export async function enter(place) {
  const view = new QueryView();
  place.replaceChildren(make("div", { class: "view-head" }, make("h1", {}, "Query")), view.element);
  return () => view.end();
}

class QueryView {
  #answer = make("div", { "aria-live": "polite" });
  #limit = make("select", { "aria-label": "Rows at most" }, LIMITS.map((rows) => make("option", { value: String(rows), selected: rows === 1000 }, `${rows} rows`)));
  #about = make("p", { class: "hint about", hidden: true });
  #parameters = new Parameters();
  #saved = null;
  #editor;
  #list;

  constructor() {
    const text = sessionStorage.getItem(LAST) ?? FIRST;
    this.#editor = editor(text, { run: () => this.#run(), vocabulary });
    this.#editor.field.addEventListener("input", () => this.#typed());
    this.#list = savedList((saved) => this.#choose(saved));
    this.#typed();
    const main = make("div", {}, make("div", { class: "card" }, this.#about, this.#editor.element, this.#parameters.element, this.#bar()), this.#answer);
    this.element = make("div", { class: "query" }, main, this.#side());
  }

  #bar() {
    return make(
      "p",
      { class: "actions" },
      make("button", { type: "button", class: "primary", click: () => this.#run() }, icon("play"), "Run"),
      make("span", { class: "limit" }, this.#limit),
      button("Save…", () => this.#keep()),
      make("span", { class: "hint", id: "cypher-keys" }, "Ctrl+Enter runs, Ctrl+Space suggests."),
    );
  }

  #side() {
    const schema = make("p", { class: "hint" }, TO_KNOW);
    return make("aside", { class: "card query-side", "aria-label": "Queries" }, this.#list.element, make("h2", {}, "Good to know"), schema);
  }

  #choose(saved) {
    this.#saved = saved;
    this.#editor.replace(saved.query.trim());
    this.#parameters.show(saved.query, saved.parameters);
    this.#typed();
    if (!saved.parameters.some((one) => one.default === "" || one.default === undefined)) this.#run();
  }

  #typed() {
    const text = this.#editor.field.value;
    if (this.#saved && !text.trim()) this.#saved = null;
    this.#parameters.show(text);
    this.#about.hidden = !this.#saved;
    this.#about.textContent = this.#saved ? this.#told() : "";
  }

  #told() {
    const { name, description } = this.#saved;
    return this.#isSaved() ? [name, description].filter(Boolean).join(": ") : `${name}, changed`;
  }

  #isSaved() {
    return this.#saved?.query.trim() === this.#editor.field.value.trim();
  }

  async #keep() {
    const chart = this.#saved?.chart ?? { kind: "table" };
    const kept = await keep(this.#editor.field.value, this.#saved, this.#parameters.declarations(), chart);
    if (!kept) return;
    this.#saved = kept;
    this.#typed();
    this.#list.read();
  }

  // A saved query as it stands is run by its name, anything else as it is written.
  #request(more = {}) {
    const query = this.#editor.field.value;
    const asked = { parameters: this.#parameters.values(), limit: Number(this.#limit.value), ...more };
    return this.#isSaved() ? run(this.#saved, asked) : ["/v1/graph/query", { query, ...asked }];
  }

  async #run() {
    const query = this.#editor.field.value;
    if (!query.trim()) return notify("Write a query first, or choose one beside.", "bad");
    sessionStorage.setItem(LAST, query);
    this.#answer.replaceChildren(waiting("Asking…"));
    try {
      const answer = await ask(...this.#request());
      this.#answer.replaceChildren(results(answer, { chart: this.#isSaved() ? this.#saved.chart : null, download: () => this.#download() }));
    } catch (error) {
      this.#answer.replaceChildren(refused(error, query, this.#editor.field));
    }
    return null;
  }

  async #download() {
    try {
      await save(await call(...this.#request({ format: "csv" })), "relata.csv");
    } catch (error) {
      notify(error.message, "bad");
    }
  }

  end() {
    this.#editor.end();
  }
}

// Says what is wrong and takes the caret there.
function refused(error, query, field) {
  const { line, column } = error.details ?? {};
  const show = () => {
    const before = query.split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    field.focus();
    field.setSelectionRange(before + column - 1, before + column);
  };
  const place = line ? make("p", {}, button(`Go to line ${line}, column ${column}`, show, { class: "quiet" })) : null;
  return make("div", { class: "failure result", role: "alert" }, make("p", {}, error.message), place);
}
