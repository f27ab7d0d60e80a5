// What was merged into an entity, with the way back, and the merge with another one by hand.

import { combobox } from "/dashboard/combobox.js";
import { confirmed } from "/dashboard/dialogs.js";
import { button, make } from "/dashboard/elements.js";
import { decide } from "/dashboard/review/pairs.js";
import { listed, merge, undo } from "/dashboard/review/deciding.js";
import { filters } from "/dashboard/scopes.js";

// `names(typed)` suggests entities, `named(id)` gives one, `changed()` hears that the graph is another.
export async function mergesOf(scope, node, { names, named, changed }) {
  const { results } = await listed({ state: "accepted", ...filters(scope) });
  const own = results.filter((one) => one.kept_id === node.id);
  const rows = own.map((one) => {
    const absorbed = one.entities.find(({ id }) => id !== node.id);
    const back = () => decide(() => undo(one.id), `${absorbed.name} is an entity of its own again.`, changed);
    return make("li", { class: "decided" }, make("span", {}, absorbed.name), button("Undo", back, { class: "quiet", "aria-label": `Undo the merge with ${absorbed.name}` }));
  });
  const choose = (id) => joined(node, named(id), changed);
  const field = combobox({ label: "Merge with", placeholder: "Merge with…", keeps: false, options: async (typed) => names(typed).filter(({ value }) => value !== node.id), choose });
  return { count: own.length, content: make("div", {}, make("ul", { class: "rows" }, rows), field) };
}

async function joined(node, absorbed, changed) {
  if (!absorbed || absorbed === node) return;
  const words = [`What is said of “${absorbed.name}” becomes said of “${node.name}”.`, "It can be undone here and under Review."];
  if (!(await confirmed(`Merge ${absorbed.name} into ${node.name}?`, words, "Merge"))) return;
  await decide(() => merge(node.id, absorbed.id), `${absorbed.name} is part of ${node.name} now.`, changed);
}
