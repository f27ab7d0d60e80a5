// What may be one entity under two names: looked at side by side, decided, taken back.

import { make } from "/dashboard/elements.js";
import { empty, fill } from "/dashboard/notices.js";
import { listed } from "/dashboard/review/deciding.js";
import { decided, pending } from "/dashboard/review/pairs.js";

export async function enter(place) {
  const open = make("div", { "aria-live": "polite" });
  const closed = make("div", {});
  const show = () => Promise.all([fill(open, () => waitingPairs(show)), fill(closed, () => decidedPairs(show))]);
  place.replaceChildren(make("div", { class: "view-head" }, make("h1", {}, "Review")), open, closed);
  await show();
}

async function waitingPairs(changed) {
  const { results, count } = await listed({ state: "pending" });
  if (!results.length) return empty("Nothing to decide", "When two names may mean one entity and it is not sure enough to merge them, the pair is shown here.");
  const more = count > results.length ? make("p", { class: "hint" }, `The newest ${results.length} of ${count}.`) : null;
  return [
    make("p", { class: "hint" }, `${count} ${count === 1 ? "pair" : "pairs"} of names that may mean one entity. A merge joins relations and evidence, and can be undone.`),
    make("ul", { class: "pairs-list" }, results.map((pair) => pending(pair, changed))),
    more,
  ];
}

async function decidedPairs(changed) {
  const [accepted, rejected] = await Promise.all([listed({ state: "accepted" }), listed({ state: "rejected" })]);
  const all = [...accepted.results, ...rejected.results].sort((one, two) => (one.decided_at < two.decided_at ? 1 : -1));
  if (!all.length) return null;
  return make("section", { class: "card", "aria-label": "Decided" }, make("h2", {}, "Decided"), make("ul", { class: "rows" }, all.map((pair) => decided(pair, changed))));
}
