// Paints a frame. Lines and shapes are kept as paths, so that a pan or a zoom only strokes them again.

import { kind, trace } from "/dashboard/graph/kinds.js";
import { writeLabels } from "/dashboard/graph/labels.js";
import { ink } from "/dashboard/theme.js";

const ARROWS_UP_TO = 1500;
const DIM = 0.16;

// Paths by what they look like; made again when something moved or is seen differently.
export function pathsOf({ nodes, links }, lit) {
  const paths = { lines: new Path2D(), ended: new Path2D(), litLines: new Path2D(), litEnded: new Path2D(), shapes: new Map(), litShapes: new Map(), arrows: [] };
  const all = links.length > ARROWS_UP_TO;
  for (const link of links) {
    const isLit = lit?.links.has(link);
    const name = link.holds ? (isLit ? "litLines" : "lines") : isLit ? "litEnded" : "ended";
    addLine(paths[name], link);
    if (!all || isLit) paths.arrows.push({ link, isLit });
  }
  for (const node of nodes) addShape(lit?.nodes.has(node) ? paths.litShapes : paths.shapes, node);
  return paths;
}

// A point on a link: at 0 where it begins, at 1 where it ends.
export function pointOn({ source, target, bend }, part) {
  const [x, y] = control(source, target, bend);
  const [before, between, after] = [(1 - part) ** 2, 2 * part * (1 - part), part ** 2];
  return [before * source.x + between * x + after * target.x, before * source.y + between * y + after * target.y];
}

function control(source, target, bend) {
  const right = target.x - source.x;
  const down = target.y - source.y;
  return [(source.x + target.x) / 2 - down * bend, (source.y + target.y) / 2 + right * bend];
}

function addLine(path, { source, target, bend }) {
  path.moveTo(source.x, source.y);
  if (source === target) path.arc(source.x + source.radius, source.y - source.radius, source.radius, 2.5, 7.5);
  else if (bend) path.quadraticCurveTo(...control(source, target, bend), target.x, target.y);
  else path.lineTo(target.x, target.y);
}

function addShape(shapes, node) {
  if (!shapes.has(node.type)) shapes.set(node.type, new Path2D());
  trace(shapes.get(node.type), node.type, node.x, node.y, node.radius);
}

export function paint(context, scene) {
  const { width, height, ratio, view, paths, lit } = scene;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  context.translate(view.x, view.y);
  context.scale(view.k, view.k);
  const thin = 1 / view.k;
  strokeLines(context, paths, lit, thin);
  if (view.k > 0.35) paintArrows(context, paths.arrows, lit, thin);
  paintShapes(context, paths.shapes, lit ? DIM : 1, thin);
  paintShapes(context, paths.litShapes, 1, thin);
  paintMarks(context, scene, thin);
  writeLabels(context, scene);
}

function strokeLines(context, paths, lit, thin) {
  const { arrows } = paths;
  context.lineWidth = Math.min(1.2, thin * (arrows.length ? 1.2 : 0.9));
  context.strokeStyle = ink("--edge");
  context.globalAlpha = lit ? DIM * 1.5 : 1;
  context.stroke(paths.lines);
  context.setLineDash([5 * thin, 4 * thin]);
  context.stroke(paths.ended);
  context.globalAlpha = 1;
  context.strokeStyle = ink("--accent");
  context.lineWidth = 2.4 * thin;
  context.stroke(paths.litEnded);
  context.setLineDash([]);
  context.stroke(paths.litLines);
}

function paintArrows(context, arrows, lit, thin) {
  const size = Math.min(7 * thin, 9);
  for (const isLit of [false, true]) {
    context.globalAlpha = lit && !isLit ? DIM * 1.5 : 1;
    context.fillStyle = ink(isLit ? "--accent" : "--edge");
    context.beginPath();
    for (const arrow of arrows) if (Boolean(arrow.isLit) === isLit) addArrow(context, arrow.link, isLit ? size * 1.3 : size);
    context.fill();
  }
  context.globalAlpha = 1;
}

function addArrow(context, { source, target, bend }, size) {
  const [x, y] = bend ? control(source, target, bend) : [source.x, source.y];
  const angle = Math.atan2(target.y - y, target.x - x);
  const tip = [target.x - Math.cos(angle) * (target.radius + 1), target.y - Math.sin(angle) * (target.radius + 1)];
  context.moveTo(...tip);
  for (const turn of [-0.42, 0.42]) {
    context.lineTo(tip[0] - Math.cos(angle + turn) * size, tip[1] - Math.sin(angle + turn) * size);
  }
}

function paintShapes(context, shapes, alpha, thin) {
  context.globalAlpha = alpha;
  context.lineWidth = Math.min(1.5, 1.5 * thin);
  context.strokeStyle = ink("--card");
  for (const [type, path] of shapes) {
    context.fillStyle = kind(type).colour;
    context.fill(path);
    if (thin < 4) context.stroke(path);
  }
  context.globalAlpha = 1;
}

// Rings around what is chosen or under the pointer; the number of folded leaves.
function paintMarks(context, { seen, chosen, hovered }, thin) {
  for (const [node, name] of [[hovered, "--soft"], [chosen, "--accent"]]) {
    if (!node || !seen.near.has(node)) continue;
    context.strokeStyle = ink(name);
    context.lineWidth = 2.5 * thin;
    context.beginPath();
    context.arc(node.x, node.y, node.radius * 1.15 + 4 * thin, 0, 2 * Math.PI);
    context.stroke();
  }
  context.fillStyle = "#fff";
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (const node of seen.nodes) {
    if (!node.folded || node.radius / thin < 8) continue;
    context.font = `600 ${Math.min(node.radius * 0.75, 13)}px system-ui, sans-serif`;
    context.fillText(`+${node.folded}`, node.x, node.y);
  }
}
