// The same graph as a table: for who can't see a drawing, and for who wants to read.

import { button, make } from "/dashboard/elements.js";
import { kindIcon } from "/dashboard/graph/kinds.js";
import { short } from "/dashboard/dates.js";

const ROWS = 500;

export function relationTable(links, open) {
  const rows = links.slice(0, ROWS).map((link) => row(link, open));
  const more = links.length > ROWS ? make("p", { class: "hint" }, `The first ${ROWS} of ${links.length}. Narrow the filter to see the others.`) : null;
  const heads = ["Subject", "Relation", "Object", "From", "To"].map((head) => make("th", { scope: "col" }, head));
  const body = make("tbody", { id: "relations" }, rows);
  return make("div", { class: "scroll" }, make("table", {}, make("thead", {}, make("tr", {}, heads)), body), more);
}

function row(link, open) {
  const end = (node) => button([kindIcon(node.type), node.name], () => open(node), { class: "link" });
  return make(
    "tr",
    { class: link.holds ? null : "ended", title: link.relation.fact },
    make("td", {}, end(link.source)),
    make("td", {}, link.label),
    make("td", {}, end(link.target)),
    make("td", { class: "when" }, short(link.relation.valid_from)),
    make("td", { class: "when" }, short(link.relation.valid_to)),
  );
}
