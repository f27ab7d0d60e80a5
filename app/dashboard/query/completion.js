// Suggestions below the caret: labels, types, properties, predicates, words of the language.

import { make } from "/dashboard/elements.js";

const MOST = 40;
const WORD = /[\w$]*$/;

export function completion(field, vocabulary) {
  const list = make("ul", { class: "completion", role: "listbox", id: "completion", hidden: true, "aria-label": "Suggestions" });
  const state = { field, list, active: 0, rows: [], vocabulary };
  document.body.append(list);
  field.setAttribute("aria-controls", list.id);
  field.addEventListener("input", () => suggest(state));
  field.addEventListener("keydown", (event) => pressed(state, event));
  field.addEventListener("blur", () => close(state));
  return { close: () => close(state), end: () => list.remove() };
}

async function suggest(state, isAsked = false) {
  const { field } = state;
  const before = field.value.slice(0, field.selectionStart);
  const typed = WORD.exec(before)[0];
  const { kind, words } = wanted(before.slice(0, before.length - typed.length), await state.vocabulary());
  const found = words
    .filter(({ word }) => word.toLowerCase().startsWith(typed.toLowerCase()) && word !== typed)
    .slice(0, MOST);
  const isEarly = !typed && kind === "word";
  if (!found.length || (isEarly && !isAsked) || document.activeElement !== field) return close(state);
  state.typed = typed;
  return show(state, found);
}

// What may stand here, told from what stands before it.
export function wanted(before, vocabulary) {
  if (/\[\s*\w*\s*:\s*(\w+\s*\|\s*:?)*$/.test(before)) return { kind: "type", words: vocabulary.types };
  if (/(\(\s*\w*\s*|\w)[:|&]\s*$/.test(before) && !/\{[^}]*$/.test(before)) return { kind: "label", words: vocabulary.labels };
  if (/predicate\s*(=|:|IN\s*\[)\s*(["'][^"']*["']\s*,\s*)*["']$/i.test(before)) return { kind: "predicate", words: vocabulary.predicates };
  if (/\w\.$/.test(before)) return { kind: "property", words: vocabulary.properties };
  if (/["'][^"'\n]*$/.test(before.replace(/(["'])[^"'\n]*\1/g, ""))) return { kind: "text", words: [] };
  return { kind: "word", words: vocabulary.words };
}

function show(state, found) {
  const { field, list } = state;
  state.rows = found.map(({ word, said }, index) => {
    const row = make("li", { role: "option", id: `completion-${index}` }, make("span", {}, word), said && make("small", {}, said));
    row.addEventListener("mousedown", (event) => {
      event.preventDefault();
      take(state, word);
    });
    row.dataset.word = word;
    return row;
  });
  list.replaceChildren(...state.rows);
  list.hidden = false;
  mark(state, 0);
  const { left, bottom } = caret(field);
  list.style.left = `${Math.min(left, innerWidth - list.offsetWidth - 8)}px`;
  list.style.top = `${Math.min(bottom, innerHeight - list.offsetHeight - 8)}px`;
}

// Where the caret is: the highlighted text below the field has the same lines.
function caret(field) {
  const shown = field.previousElementSibling;
  const range = document.createRange();
  let left = field.selectionStart;
  const walker = document.createTreeWalker(shown, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (left <= node.length) {
      range.setStart(node, Math.max(0, left - 1));
      range.setEnd(node, left);
      break;
    }
    left -= node.length;
  }
  const box = range.getClientRects()[0] ?? shown.getBoundingClientRect();
  return { left: box.right, bottom: box.bottom + 4 };
}

function mark(state, index) {
  state.active = (index + state.rows.length) % state.rows.length;
  state.rows.forEach((row, at) => row.setAttribute("aria-selected", String(at === state.active)));
  state.rows[state.active].scrollIntoView({ block: "nearest" });
  state.field.setAttribute("aria-activedescendant", state.rows[state.active].id);
}

function pressed(state, event) {
  if (event.key === " " && event.ctrlKey) {
    event.preventDefault();
    suggest(state, true);
    return;
  }
  if (state.list.hidden || event.ctrlKey || event.metaKey) return;
  const actions = {
    ArrowDown: () => mark(state, state.active + 1),
    ArrowUp: () => mark(state, state.active - 1),
    Enter: () => take(state, state.rows[state.active].dataset.word),
    Tab: () => take(state, state.rows[state.active].dataset.word),
    Escape: () => close(state),
  };
  if (!actions[event.key]) return;
  event.preventDefault();
  actions[event.key]();
}

// As if it were typed, so that it can be undone.
function take(state, word) {
  const { field, typed } = state;
  field.setSelectionRange(field.selectionStart - typed.length, field.selectionStart);
  if (!document.execCommand("insertText", false, word)) field.setRangeText(word, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input"));
  close(state);
}

function close({ list, field }) {
  list.hidden = true;
  field.removeAttribute("aria-activedescendant");
}
