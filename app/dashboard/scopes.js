// Whose memories are looked at: the users, agents, apps and runs, and the field that chooses one.

import { note } from "/dashboard/address.js";
import { combobox } from "/dashboard/combobox.js";
import { make } from "/dashboard/elements.js";
import { ask } from "/dashboard/session.js";

const CHOSEN = "relata-scope";
const PAGES = 5;
const PAGE_SIZE = 200;
let known = null;

export const forgetScopes = () => (known = null);

// All scopes, those with most memories first.
export async function scopes() {
  known ??= read().catch((error) => {
    known = null;
    throw error;
  });
  return known;
}

async function read() {
  const found = [];
  for (let page = 1; page <= PAGES; page += 1) {
    const { results, next } = await ask(`/v1/entities/?page=${page}&page_size=${PAGE_SIZE}`);
    found.push(...results);
    if (!next) break;
  }
  return found.sort((one, other) => other.total_memories - one.total_memories);
}

export const text = (scope) => `${scope.type}:${scope.name}`;

export function scopeOf(words) {
  const [, type, name] = /^(user|agent|app|run):(.+)$/s.exec(words.trim()) ?? [];
  return type ? { type, name } : { type: "user", name: words.trim() };
}

export const filters = (scope) => ({ [`${scope.type}_id`]: scope.name });

// The scope of the address, else the last one looked at, else the fullest; null without any.
export async function chosenScope(asked) {
  const wanted = asked.scope ?? sessionStorage.getItem(CHOSEN);
  if (wanted) return remember(scopeOf(wanted));
  const [first] = await scopes();
  return first ? remember(first) : null;
}

function remember(scope) {
  sessionStorage.setItem(CHOSEN, text(scope));
  return scope;
}

export function scopeField(scope, chosen) {
  const field = combobox({
    label: "Whose memories",
    value: scope ? text(scope) : "",
    placeholder: "user:ada",
    options: async (typed) => matching(await scopes(), typed).map(option),
    choose: (words) => {
      const next = remember(scopeOf(words));
      note({ scope: text(next), entity: null });
      chosen(next);
    },
  });
  return make("div", { class: "scope" }, make("span", { "aria-hidden": "true" }, "of"), field);
}

function matching(all, typed) {
  const words = typed.toLowerCase();
  return all.filter((scope) => text(scope).toLowerCase().includes(words)).slice(0, 50);
}

function option(scope) {
  const memories = scope.total_memories;
  const said = `${memories} ${memories === 1 ? "memory" : "memories"}`;
  return { value: text(scope), content: [make("span", {}, text(scope)), make("small", {}, said)] };
}
