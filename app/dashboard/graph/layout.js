// The places of the nodes: asked from the worker, heard as they come.

const FEW = 60;
const ROOMY = 200;
const CROWDED = 800;

export class Layout {
  #worker = new Worker("/dashboard/graph/layout_worker.js");
  #nodes = [];
  #moved;

  // `moved(done)` hears that nodes have new places.
  constructor(moved) {
    this.#moved = moved;
    this.#worker.onmessage = ({ data: { places, done } }) => this.#take(places, done);
  }

  arrange({ nodes, links, near }) {
    const isNew = nodes.some((node) => node.x === null);
    this.#nodes = nodes;
    settle(nodes);
    const index = new Map(nodes.map((node, at) => [node, at]));
    this.#worker.postMessage({
      order: "start",
      alpha: isNew ? 1 : 0.15,
      gap: gapFor(nodes.length),
      nodes: nodes.map((node) => ({
        x: node.x, y: node.y, radius: node.radius, degree: near.get(node)?.size ?? 0,
      })),
      links: links.map((link) => ({ source: index.get(link.source), target: index.get(link.target) })),
    });
  }

  hold(node) {
    this.#worker.postMessage({ order: "hold", index: this.#nodes.indexOf(node), x: node.x, y: node.y });
  }

  release(node) {
    this.#worker.postMessage({ order: "release", index: this.#nodes.indexOf(node) });
  }

  end() {
    this.#worker.terminate();
  }

  #take(places, done) {
    if (places.length !== this.#nodes.length * 2) return;
    this.#nodes.forEach((node, at) => {
      if (node.held) return;
      node.x = places[2 * at];
      node.y = places[2 * at + 1];
    });
    this.#moved(done);
  }
}

const gapFor = (nodes) => (nodes < FEW ? 115 : nodes < ROOMY ? 90 : nodes < CROWDED ? 60 : 40);

// A node without a place starts beside a neighbour that has one, else on a spiral: always the same.
function settle(nodes) {
  nodes.forEach((node, at) => {
    if (node.x !== null) return;
    const beside = node.links
      .map((link) => (link.source === node ? link.target : link.source))
      .find((near) => near.x !== null && near !== node);
    const angle = at * 2.4;
    const away = beside ? 40 : 12 * Math.sqrt(at + 1);
    node.x = (beside?.x ?? 0) + Math.cos(angle) * away;
    node.y = (beside?.y ?? 0) + Math.sin(angle) * away;
  });
}
