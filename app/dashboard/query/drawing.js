// The nodes and relations of an answer, drawn as the graph view draws.

import { make } from "/dashboard/elements.js";
import { Drawing } from "/dashboard/graph/drawing.js";
import { graphOf, seen } from "/dashboard/graph/model.js";

const TYPES = { Memory: "work", Message: "date", Event: "event", Scope: "concept" };
const EVERYTHING = { asOf: null, ended: true, folds: false, types: new Set(), predicates: new Set(), unfolded: new Set() };

export function drawingTab({ nodes, relations }) {
  const graph = graphOf(netOf(nodes, relations));
  const shown = seen(graph, EVERYTHING);
  const alone = [...graph.nodes.values()].filter((node) => !shown.near.has(node));
  alone.forEach((node) => shown.near.set(node, new Set()));
  shown.nodes.push(...alone);
  const chosen = make("p", { class: "hint", "aria-live": "polite" }, "Click a node to read it.");
  const canvas = make("canvas", { tabindex: "0", role: "application", "aria-label": `Drawing of ${nodes.length} nodes and ${relations.length} relations` });
  const properties = new Map(nodes.map((node) => [node.id, node.properties]));
  const show = (node) => {
    drawing.choose(node);
    chosen.textContent = node ? words(properties.get(node.id)) : "Click a node to read it.";
  };
  const drawing = new Drawing(canvas, { chosen: show, opened: show });
  drawing.show(shown);
  return { element: make("div", {}, make("div", { class: "result-graph" }, canvas), chosen), end: () => drawing.end() };
}

// As the graph routes tell it: what the query gave says it with labels and properties.
function netOf(nodes, relations) {
  const known = new Map(nodes.map((node) => [node.id, named(node)]));
  return { nodes: [...known.values()], relations: relations.filter(({ source, target }) => known.has(source) && known.has(target)).map((one) => related(one, known)) };
}

function named({ id, labels, properties }) {
  const label = ["Memory", "Message", "Event", "Scope"].find((one) => labels.includes(one));
  const name = properties.name ?? properties.external_id ?? properties.text ?? properties.kind ?? label ?? "";
  return { id, name: String(name), type: properties.type ?? TYPES[label] ?? "literal", hidden: 0 };
}

function related({ id, type, source, target, properties }, known) {
  const until = properties.valid_to;
  return {
    id,
    source_id: source,
    source: known.get(source).name,
    source_type: known.get(source).type,
    target_id: target,
    target: known.get(target).name,
    target_type: known.get(target).type,
    relationship: properties.predicate ?? type.toLowerCase(),
    current: !until || Date.parse(until) > Date.now(),
    valid_from: properties.valid_from,
    valid_to: until,
  };
}

const words = (properties) =>
  Object.entries(properties).filter(([name]) => !/_id$|^id$|^key$|_norm$/.test(name)).map(([name, value]) => `${name}: ${value}`).join(" · ");
