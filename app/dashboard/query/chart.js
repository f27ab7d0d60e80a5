// Bars and lines over the rows of an answer.

import "/dashboard/d3.min.js";
import { labelled, make } from "/dashboard/elements.js";
import { count } from "/dashboard/dates.js";

const WIDTH = Math.max(340, Math.min(900, innerWidth - 90));
const BAR = 26;
const MOST_BARS = 40;
const MOST_POINTS = 2000;
const TIME = /^\d{4}(-\d{2}(-\d{2}(T.*)?)?)?$/;

export const numeric = ({ rows }, at) => rows.length > 0 && rows.every((row) => row[at] === null || typeof row[at] === "number") && rows.some((row) => row[at] !== null);

// `hint` names the columns to begin with.
export function chartTab(answer, form, hint) {
  const numbers = answer.columns.map((name, at) => ({ name, at })).filter(({ at }) => numeric(answer, at));
  const others = answer.columns.map((name, at) => ({ name, at })).filter(({ at }) => !numeric(answer, at));
  const figure = make("figure", { class: "unstyled" });
  const along = choice(others.length ? others : numbers, hint?.x);
  const value = choice(numbers, hint?.y);
  const show = () => figure.replaceChildren(draw(answer, Number(along.value), Number(value.value), form));
  for (const one of [along, value]) one.addEventListener("change", show);
  show();
  return { element: make("div", {}, make("div", { class: "chart-choice" }, labelled("Along", along), labelled("Value", value)), figure) };
}

function choice(columns, first) {
  return make("select", {}, columns.map(({ name, at }) => make("option", { value: String(at), selected: name === first }, name)));
}

function draw({ rows, columns }, along, value, form) {
  const points = rows.filter((row) => row[value] !== null).map((row) => ({ name: String(row[along] ?? ""), value: row[value] }));
  const chart = (form === "bar" ? bars : line)(points, columns[value]);
  chart.attr("role", "img").attr("aria-label", `${form} chart of ${columns[value]} along ${columns[along]}; the table has the same numbers`);
  return chart.node();
}

function canvas(height) {
  return d3.create("svg").attr("class", "chart").attr("viewBox", `0 0 ${WIDTH} ${height}`);
}

// Bars lie on their side, so that names have room.
function bars(all, title) {
  const points = all.slice(0, MOST_BARS);
  const height = points.length * BAR + 40;
  const left = Math.min(WIDTH * 0.4, 20 + 7 * Math.max(...points.map(({ name }) => Math.min(name.length, 34))));
  const x = d3.scaleLinear([Math.min(0, d3.min(points, (one) => one.value)), d3.max(points, (one) => one.value) || 1], [left, WIDTH - 70]).nice();
  const svg = canvas(height);
  const rows = svg.selectAll("g").data(points).join("g").attr("transform", (_, at) => `translate(0 ${at * BAR + 26})`);
  rows.append("rect").attr("class", "bar").attr("x", (one) => Math.min(x(0), x(one.value))).attr("y", 3).attr("height", BAR - 8).attr("rx", 3).attr("width", (one) => Math.abs(x(one.value) - x(0)));
  rows.append("text").attr("x", left - 8).attr("y", BAR / 2).attr("dy", ".15em").attr("text-anchor", "end").text((one) => cut(one.name, 34));
  rows.append("text").attr("x", (one) => Math.max(x(0), x(one.value)) + 6).attr("y", BAR / 2).attr("dy", ".15em").text((one) => count(one.value));
  const left_out = all.length > MOST_BARS ? ` (the first ${MOST_BARS} of ${all.length})` : "";
  svg.append("text").attr("x", left).attr("y", 14).text(title + left_out);
  return svg;
}

function line(all, title) {
  const isTime = all.every(({ name }) => TIME.test(name));
  const points = all.slice(0, MOST_POINTS).map((one, at) => ({ ...one, at: isTime ? new Date(one.name) : at }));
  if (isTime) points.sort((one, two) => one.at - two.at);
  const height = 320;
  const scale = isTime ? d3.scaleUtc() : d3.scaleLinear();
  const x = scale.domain(d3.extent(points, (one) => one.at)).range([60, WIDTH - 30]);
  const y = d3.scaleLinear([Math.min(0, d3.min(points, (one) => one.value)), d3.max(points, (one) => one.value) || 1], [height - 40, 30]).nice();
  const svg = canvas(height);
  axes(svg, x, y, points, isTime, height);
  svg.append("path").attr("class", "line").attr("d", d3.line((one) => x(one.at), (one) => y(one.value))(points));
  if (points.length < 100) svg.selectAll(".dot").data(points).join("circle").attr("class", "dot").attr("r", 3).attr("cx", (one) => x(one.at)).attr("cy", (one) => y(one.value)).append("title").text((one) => `${one.name}: ${one.value}`);
  svg.append("text").attr("x", 60).attr("y", 16).text(title);
  return svg;
}

function axes(svg, x, y, points, isTime, height) {
  for (const tick of y.ticks(5)) {
    svg.append("line").attr("class", "grid").attr("x1", 60).attr("x2", WIDTH - 30).attr("y1", y(tick)).attr("y2", y(tick));
    svg.append("text").attr("x", 52).attr("y", y(tick)).attr("dy", ".35em").attr("text-anchor", "end").text(count(tick));
  }
  const span = isTime ? points.at(-1).at - points[0].at : 0;
  const form = d3.utcFormat(span > 86_400_000 * 900 ? "%Y" : span > 86_400_000 * 90 ? "%Y-%m" : span > 86_400_000 * 2 ? "%Y-%m-%d" : "%H:%M");
  const name = (tick) => (isTime ? form(tick) : cut(points[Math.round(tick)]?.name ?? "", 14));
  for (const tick of x.ticks(WIDTH / 125).filter((one) => isTime || Number.isInteger(one))) {
    svg.append("text").attr("x", x(tick)).attr("y", height - 16).attr("text-anchor", "middle").text(name(tick));
  }
}

const cut = (text, most) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
