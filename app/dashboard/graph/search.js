// Search within the drawn graph: an entity by its name, or a question whose answer is lit.

import { combobox } from "/dashboard/combobox.js";
import { button, make } from "/dashboard/elements.js";
import { kindIcon } from "/dashboard/graph/kinds.js";
import { found } from "/dashboard/graph/relations.js";
import { failure, waiting } from "/dashboard/notices.js";

const SUGGESTED = 12;
const BEST = 3;

// Listeners: open(node), light(lit or null, relations to add).
export function searchBox(scope, graph, listeners) {
  const results = make("div", { class: "search-results", "aria-live": "polite" });
  const box = combobox({
    label: "Find an entity or ask a question",
    placeholder: "Find, or ask a question",
    keeps: false,
    options: async (typed) => matching(graph(), typed),
    choose: (words) => {
      const node = graph().nodes.get(words);
      if (node) return listeners.open(node);
      return search(scope, words, graph, listeners, results);
    },
  });
  return make("div", { class: "graph-search", role: "search" }, box, results);
}

export function matching(graph, typed) {
  const words = typed.trim().toLowerCase();
  if (!words) return [];
  return [...graph.nodes.values()]
    .filter((node) => node.name.toLowerCase().includes(words))
    .sort((one, two) => two.links.length - one.links.length)
    .slice(0, SUGGESTED)
    .map((node) => ({ value: node.id, content: [kindIcon(node.type), make("span", {}, node.name), make("small", {}, node.type)] }));
}

async function search(scope, question, graph, listeners, place) {
  place.replaceChildren(waiting("Searching…"));
  try {
    const { results, relations = [] } = await found(scope, question);
    const clear = () => {
      place.replaceChildren();
      listeners.light(null);
    };
    listeners.add(relations);
    const shown = lit(graph(), telling(results, relations));
    place.replaceChildren(said(question, results, shown, clear));
    listeners.light(shown);
  } catch (error) {
    place.replaceChildren(failure(error, () => search(scope, question, graph, listeners, place)));
  }
}

// The relations that the best memories attest; when there are none, the best relations.
function telling(results, relations) {
  const best = new Set(results.slice(0, BEST).map((one) => one.id));
  const told = relations.filter((one) => one.memory_ids.some((id) => best.has(id)));
  return told.length ? told : relations.slice(0, BEST);
}

function said(question, results, shown, clear) {
  const lit = shown ? `${shown.links.size} ${shown.links.size === 1 ? "relation" : "relations"} lit.` : "No relation led there.";
  return make(
    "section",
    { "aria-label": "Search results" },
    make("p", { class: "search-said" }, make("q", {}, question), ` ${lit} `, button("Clear", clear, { class: "link" })),
    results.length
      ? make("ol", {}, results.map(item))
      : make("p", {}, "Nothing was found. Ask in other words, or look under another scope."),
  );
}

function item({ memory, score }) {
  return make("li", {}, memory, " ", make("small", { class: "score", title: "Score, from 0 to 1" }, score.toFixed(2)));
}

// The links and nodes of the relations found, and of every step of the way to them.
export function lit(graph, relations) {
  const steps = relations.flatMap((relation) => [relation.id, ...(relation.path ?? []).map((step) => step.relation_id)]);
  const links = new Set(steps.map((id) => graph.links.get(id)).filter(Boolean));
  const nodes = new Set([...links].flatMap((link) => [link.source, link.target]));
  return nodes.size ? { links, nodes } : null;
}
