// Questions in Cypher: written, run, read as a table, a drawing or a chart, taken along as CSV.

import { button, icon, make } from "/dashboard/elements.js";
import { notify, waiting } from "/dashboard/notices.js";
import { editor } from "/dashboard/query/editor.js";
import { EXAMPLES } from "/dashboard/query/examples.js";
import { results } from "/dashboard/query/results.js";
import { vocabulary } from "/dashboard/query/vocabulary.js";
import { ask, call } from "/dashboard/session.js";

const LAST = "relata-query";
const LIMITS = [100, 1000, 10_000];

export async function enter(place) {
  const text = sessionStorage.getItem(LAST) ?? EXAMPLES[0].query;
  const answer = make("div", { "aria-live": "polite" });
  const limit = make("select", {}, LIMITS.map((rows) => make("option", { value: String(rows), selected: rows === 1000 }, `${rows} rows`)));
  const run = () => show(written.field.value, Number(limit.value), answer, written.field);
  const written = editor(text, { run, vocabulary });
  limit.setAttribute("aria-label", "Rows at most");
  const bar = make(
    "p",
    { class: "actions" },
    make("button", { type: "button", class: "primary", click: run }, icon("play"), "Run"),
    make("span", { class: "limit" }, limit),
    make("span", { class: "hint", id: "cypher-keys" }, "Ctrl+Enter runs, Ctrl+Space suggests."),
  );
  const main = make("div", {}, make("div", { class: "card" }, written.element, bar), answer);
  place.replaceChildren(make("div", { class: "view-head" }, make("h1", {}, "Query")), make("div", { class: "query" }, main, side(written)));
}

function side({ replace }) {
  const examples = EXAMPLES.map(({ name, query }) => make("li", {}, button(name, () => replace(query), { class: "link" })));
  return make(
    "aside",
    { class: "card query-side", "aria-label": "Queries" },
    make("h2", {}, "To begin with"),
    make("ul", {}, examples),
    make("h2", {}, "Good to know"),
    make("p", { class: "hint" }, "A query reads, and sees the whole project of your key: ended relations and memories of every user too. What joins two entities is relation.predicate; one that holds now has valid_to > datetime()."),
  );
}

async function show(query, limit, place, field) {
  if (!query.trim()) return notify("Write a query first, or choose one beside.", "bad");
  sessionStorage.setItem(LAST, query);
  place.replaceChildren(waiting("Asking…"));
  try {
    const answer = await ask("/v1/graph/query", { query, limit });
    place.replaceChildren(results(answer, () => download(query, limit)));
  } catch (error) {
    place.replaceChildren(refused(error, query, field));
  }
  return null;
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

async function download(query, limit) {
  try {
    const answer = await call("/v1/graph/query", { query, limit, format: "csv" });
    const address = URL.createObjectURL(await answer.blob());
    make("a", { href: address, download: "relata.csv" }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  } catch (error) {
    notify(error.message, "bad");
  }
}
