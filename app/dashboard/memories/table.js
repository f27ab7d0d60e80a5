// The table of memories; a row opens to where it comes from and what became of it.

import { day, moment } from "/dashboard/dates.js";
import { confirmed } from "/dashboard/dialogs.js";
import { button, iconButton, make } from "/dashboard/elements.js";
import { evidence } from "/dashboard/entity/evidence.js";
import { edited } from "/dashboard/memories/editing.js";
import { past, remove } from "/dashboard/memories/reading.js";
import { fill, notify } from "/dashboard/notices.js";

const IDS = ["user_id", "agent_id", "app_id", "run_id"];

export function memoryTable(memories, { isScored, changed }) {
  const heads = ["Memory", "Of", "Categories", "Added", ...(isScored ? ["Score"] : [])];
  const cells = heads.map((head) => make("th", { scope: "col", class: head === "Score" ? "number" : null }, head));
  const last = make("th", { scope: "col" }, make("span", { class: "unseen" }, "Actions"));
  const rows = memories.flatMap((memory) => row(memory, isScored, changed));
  return make(
    "div",
    { class: "scroll" },
    make("table", { id: "memories" }, make("thead", {}, make("tr", {}, cells, last)), make("tbody", {}, rows)),
  );
}

function row(memory, isScored, changed) {
  const more = make("tr", { class: "more", hidden: true }, make("td", { colspan: isScored ? "6" : "5" }));
  const open = button(memory.memory, () => toggle(open, more, memory), { class: "link memory-text", "aria-expanded": "false" });
  const state = memory.lifecycle_state === "active" ? null : make("span", { class: `tag ${memory.lifecycle_state}` }, memory.lifecycle_state);
  const shown = make(
    "tr",
    {},
    make("td", {}, open, " ", state),
    make("td", {}, IDS.filter((id) => memory[id]).map((id) => make("div", {}, `${id.slice(0, -3)}:${memory[id]}`))),
    make("td", {}, (memory.categories ?? []).map((name) => make("span", { class: "tag" }, name))),
    make("td", { class: "when" }, moment(memory.created_at)),
    isScored ? make("td", { class: "number" }, score(memory)) : null,
    make("td", {}, actions(memory, changed)),
  );
  return [shown, more];
}

function actions(memory, changed) {
  const words = memory.memory.slice(0, 60);
  const edit = memory.immutable
    ? iconButton("edit", "Immutable: it can't be changed", () => {}, { disabled: true })
    : iconButton("edit", `Edit: ${words}`, () => edited(memory, changed));
  return make("div", { class: "row-actions" }, edit, iconButton("trash", `Delete: ${words}`, () => gone(memory, changed)));
}

async function gone(memory, changed) {
  const words = [memory.memory, "What only this memory attests goes with it: relations and entities. Its history stays."];
  if (!(await confirmed("Delete this memory?", words, "Delete"))) return;
  try {
    await remove(memory.id);
    notify("The memory was deleted.");
    changed();
  } catch (error) {
    notify(error.message, "bad");
  }
}

// One number, and how it came about.
function score({ score: total, score_breakdown: parts }) {
  const most = Math.max(1, ...Object.values(parts ?? {}));
  const rows = Object.entries(parts ?? {}).flatMap(([name, value]) => [
    make("dt", {}, name.replaceAll("_", " ")),
    make("dd", {}, make("meter", { min: "0", max: String(most), value, "aria-label": name })),
    make("dd", {}, value.toFixed(2)),
  ]);
  return make("details", { class: "breakdown" }, make("summary", {}, total.toFixed(2)), make("dl", { class: "parts" }, rows));
}

function toggle(open, more, memory) {
  more.hidden = !more.hidden;
  open.setAttribute("aria-expanded", String(!more.hidden));
  const cell = more.firstElementChild;
  if (!more.hidden && !cell.childElementCount) fill(cell, () => details(memory));
}

async function details(memory) {
  const changes = await past(memory.id);
  const expires = memory.expiration_date ? make("p", {}, `Expires on ${memory.expiration_date}.`) : null;
  const metadata = Object.keys(memory.metadata ?? {}).length ? make("pre", {}, JSON.stringify(memory.metadata, null, 2)) : null;
  const source = evidence(memory.id, memory.memory);
  source.open = true;
  return make(
    "div",
    { class: "memory-more" },
    source,
    make("h3", {}, "History"),
    make("ol", { class: "history" }, changes.map(change)),
    expires,
    metadata,
    make("p", { class: "hint" }, "Id ", make("code", {}, memory.id)),
  );
}

const change = (one) =>
  make(
    "li",
    {},
    make("span", { class: "when" }, day(one.created_at)),
    make("span", { class: `tag ${one.event}` }, one.event),
    make("span", {}, ...[words(one)].flat()),
  );

function words({ event, old_memory: before, new_memory: after }) {
  if (event === "UPDATE") return [make("del", {}, before ?? ""), " → ", make("ins", {}, after ?? "")];
  return after ?? before ?? "";
}
