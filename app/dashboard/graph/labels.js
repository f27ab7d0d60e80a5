// Names of nodes and words on links: as many as have room, the most important first.

import { pointOn } from "/dashboard/graph/painting.js";
import { ink } from "/dashboard/theme.js";

const MOST_NAMES = 160;
const MOST_WORDS = 120;
const FEW_NODES = 120;
const LINKS_WITH_WORDS = 400;
const ALONG = [0.5, 0.42, 0.58];
const CELL = 7;
const HIGH = 14;
const FONT = "system-ui, sans-serif";
const widths = new Map();

// Small squares of the screen that are taken: a label is written where all of its squares are free.
class Taken {
  #cells = new Set();

  isFree(cells) {
    return cells.every((cell) => !this.#cells.has(cell));
  }

  claim(cells) {
    cells.forEach((cell) => this.#cells.add(cell));
  }
}

const cell = (x, y) => Math.floor(x / CELL) * 100_003 + Math.floor(y / CELL);

// The squares below a text that begins at a point and runs at an angle.
function along(x, y, width, angle, high) {
  const cells = [];
  const [right, down] = [Math.cos(angle), Math.sin(angle)];
  for (let step = 0; step <= width + CELL / 2; step += CELL * 0.7) {
    for (let side = -high / 2 + 1; side <= high / 2; side += CELL * 0.7) {
      cells.push(cell(x + right * step - down * side, y + down * step + right * side));
    }
  }
  return cells;
}

export function writeLabels(context, scene) {
  const { ratio } = scene;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.lineJoin = "round";
  context.textBaseline = "middle";
  const taken = new Taken();
  writeNames(context, scene, taken);
  context.globalAlpha = 1;
  writeWords(context, scene, taken);
}

function writeNames(context, scene, taken) {
  const { view, lit, chosen, hovered } = scene;
  const isSmall = scene.seen.nodes.length <= FEW_NODES;
  let written = 0;
  for (const node of ranked(scene)) {
    if (written >= MOST_NAMES) return;
    const isMarked = node === chosen || node === hovered || lit?.nodes.has(node);
    if (!isMarked && !isSmall && node.radius * view.k < 3) continue;
    const name = nameOf(context, node, isMarked);
    const spot = spots(scene, node, name.width, isMarked ? 5 : 0)
      .map(([x, y]) => ({ x, y, cells: along(x, y, name.width, 0, HIGH) }))
      .find(({ x, y, cells }) => isInside(x, y, name.width, scene) && (isMarked || taken.isFree(cells)));
    if (!spot) continue;
    taken.claim(spot.cells);
    context.globalAlpha = lit && !isMarked ? 0.35 : 1;
    context.textAlign = "left";
    write(context, name.text, spot.x, spot.y, { font: name.font, colour: "--ink" });
    written += 1;
  }
}

// What is marked comes first, then the nodes with most links.
function ranked({ seen, lit, chosen, hovered }) {
  seen.ranked ??= [...seen.nodes].sort((one, two) => two.radius - one.radius);
  const marked = [hovered, chosen, ...(lit?.nodes ?? [])].filter((node) => node && seen.near.has(node));
  return new Set([...marked, ...seen.ranked]);
}

function nameOf(context, node, isMarked) {
  const font = `${isMarked || node.radius > 12 ? "600 " : ""}12px ${FONT}`;
  const text = node.name.length > 32 ? `${node.name.slice(0, 31)}…` : node.name;
  return { text, font, width: measured(context, text, font) };
}

// Where a name may stand, the best place first: away from the hub of a leaf, else below.
function spots({ view, seen }, node, width, ring) {
  const [x, y] = view.apply([node.x, node.y]);
  const away = node.radius * view.k + 6 + ring;
  const below = [x - width / 2, y + away + 6];
  const above = [x - width / 2, y - away - 6];
  const right = [x + away, y];
  const left = [x - away - width, y];
  const near = seen.near.get(node);
  const hub = near?.size === 1 ? [...near][0] : null;
  if (!hub) return [below, above, right, left];
  const sides = node.x > hub.x ? [right, left] : [left, right];
  const ends = node.y > hub.y ? [below, above] : [above, below];
  const isAside = Math.abs(node.x - hub.x) > Math.abs(node.y - hub.y) * 0.6;
  return isAside ? [sides[0], ends[0], ends[1], sides[1]] : [ends[0], sides[0], sides[1], ends[1]];
}

function measured(context, text, font) {
  const key = `${font} ${text}`;
  if (!widths.has(key)) {
    context.font = font;
    widths.set(key, context.measureText(text).width);
  }
  return widths.get(key);
}

const isInside = (x, y, width, scene) => x + width > 0 && y > -HIGH && x < scene.width && y < scene.height + HIGH;

function writeWords(context, scene, taken) {
  const { seen, lit, chosen, view } = scene;
  const marked = seen.links.filter((link) => lit?.links.has(link) || link.source === chosen || link.target === chosen);
  const others = seen.links.length <= LINKS_WITH_WORDS && !lit && view.k > 0.5 ? seen.links : [];
  let written = 0;
  for (const link of new Set([...marked, ...others])) {
    if (written >= MOST_WORDS) return;
    if (writeWord(context, scene, link, taken)) written += 1;
  }
}

function writeWord(context, { view, lit, width, height }, link, taken) {
  const font = `10.5px ${FONT}`;
  const long = measured(context, link.label, font);
  const room = Math.hypot(link.target.x - link.source.x, link.target.y - link.source.y) * view.k;
  if (long + (link.source.radius + link.target.radius) * view.k + 4 > room) return false;
  const angle = upright(Math.atan2(link.target.y - link.source.y, link.target.x - link.source.x));
  const spot = ALONG.map((part) => view.apply(pointOn(link, part)))
    .filter(([x, y]) => x > 0 && y > 0 && x < width && y < height)
    .map(([x, y]) => ({ x, y, cells: along(x - (Math.cos(angle) * long) / 2, y - (Math.sin(angle) * long) / 2, long, angle, 9) }))
    .find(({ cells }) => taken.isFree(cells));
  if (!spot) return false;
  taken.claim(spot.cells);
  context.save();
  context.translate(spot.x, spot.y);
  context.rotate(angle);
  context.textAlign = "center";
  write(context, link.label, 0, 0, { font, colour: lit?.links.has(link) ? "--accent" : "--soft" });
  context.restore();
  return true;
}

const upright = (angle) => (Math.abs(angle) > Math.PI / 2 ? angle + Math.PI : angle);

// A rim in the ground's colour keeps words readable above lines.
function write(context, text, x, y, { font, colour }) {
  context.font = font;
  context.lineWidth = 3;
  context.strokeStyle = ink("--card");
  context.strokeText(text, x, y);
  context.fillStyle = ink(colour);
  context.fillText(text, x, y);
}
