// The legend, which is the filter of types too, and the filter of predicates.

import { check, make } from "/dashboard/elements.js";
import { kindIcon } from "/dashboard/graph/kinds.js";
import { tally } from "/dashboard/graph/model.js";

const PREDICATES_SHOWN = 40;

// `hidden` are sets of types and predicates; `changed()` hears that one of them is another.
export function legend(graph, hidden, changed) {
  const types = tally(graph.nodes.values(), "type");
  return make(
    "fieldset",
    { class: "legend", id: "legend" },
    make("legend", {}, "Types"),
    types.map(([type, number]) => row(kindIcon(type), type, number, hidden.types, changed)),
  );
}

export function predicates(graph, hidden, changed) {
  const counts = tally(graph.links.values(), "predicate");
  return make(
    "details",
    { class: "predicates" },
    make("summary", {}, `Relations (${counts.length} kinds)`),
    make(
      "fieldset",
      {},
      make("legend", { class: "unseen" }, "Relations"),
      counts.slice(0, PREDICATES_SHOWN).map(([name, number]) => row(null, name, number, hidden.predicates, changed)),
    ),
  );
}

function row(picture, name, number, hidden, changed) {
  const words = make("span", { class: "filter-name" }, picture, name.replaceAll("_", " "), make("small", {}, String(number)));
  const change = (isShown) => {
    if (isShown) hidden.delete(name);
    else hidden.add(name);
    changed();
  };
  return check(words, change, { checked: !hidden.has(name) });
}
