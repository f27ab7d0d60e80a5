// A pair side by side, with what speaks for and against its being one.

import { moment, span } from "/dashboard/dates.js";
import { button, make } from "/dashboard/elements.js";
import { evidence } from "/dashboard/entity/evidence.js";
import { kindIcon } from "/dashboard/graph/kinds.js";
import { fill, notify } from "/dashboard/notices.js";
import { accept, known, reject, undo } from "/dashboard/review/deciding.js";

const RELATIONS = 6;
const DECIDED = { accepted: "merged", rejected: "kept apart" };

// `changed()` hears that the pair was decided.
export function pending(pair, changed) {
  const [one, two] = pair.entities;
  const likely = one.mentions >= two.mentions ? one : two;
  const sides = pair.entities.map((entity) => side(pair, entity, entity === likely));
  const kept = () => sides.flatMap((each) => [...each.querySelectorAll("input:checked")])[0].value;
  return make(
    "li",
    { class: "card pair" },
    make("p", { class: "hint" }, `${Math.round(pair.score * 100)} % alike, told by ${pair.method} · since ${moment(pair.created_at)}`),
    make("div", { class: "sides", role: "radiogroup", "aria-label": "The name that stays" }, sides),
    make(
      "p",
      { class: "actions" },
      button("The same: merge", () => decide(() => accept(pair.id, kept()), "They are one entity now.", changed), { class: "primary" }),
      button("Different: keep apart", () => decide(() => reject(pair.id), "They stay two, and are not proposed again.", changed)),
    ),
  );
}

function side(pair, entity, isLikely) {
  const choice = make("input", { type: "radio", name: `kept-${pair.id}`, value: entity.id, checked: isLikely });
  const body = make("div", {});
  fill(body, () => about(entity));
  return make(
    "section",
    { class: "side", "aria-label": entity.name },
    make("h2", {}, kindIcon(entity.type), entity.name),
    make("p", {}, make("span", { class: "tag" }, entity.type), ` ${entity.mentions} ${entity.mentions === 1 ? "mention" : "mentions"}`),
    make("label", { class: "check" }, choice, make("span", {}, "This name stays")),
    body,
  );
}

async function about(entity) {
  const { entity: found, relations } = await known(entity.id);
  const others = found.aliases.filter((alias) => alias !== entity.name);
  const more = relations.length - RELATIONS;
  return [
    others.length ? make("p", { class: "hint" }, `Also called ${others.join(", ")}`) : null,
    make("ul", { class: "rows" }, relations.slice(0, RELATIONS).map((one) => row(one))),
    more > 0 ? make("p", { class: "hint" }, `and ${more} more`) : null,
  ];
}

const row = (one) =>
  make(
    "li",
    {},
    make("p", { class: "row-line" }, one.source, make("span", { class: "predicate" }, ` ${one.relationship.replaceAll("_", " ")} `), one.target),
    one.valid_from || one.valid_to ? make("p", { class: "when" }, span(one.valid_from, one.valid_to)) : null,
    one.memory_ids.slice(0, 1).map((id) => evidence(id, one.fact)),
  );

export function decided(pair, changed) {
  const [one, two] = pair.entities.map(({ name }) => name);
  return make(
    "li",
    { class: "decided" },
    make("span", { class: "when" }, moment(pair.decided_at)),
    make("span", { class: `tag ${pair.state === "accepted" ? "began" : ""}` }, DECIDED[pair.state]),
    make("span", {}, `${one} and ${two}`),
    button("Undo", () => decide(() => undo(pair.id), "It was undone.", changed), { class: "quiet", "aria-label": `Undo: ${one} and ${two}` }),
  );
}

export async function decide(work, done, changed) {
  try {
    await work();
    notify(done);
  } catch (error) {
    notify(error.message, "bad");
  }
  changed();
}
