// What should be tidied up: names that are none, what stands alone, what is said in two ways.

import { address } from "/dashboard/address.js";
import { make } from "/dashboard/elements.js";
import { count } from "/dashboard/dates.js";
import { fill } from "/dashboard/notices.js";
import { ask } from "/dashboard/session.js";

const EXAMPLES = 4;
const PAIRS = 3;

// It looks at everything, so it comes after the rest.
export function hygieneCard() {
  const body = make("div", {});
  fill(body, async () => findings(await ask("/v1/graph/hygiene?whole_project=true")), "Looking…");
  return make("section", { class: "card" }, make("h2", {}, "Hygiene"), body);
}

function findings(report) {
  const rows = [
    ["Names that are none", report.junk.count, names(report.junk)],
    ["Entities without a relation", report.orphans.count, names(report.orphans)],
    ["Hubs", report.hubs.count, names(report.hubs)],
    ["Relations not heard of for a year", report.stale_relations, null],
    ["Pairs to review", report.pending_merges, report.pending_merges ? make("a", { href: address("review") }, "Review them") : null],
    ["Predicates that may be one", report.synonyms.length, report.synonyms.slice(0, PAIRS).map(({ predicates }) => predicates.join(" and ")).join("; ")],
  ];
  const shown = rows.flatMap(([name, number, more]) => [
    make("dt", {}, name, more ? make("small", {}, more) : null),
    make("dd", {}, count(number)),
  ]);
  const part = report.is_complete ? null : make("p", { class: "hint" }, `Looked at ${count(report.entities)} entities and ${count(report.relations)} relations, the newest.`);
  return [make("dl", { class: "pairs" }, shown), part];
}

const names = ({ examples }) => examples.slice(0, EXAMPLES).map(({ name }) => name).join(", ");
