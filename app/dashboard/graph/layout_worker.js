// Finds places for nodes, beside the page's own thread.

importScripts("/dashboard/d3.min.js");

const SETTLED = 0.02;
const SLICE_MILLISECONDS = 60;
let simulation = null;
let turn = 0;

const orders = {
  start({ nodes, links, alpha, gap }) {
    simulation?.stop();
    simulation = d3
      .forceSimulation(nodes)
      .force("link", d3.forceLink(links).distance((link) => distance(link, gap)))
      .force("charge", d3.forceManyBody().strength(-gap * 4).distanceMax(gap * 14).theta(1))
      .force("collide", d3.forceCollide((node) => node.radius + gap / 12).iterations(1))
      .force("x", d3.forceX().strength(0.03))
      .force("y", d3.forceY().strength(0.045))
      .alpha(alpha)
      .alphaDecay(nodes.length > 500 ? 0.035 : 0.02)
      .stop();
    run();
  },
  hold({ index, x, y }) {
    const node = simulation?.nodes()[index];
    if (!node) return;
    [node.fx, node.fy] = [x, y];
    simulation.alpha(Math.max(simulation.alpha(), 0.25));
    run();
  },
  release({ index }) {
    const node = simulation?.nodes()[index];
    if (node) [node.fx, node.fy] = [null, null];
  },
};

// Spokes of a hub are longer, so that its leaves have room around it.
function distance({ source, target }, gap) {
  const crowd = Math.max(source.degree, target.degree);
  return gap + Math.min(2 * gap, crowd * (gap / 24)) + source.radius + target.radius;
}

function run() {
  const mine = (turn += 1);
  const slice = () => {
    if (mine !== turn) return;
    const until = performance.now() + SLICE_MILLISECONDS;
    while (performance.now() < until && simulation.alpha() > SETTLED) simulation.tick();
    const done = simulation.alpha() <= SETTLED;
    report(done);
    if (!done) setTimeout(slice, 0);
  };
  slice();
}

function report(done) {
  const nodes = simulation.nodes();
  const places = new Float32Array(nodes.length * 2);
  nodes.forEach((node, index) => places.set([node.x, node.y], index * 2));
  postMessage({ places, done }, [places.buffer]);
}

onmessage = ({ data: { order, ...rest } }) => orders[order](rest);
