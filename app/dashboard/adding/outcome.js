// How far an event is, and what came of it.

import { lasted, span } from "/dashboard/dates.js";
import { make } from "/dashboard/elements.js";
import { kindIcon } from "/dashboard/graph/kinds.js";
import { evidence } from "/dashboard/entity/evidence.js";
import { address } from "/dashboard/address.js";
import { text } from "/dashboard/scopes.js";

const STEPS = { PENDING: 0, RUNNING: 1, SUCCEEDED: 3, FAILED: 3 };

export function progress(event) {
  const last = event.status === "FAILED" ? "Failed" : "Stored";
  const reached = STEPS[event.status];
  const steps = ["Accepted", "Reading", last].map((name, at) => {
    const state = at < reached ? "done" : at === reached ? "now" : "";
    return make("li", { class: event.status === "FAILED" && at === 2 ? "error" : state }, reached === at ? make("span", { class: "spinner" }) : null, name);
  });
  return make("ol", { class: "progress", role: "status", "aria-label": `The event is ${event.status}` }, steps);
}

export function outcome(event, relations, scope) {
  if (event.status === "FAILED") {
    return [make("p", { class: "error" }, event.error ?? "It failed."), make("p", { class: "hint" }, "Its messages were kept: it can be tried again from the overview.")];
  }
  const at = { scope: text(scope) };
  return [
    make("h2", {}, "Facts ", make("small", {}, String(event.results.length))),
    facts(event.results),
    make("h2", {}, "Relations ", make("small", {}, String(relations.length))),
    make("ul", { class: "rows" }, relations.map(relation)),
    leftOut(event),
    make("p", { class: "hint" }, told(event)),
    make(
      "p",
      { class: "actions" },
      make("a", { class: "button primary", href: address("graph", at) }, "See the graph"),
      make("a", { class: "button", href: address("memories", at) }, "See the memories"),
    ),
  ].filter((one) => one);
}

function facts(results) {
  if (!results.length) return make("p", {}, "Nothing worth remembering was found. Say who does what, lives where or knows whom.");
  return make(
    "ul",
    { class: "rows" },
    results.map((one) =>
      make(
        "li",
        {},
        make("p", { class: "row-line" }, make("span", { class: `tag ${one.event}` }, one.event), " ", one.memory ?? one.data?.memory ?? ""),
        evidence(one.id, one.memory),
      ),
    ),
  );
}

function relation(one) {
  const end = (name, type) => make("strong", {}, kindIcon(type), name);
  return make(
    "li",
    {},
    make("p", { class: "row-line" }, end(one.source, one.source_type), make("span", { class: "predicate" }, ` ${one.relationship.replaceAll("_", " ")} `), end(one.target, one.target_type)),
    make("p", { class: "when" }, span(one.valid_from, one.valid_to)),
  );
}

// Items that the extractor gave and the rules refused: they are counted, their words are not kept.
function leftOut({ rejected }) {
  if (!rejected) return null;
  const words = rejected === 1 ? "1 item was rejected" : `${rejected} items were rejected`;
  return make("p", { class: "hint" }, `${words}: no words of the conversation stand behind it, or it was not well formed.`);
}

function told({ extractor, milliseconds, tokens_in: tokensIn, tokens_out: tokensOut }) {
  const tokens = tokensIn || tokensOut ? `, ${tokensIn + tokensOut} tokens` : "";
  return `Understood by ${extractor ?? "no extractor"} in ${lasted(milliseconds)}${tokens}.`;
}
