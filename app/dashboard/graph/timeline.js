// The time slider: shows the graph as it was on a day, above how much began when.

import { DAY, dayOf } from "/dashboard/dates.js";
import { button, drawn, make } from "/dashboard/elements.js";

const BARS = 60;

// `changed(asOf)` hears milliseconds, or null for now. Null is given when there is no time to show.
export function timeline(graph, changed) {
  const starts = [...graph.links.values()].flatMap((link) => [link.from, link.to]).filter(Number.isFinite);
  const now = Date.now();
  const first = Math.min(...starts, now - DAY) - DAY;
  const last = Math.max(...starts, now) + DAY;
  const days = Math.ceil((last - first) / DAY);
  const today = Math.round((now - first) / DAY);
  const said = make("output", { class: "as-of", "aria-live": "polite" });
  const slider = make("input", { type: "range", min: "0", max: String(days), value: String(today), "aria-label": "Show the graph as it was on" });
  const say = () => {
    const isNow = Number(slider.value) === today;
    const at = isNow ? null : first + Number(slider.value) * DAY;
    said.textContent = isNow ? "now" : dayOf(at);
    slider.setAttribute("aria-valuetext", said.textContent);
    back.hidden = isNow;
    return at;
  };
  const back = button("Back to now", () => {
    slider.value = String(today);
    changed(say());
  }, { class: "quiet" });
  slider.addEventListener("input", () => changed(say()));
  say();
  return make(
    "div",
    { class: "timeline", role: "group", "aria-label": "Time" },
    make("div", { class: "timeline-said" }, make("span", {}, "As of "), said, back),
    make("div", { class: "timeline-track" }, bars(graph, first, last), slider),
    make("div", { class: "timeline-ends", "aria-hidden": "true" }, make("span", {}, dayOf(first)), make("span", {}, dayOf(last))),
  );
}

// How many relations begin in each part of the time.
function bars(graph, first, last) {
  const counts = Array(BARS).fill(0);
  for (const { from } of graph.links.values()) {
    if (Number.isFinite(from)) counts[Math.min(BARS - 1, Math.floor(((from - first) / (last - first)) * BARS))] += 1;
  }
  const most = Math.max(1, ...counts);
  const shapes = counts.map((count, at) => {
    const height = count ? 3 + (Math.sqrt(count / most) * 21) : 0;
    return drawn("rect", { x: at * 10 + 1, y: 24 - height, width: 8, height, rx: 1 });
  });
  return drawn("svg", { class: "timeline-bars", viewBox: `0 0 ${BARS * 10} 24`, preserveAspectRatio: "none", "aria-hidden": "true" }, shapes);
}
