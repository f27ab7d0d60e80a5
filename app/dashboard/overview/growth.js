// How the memory grows: what came in each period, as columns.

import "/dashboard/d3.min.js";
import { DAY, count, dayOf } from "/dashboard/dates.js";
import { make } from "/dashboard/elements.js";
import { ask } from "/dashboard/session.js";

const WIDTH = Math.max(340, Math.min(900, innerWidth - 90));
const HEIGHT = 190;
const MOST_COLUMNS = 90;
const FEWEST = 13;
const EDGE = { left: 44, right: 34, top: 12, bottom: 26 };

const UNITS = { day: (at) => at.setUTCDate(at.getUTCDate() + 1), week: (at) => at.setUTCDate(at.getUTCDate() + 7), month: (at) => at.setUTCMonth(at.getUTCMonth() + 1) };

// `daily` are the counts by day; a longer time is shown by week or by month.
export async function growthCard(daily) {
  const days = (Date.now() - Date.parse(daily[0]?.period ?? dayOf(Date.now()))) / DAY;
  const unit = days < MOST_COLUMNS ? "day" : days < 7 * MOST_COLUMNS ? "week" : "month";
  const counted = unit === "day" ? daily : (await ask(`/v1/graph/stats?whole_project=true&unit=${unit}`)).growth;
  const periods = filled(counted, unit);
  const total = (name) => count(d3.sum(periods, (one) => one[name]));
  const words = `${total("memories")} memories and ${total("relations")} relations since ${periods[0].period}.`;
  return make(
    "section",
    { class: "card wide" },
    make("h2", {}, "Growth"),
    make("p", { class: "hint keys" }, make("span", { class: "key memories" }), "memories ", make("span", { class: "key relations" }), `relations, by ${unit}. ${words}`),
    chart(periods, words, unit === "month" ? 7 : 10),
  );
}

// Also the periods in which nothing came, at least the last dozen.
function filled(counted, unit) {
  const known = new Map(counted.map((one) => [one.period, one]));
  const periods = [];
  const first = counted[0]?.period ?? dayOf(Date.now());
  const at = new Date(unit === "day" ? Math.min(Date.parse(first), Date.now() - FEWEST * DAY) : first);
  for (; at <= Date.now(); UNITS[unit](at)) {
    const period = dayOf(at.getTime());
    periods.push(known.get(period) ?? { period, memories: 0, relations: 0 });
  }
  return periods.slice(-MOST_COLUMNS);
}

function chart(days, words, digits) {
  const svg = d3.create("svg").attr("class", "chart growth").attr("viewBox", `0 0 ${WIDTH} ${HEIGHT}`).attr("role", "img").attr("aria-label", words);
  const x = d3.scaleBand(days.map((one) => one.period), [EDGE.left, WIDTH - EDGE.right]).padding(0.25);
  const y = d3.scaleLinear([0, d3.max(days, (one) => Math.max(one.memories, one.relations)) || 1], [HEIGHT - EDGE.bottom, EDGE.top]).nice();
  for (const tick of y.ticks(4).filter(Number.isInteger)) {
    svg.append("line").attr("class", "grid").attr("x1", EDGE.left).attr("x2", WIDTH - EDGE.right).attr("y1", y(tick)).attr("y2", y(tick));
    svg.append("text").attr("x", EDGE.left - 8).attr("y", y(tick)).attr("dy", ".35em").attr("text-anchor", "end").text(count(tick));
  }
  ["memories", "relations"].forEach((name, at) => columns(svg, days, { name, at, x, y }));
  const every = Math.ceil(days.length / (WIDTH / 125));
  for (const { period } of days.filter((_, at) => at % every === 0)) {
    svg.append("text").attr("x", x(period) + x.bandwidth() / 2).attr("y", HEIGHT - 8).attr("text-anchor", "middle").text(period.slice(0, digits));
  }
  return svg.node();
}

function columns(svg, days, { name, at, x, y }) {
  const width = x.bandwidth() / 2;
  svg
    .selectAll(`.${name}`)
    .data(days.filter((one) => one[name]))
    .join("rect")
    .attr("class", `column ${name}`)
    .attr("x", (one) => x(one.period) + at * width)
    .attr("width", Math.max(1, width - 1))
    .attr("y", (one) => y(one[name]))
    .attr("height", (one) => y(0) - y(one[name]))
    .append("title")
    .text((one) => `${one.period}: ${one[name]} ${name}`);
}
