// The drawn graph: a canvas that is panned, zoomed, pointed at and driven by keys.

import { Camera } from "/dashboard/graph/camera.js";
import { Layout } from "/dashboard/graph/layout.js";
import { paint, pathsOf } from "/dashboard/graph/painting.js";
import { Snapshot } from "/dashboard/graph/snapshot.js";
import { other } from "/dashboard/graph/model.js";
import { onTheme } from "/dashboard/theme.js";

const REACH = 6;
const STEP = 60;

export class Drawing {
  #canvas;
  #context;
  #camera;
  #layout = new Layout((done) => this.#moved(done));
  #observer = new ResizeObserver(() => this.#resize());
  #forget = onTheme(() => this.#changed());
  #scene = { width: 0, height: 0, ratio: 1, seen: { nodes: [], links: [], near: new Map() }, lit: null, chosen: null, hovered: null };
  #tree = null;
  #frame = 0;
  #snapshot = new Snapshot();
  #moves = false;
  #fits = true;
  #listeners;

  // Listeners: chosen(node or null), opened(node).
  constructor(canvas, listeners) {
    this.#canvas = canvas;
    this.#context = canvas.getContext("2d");
    this.#listeners = listeners;
    this.#camera = new Camera(canvas, () => this.#pan(), (event) => event.type === "wheel" || !this.#at(event));
    this.#listen();
    this.#observer.observe(canvas);
  }

  // Shows nodes and links; new ones are given a place.
  show(seen, { arranges = true } = {}) {
    this.#scene.seen = seen;
    this.#tree = null;
    if (arranges) this.#layout.arrange(seen);
    this.#changed();
  }

  light(lit) {
    this.#scene.lit = lit;
    this.#changed();
    if (lit?.nodes.size) this.#camera.fit([...lit.nodes].filter((node) => node.x !== null), this.#scene);
  }

  choose(node, { centres = false } = {}) {
    this.#scene.chosen = node;
    if (node && centres && node.x !== null) this.#camera.centre(node, this.#scene);
    this.#draw();
  }

  fit() {
    this.#camera.fit(this.#scene.seen.nodes, this.#scene);
  }

  zoom(factor) {
    this.#fits = false;
    this.#camera.by(factor);
  }

  end() {
    this.#layout.end();
    this.#observer.disconnect();
    this.#forget();
    cancelAnimationFrame(this.#frame);
  }

  #moved(done) {
    this.#tree = null;
    if (this.#fits) this.fit();
    if (done) this.#fits = false;
    this.#canvas.dataset.settled = String(done);
    this.#changed();
  }

  #changed() {
    this.#scene.paths = null;
    this.#rest();
  }

  #draw() {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#scene.view = this.#camera.view;
      if (this.#snapshot.serves(this.#scene, this.#moves, () => this.#rest())) this.#snapshot.show(this.#context, this.#scene);
      else this.#paint();
    });
  }

  #paint() {
    const scene = this.#scene;
    scene.paths ??= pathsOf(scene.seen, scene.lit);
    paint(this.#context, scene);
    this.#snapshot.keep(this.#canvas, scene);
  }

  #pan() {
    this.#moves = true;
    this.#draw();
  }

  #rest() {
    this.#moves = false;
    this.#draw();
  }

  #resize() {
    const { clientWidth, clientHeight } = this.#canvas;
    const ratio = devicePixelRatio || 1;
    this.#canvas.width = clientWidth * ratio;
    this.#canvas.height = clientHeight * ratio;
    const isFirst = !this.#scene.width;
    const grown = clientWidth - this.#scene.width;
    Object.assign(this.#scene, { width: clientWidth, height: clientHeight, ratio });
    if (this.#fits || isFirst) this.fit();
    else this.#camera.pan(grown / 2, 0);
    this.#draw();
  }

  // The node under a pointer.
  #at(event) {
    const [x, y] = this.#camera.under(...d3.pointer(event, this.#canvas));
    this.#tree ??= d3.quadtree(this.#scene.seen.nodes, (node) => node.x, (node) => node.y);
    const found = this.#tree.find(x, y, 26 + REACH / this.#camera.view.k);
    const reach = found && found.radius * 1.15 + REACH / this.#camera.view.k;
    return found && Math.hypot(found.x - x, found.y - y) <= reach ? found : null;
  }

  #listen() {
    const canvas = this.#canvas;
    let held = null;
    canvas.addEventListener("pointerdown", (event) => {
      held = event.button ? null : { node: this.#at(event), x: event.clientX, y: event.clientY, moved: false };
      if (held?.node) canvas.setPointerCapture(event.pointerId);
    });
    canvas.addEventListener("pointermove", (event) => {
      if (held) this.#drag(held, event);
      else this.#hover(this.#at(event));
    });
    canvas.addEventListener("pointerup", () => {
      if (held) this.#drop(held);
      held = null;
    });
    canvas.addEventListener("pointerleave", () => this.#hover(null));
    canvas.addEventListener("dblclick", () => this.#scene.hovered && this.#listeners.opened(this.#scene.hovered));
    canvas.addEventListener("wheel", () => (this.#fits = false), { passive: true });
    canvas.addEventListener("keydown", (event) => this.#pressed(event));
  }

  #drag(held, event) {
    held.moved ||= Math.hypot(event.clientX - held.x, event.clientY - held.y) > 4;
    if (held.moved) this.#fits = false;
    if (!held.moved || !held.node) return;
    [held.node.x, held.node.y] = this.#camera.under(...d3.pointer(event, this.#canvas));
    held.node.held = true;
    this.#layout.hold(held.node);
    this.#changed();
  }

  #drop({ node, moved }) {
    if (moved) {
      if (node) this.#layout.release(node);
      if (node) node.held = false;
      return;
    }
    this.#listeners.chosen(node);
  }

  #hover(node) {
    if (node === this.#scene.hovered) return;
    this.#scene.hovered = node;
    this.#canvas.style.cursor = node ? "pointer" : "grab";
    this.#draw();
  }

  // Arrows go from neighbour to neighbour, or move the picture when nothing is chosen.
  #pressed(event) {
    const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const keys = {
      "+": () => this.zoom(1.3),
      "-": () => this.zoom(1 / 1.3),
      0: () => this.fit(),
      Enter: () => this.#scene.chosen && this.#listeners.opened(this.#scene.chosen),
      Escape: () => this.#listeners.chosen(null),
    };
    const way = ways[event.key];
    const action = way ? () => this.#walk(way) : keys[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  }

  #walk([right, down]) {
    const from = this.#scene.chosen;
    if (!from || !this.#scene.seen.near.has(from)) return this.#camera.pan(-right * STEP, -down * STEP);
    const near = new Set(from.links.map((link) => other(link, from)));
    const shown = this.#scene.seen.nodes.filter((node) => near.has(node) && node !== from);
    const along = (node) => (node.x - from.x) * right + (node.y - from.y) * down;
    const aside = (node) => Math.abs((node.x - from.x) * down) + Math.abs((node.y - from.y) * right);
    const ahead = shown.filter((node) => along(node) > 0).sort((a, b) => aside(a) / along(a) - aside(b) / along(b));
    if (ahead[0]) this.#listeners.chosen(ahead[0], { centres: true });
    return null;
  }
}
