// The types of entities: each has a colour and, for who sees no colours, a shape of its own.

import { drawn } from "/dashboard/elements.js";

const TURN = 2 * Math.PI;

function polygon(corners, turned = 0) {
  return Array.from({ length: corners }, (_, index) => {
    const angle = TURN * (index / corners + turned) - TURN / 4;
    return [Math.cos(angle) * 1.12, Math.sin(angle) * 1.12];
  });
}

function star(points, inner) {
  return polygon(points * 2).map(([x, y], index) => (index % 2 ? [x * inner, y * inner] : [x * 1.15, y * 1.15]));
}

const PLUS = [
  [-0.4, -1], [0.4, -1], [0.4, -0.4], [1, -0.4], [1, 0.4], [0.4, 0.4],
  [0.4, 1], [-0.4, 1], [-0.4, 0.4], [-1, 0.4], [-1, -0.4], [-0.4, -0.4],
];
const box = (width, height) => [[-width, -height], [width, -height], [width, height], [-width, height]];

export const KINDS = {
  person: { colour: "#3b78e0", corners: null },
  organization: { colour: "#8657d6", corners: box(0.92, 0.92) },
  place: { colour: "#1f9467", corners: polygon(3, 0.5) },
  event: { colour: "#c8468f", corners: polygon(3) },
  product: { colour: "#d4761a", corners: polygon(6) },
  work: { colour: "#a3811c", corners: box(0.72, 1) },
  animal: { colour: "#976747", corners: polygon(5) },
  food: { colour: "#c75834", corners: star(4, 0.55) },
  activity: { colour: "#1b90a3", corners: star(5, 0.55) },
  condition: { colour: "#cf3f4c", corners: PLUS },
  concept: { colour: "#66788f", corners: polygon(4) },
  date: { colour: "#7d8794", corners: polygon(8, 1 / 16) },
  literal: { colour: "#7d8794", corners: box(1.05, 0.55) },
};
const OTHER = { colour: "#7d8794", corners: polygon(8, 1 / 16) };

export const kind = (type) => KINDS[type] ?? OTHER;

// Adds the outline of a type to a path, on a canvas or a Path2D.
export function trace(path, type, x, y, radius) {
  const { corners } = kind(type);
  if (!corners) {
    path.moveTo(x + radius, y);
    path.arc(x, y, radius, 0, TURN);
    return;
  }
  corners.forEach(([right, down], index) =>
    index ? path.lineTo(x + right * radius, y + down * radius) : path.moveTo(x + right * radius, y + down * radius),
  );
  path.closePath();
}

export function kindIcon(type) {
  const { corners, colour } = kind(type);
  const fill = { fill: colour };
  const shape = corners
    ? drawn("polygon", { points: corners.map((pair) => pair.join(",")).join(" "), ...fill })
    : drawn("circle", { r: "1", ...fill });
  return drawn("svg", { class: "kind", viewBox: "-1.3 -1.3 2.6 2.6", "aria-hidden": "true" }, shape);
}
