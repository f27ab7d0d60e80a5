// Everything about one entity: its relations and when they hold, its facts, and where they come from.

import { button, iconButton, make } from "/dashboard/elements.js";
import { attestation, evidence } from "/dashboard/entity/evidence.js";
import { combobox } from "/dashboard/combobox.js";
import { short, span } from "/dashboard/dates.js";
import { mergesOf } from "/dashboard/entity/merges.js";
import { kindIcon } from "/dashboard/graph/kinds.js";
import { fill } from "/dashboard/notices.js";
import { filters } from "/dashboard/scopes.js";
import { ask } from "/dashboard/session.js";

const KINDS = { said: "said", began: "began", ended: "ended" };

// Listeners: close(), expand(), open(id of another entity), connect(id), names(typed), named(id),
// changed().
export function entityPanel(scope, node, listeners) {
  const body = make("div", { class: "panel-body" });
  fill(body, () => content(scope, node, listeners));
  return make(
    "div",
    { class: "entity" },
    make(
      "div",
      { class: "panel-head" },
      kindIcon(node.type),
      make("h2", {}, node.name),
      iconButton("close", "Close", listeners.close),
    ),
    body,
  );
}

async function content(scope, node, listeners) {
  const sight = new URLSearchParams({ ...filters(scope), include_ended: "true" });
  const path = `/v1/graph/entities/${node.id}`;
  const [known, past] = await Promise.all([ask(`${path}?${sight}`), ask(`${path}/timeline?${sight}&page_size=200`)]);
  return [
    summary(known.entity, listeners),
    section("Relations", relations(known, scope, node, listeners)),
    section("Facts", facts(past.results)),
    section("History", history(past.results)),
    section("Merged into it", await mergesOf(scope, node, listeners)),
  ];
}

function summary(entity, { expand, connect, names }) {
  const others = entity.aliases.filter((alias) => alias !== entity.name);
  return make(
    "div",
    { class: "entity-summary" },
    make("p", {}, make("span", { class: "tag" }, entity.type), ` ${entity.degree} relations, ${entity.mentions} mentions`),
    others.length ? make("p", { class: "hint" }, `Also called ${others.join(", ")}`) : null,
    make("p", { class: "actions" }, button("Show more around it", expand, { class: "quiet" })),
    combobox({ label: "Show the way to", placeholder: "Show the way to…", keeps: false, options: async (typed) => names(typed), choose: connect }),
  );
}

function section(title, { count, content }) {
  return make("section", {}, make("h3", {}, title, " ", make("small", {}, String(count))), content);
}

function relations({ relations: all }, scope, node, listeners) {
  const current = all.filter((one) => one.current);
  const ended = all.filter((one) => !one.current);
  const row = (one) => relation(one, scope, node, listeners);
  const past = ended.length
    ? make("details", { open: !current.length }, make("summary", {}, `Ended (${ended.length})`), make("ul", { class: "rows ended" }, ended.map(row)))
    : null;
  return { count: all.length, content: make("div", {}, make("ul", { class: "rows" }, current.map(row)), past) };
}

function relation(one, scope, node, { open }) {
  const isSource = one.source_id === node.id;
  const [id, name, type] = isSource
    ? [one.target_id, one.target, one.target_type]
    : [one.source_id, one.source, one.source_type];
  const link = button([kindIcon(type), name], () => open(id), { class: "link" });
  const predicate = make("span", { class: "predicate" }, one.relationship.replaceAll("_", " "));
  return make(
    "li",
    {},
    make("p", { class: "row-line" }, isSource ? [predicate, " ", link] : [link, " ", predicate, " ", node.name]),
    make("p", { class: "when" }, span(short(one.valid_from), short(one.valid_to)) || (one.current ? "holds now, since an unknown day" : "over")),
    attestation(scope, one),
  );
}

function facts(moments) {
  const said = moments.filter((one) => one.kind === "said");
  const rows = said.map((one) =>
    make("li", {}, make("p", { class: "row-line" }, one.text), one.memory_ids.map((id) => evidence(id, one.text))),
  );
  return { count: said.length, content: rows.length ? make("ul", { class: "rows" }, rows) : make("p", { class: "hint" }, "No memory that you may see mentions it.") };
}

function history(moments) {
  const rows = moments.map((one) =>
    make(
      "li",
      {},
      make("span", { class: "when" }, short(one.date) || short(one.at)),
      make("span", { class: `tag ${one.kind}` }, KINDS[one.kind] ?? one.kind),
      make("span", {}, one.text),
    ),
  );
  return { count: moments.length, content: make("ol", { class: "history" }, rows) };
}
