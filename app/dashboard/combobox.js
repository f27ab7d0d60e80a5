// A field that suggests: a text field with a list of options, as ARIA describes it.

import { make } from "/dashboard/elements.js";

let made = 0;

// `options(typed)` gives [{value, content}]; `choose(value)` hears what was chosen or entered.
export function combobox({ label, value = "", placeholder = "", options, choose, keeps = true }) {
  const id = `options-${(made += 1)}`;
  const list = make("ul", { role: "listbox", id, hidden: true, "aria-label": label });
  const field = make("input", {
    type: "text", role: "combobox", value, placeholder, autocomplete: "off", spellcheck: "false",
    "aria-label": label, "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id,
  });
  const box = { field, list, active: -1, options, choose, keeps, value, turn: 0 };
  field.addEventListener("input", () => suggest(box, field.value));
  field.addEventListener("focus", () => {
    if (keeps) field.select();
    suggest(box, keeps ? "" : field.value);
  });
  field.addEventListener("blur", () => settle(box));
  field.addEventListener("keydown", (event) => pressed(box, event));
  return make("div", { class: "combobox" }, field, list);
}

async function suggest(box, typed) {
  const turn = (box.turn += 1);
  const found = await box.options(typed).catch(() => []);
  if (turn !== box.turn || document.activeElement !== box.field) return;
  box.active = -1;
  box.list.replaceChildren(...found.map((one, index) => row(box, one, index)));
  expand(box, found.length > 0);
}

function row(box, one, index) {
  const shown = make("li", { role: "option", id: `${box.list.id}-${index}`, "aria-selected": "false" }, one.content);
  shown.dataset.value = one.value;
  // The field must not lose the focus before the click counts.
  shown.addEventListener("mousedown", (event) => event.preventDefault());
  shown.addEventListener("click", () => take(box, one.value));
  return shown;
}

function expand(box, open) {
  box.list.hidden = !open;
  box.field.setAttribute("aria-expanded", String(open));
  if (!open) box.field.removeAttribute("aria-activedescendant");
}

function pressed(box, event) {
  const moves = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in moves) {
    event.preventDefault();
    if (box.list.hidden) suggest(box, box.field.value);
    else move(box, moves[event.key]);
  } else if (event.key === "Enter") {
    event.preventDefault();
    take(box, box.list.children[box.active]?.dataset.value ?? box.field.value);
  } else if (event.key === "Escape") {
    settle(box);
  }
}

function move(box, step) {
  const rows = [...box.list.children];
  box.active = (box.active + step + rows.length) % rows.length;
  rows.forEach((one, index) => one.setAttribute("aria-selected", String(index === box.active)));
  rows[box.active].scrollIntoView({ block: "nearest" });
  box.field.setAttribute("aria-activedescendant", rows[box.active].id);
}

function take(box, value) {
  if (!value.trim()) return;
  box.value = box.keeps ? value : "";
  box.turn += 1;
  box.field.value = box.value;
  expand(box, false);
  box.choose(value);
}

function settle(box) {
  box.turn += 1;
  if (box.keeps) box.field.value = box.value;
  expand(box, false);
}
