// A graph as it is drawn: nodes and links made of relations, and what is visible of them.

import { begin } from "/dashboard/dates.js";

const SMALLEST = 6;
const LARGEST = 20;
const LEAVES_TO_FOLD = 12;
const NODES_TO_FOLD = 80;

// What was in the graph before stays where it was.
export function graphOf(net, before) {
  const graph = { nodes: new Map(), links: new Map() };
  extend(graph, net);
  for (const node of graph.nodes.values()) {
    const { x = null, y = null } = before?.nodes.get(node.id) ?? {};
    Object.assign(node, { x, y });
  }
  return graph;
}

// Adds nodes and relations; what is there already stays where it is.
export function extend(graph, { nodes, relations }) {
  for (const node of nodes) Object.assign(nodeOf(graph, node.id, node.name, node.type), { hidden: node.hidden, isSelf: node.is_self });
  for (const relation of relations) {
    if (graph.links.has(relation.id)) continue;
    const source = nodeOf(graph, relation.source_id, relation.source, relation.source_type);
    const target = nodeOf(graph, relation.target_id, relation.target, relation.target_type);
    graph.links.set(relation.id, linkOf(relation, source, target));
  }
  measure(graph);
}

function nodeOf(graph, id, name, type) {
  if (!graph.nodes.has(id)) {
    graph.nodes.set(id, { id, name, type, x: null, y: null, links: [], radius: SMALLEST, hidden: 0, folded: 0 });
  }
  return graph.nodes.get(id);
}

function linkOf(relation, source, target) {
  const link = {
    id: relation.id,
    source,
    target,
    predicate: relation.relationship,
    label: relation.relationship.replaceAll("_", " "),
    from: begin(relation.valid_from) ?? (relation.current ? begin(relation.recorded_at) : null) ?? -Infinity,
    to: begin(relation.valid_to) ?? (relation.current ? Infinity : begin(relation.recorded_at)),
    bend: 0,
    relation,
  };
  source.links.push(link);
  if (target !== source) target.links.push(link);
  return link;
}

function measure(graph) {
  for (const node of graph.nodes.values()) {
    node.radius = Math.min(LARGEST, SMALLEST + 1.6 * Math.sqrt(node.links.length));
  }
  bendParallels(graph.links.values());
}

// Links between the same two nodes lie beside each other.
function bendParallels(links) {
  const pairs = new Map();
  for (const link of links) {
    const key = [link.source.id, link.target.id].sort().join(" ");
    if (!pairs.has(key)) pairs.set(key, []);
    pairs.get(key).push(link);
  }
  for (const pair of pairs.values()) {
    pair.forEach((link, index) => {
      const side = link.source.id < link.target.id ? 1 : -1;
      link.bend = side * (index - (pair.length - 1) / 2) * 0.3;
    });
  }
}

export const other = (link, node) => (link.source === node ? link.target : link.source);

// Whether a link holds at a moment: "now" is any time that is not asked back to.
function holds(link, asOf) {
  if (asOf === null) return link.relation.current;
  return link.from <= asOf && asOf < link.to;
}

// Marks links with what is to be seen of them; gives the visible nodes and links.
export function seen(graph, { asOf, ended, types, predicates, unfolded, folds }) {
  const links = [];
  for (const link of graph.links.values()) {
    link.holds = holds(link, asOf);
    const known = link.holds || (ended && (asOf === null || link.from <= asOf));
    const wanted = !types.has(link.source.type) && !types.has(link.target.type) && !predicates.has(link.predicate);
    if (known && wanted) links.push(link);
  }
  return folded(links, folds, unfolded);
}

// Hides the leaves of hubs, and leaves their number at the hub.
function folded(links, folds, unfolded) {
  const around = neighbours(links);
  const hidden = new Set();
  for (const [hub, near] of around) {
    hub.folded = 0;
    if (!folds || around.size < NODES_TO_FOLD || unfolded.has(hub.id)) continue;
    const leaves = [...near].filter((node) => around.get(node).size === 1);
    if (leaves.length < LEAVES_TO_FOLD) continue;
    hub.folded = leaves.length;
    leaves.forEach((node) => hidden.add(node));
  }
  return {
    nodes: [...around.keys()].filter((node) => !hidden.has(node)),
    links: links.filter((link) => !hidden.has(link.source) && !hidden.has(link.target)),
    near: around,
  };
}

function neighbours(links) {
  const around = new Map();
  const join = (node, near) => {
    if (!around.has(node)) around.set(node, new Set());
    if (near !== node) around.get(node).add(near);
  };
  for (const { source, target } of links) {
    join(source, target);
    join(target, source);
  }
  return around;
}

// How often each value of a property comes, most often first.
export function tally(things, property) {
  const counts = new Map();
  for (const thing of things) counts.set(thing[property], (counts.get(thing[property]) ?? 0) + 1);
  return [...counts].sort(([a, one], [b, two]) => two - one || String(a).localeCompare(String(b)));
}
