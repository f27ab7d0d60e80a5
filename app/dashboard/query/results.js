// The answer to a query: a table, a drawing, a chart.

import { button, make } from "/dashboard/elements.js";
import { chartTab, numeric } from "/dashboard/query/chart.js";
import { drawingTab } from "/dashboard/query/drawing.js";

const ROWS = 500;
const FIRST = { graph: "Graph", bar: "Bar chart", line: "Line chart" };

// `download()` is called for the whole answer as CSV; `chart` says what to show first.
export function results(answer, { chart, download }) {
  const body = make("div", { role: "tabpanel" });
  const tabs = [["Table", () => tableTab(answer)]];
  if (answer.graph.nodes.length) tabs.push(["Graph", () => drawingTab(answer.graph)]);
  if (answer.rows.length && answer.columns.some((_, at) => numeric(answer, at))) {
    tabs.push(["Bar chart", () => chartTab(answer, "bar", chart)], ["Line chart", () => chartTab(answer, "line", chart)]);
  }
  const head = make("div", { class: "result-head" }, tabList(tabs, body, FIRST[chart?.kind]), said(answer), button("Download CSV", download));
  return make("section", { class: "card result", "aria-label": "Result" }, head, body);
}

function tabList(tabs, body, first) {
  let leave = () => {};
  const buttons = tabs.map(([name, show]) => {
    const choose = () => {
      buttons.forEach((one) => one.setAttribute("aria-selected", String(one === tab)));
      leave();
      const { element, end = () => {} } = show();
      leave = end;
      body.replaceChildren(element);
    };
    const tab = button(name, choose, { role: "tab", "aria-selected": "false" });
    return tab;
  });
  queueMicrotask(() => buttons[Math.max(0, tabs.findIndex(([name]) => name === first))].click());
  return make("div", { class: "tabs", role: "tablist", "aria-label": "Show as", keydown: (event) => step(event, buttons) }, buttons);
}

function step({ key }, buttons) {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[key];
  if (!by) return;
  const next = buttons[(buttons.indexOf(document.activeElement) + by + buttons.length) % buttons.length];
  next.focus();
  next.click();
}

function said({ rows, milliseconds, is_truncated: isTruncated }) {
  const more = isTruncated ? ", and there are more: raise the limit" : "";
  return make("span", { class: "said", role: "status" }, `${rows.length} ${rows.length === 1 ? "row" : "rows"} in ${milliseconds} ms${more}`);
}

function tableTab({ columns, rows }) {
  const isNumber = columns.map((_, at) => numeric({ rows }, at));
  const look = (at) => ({ class: isNumber[at] ? "number" : null });
  const heads = columns.map((name, at) => make("th", { scope: "col", ...look(at) }, name));
  const body = rows.slice(0, ROWS).map((row) => make("tr", {}, row.map((value, at) => make("td", look(at), cell(value)))));
  const more = rows.length > ROWS ? make("p", { class: "hint" }, `The first ${ROWS} rows; the CSV has all ${rows.length}.`) : null;
  const none = rows.length ? null : make("p", { class: "hint" }, "No row answers this. Loosen a condition, or look at the labels and predicates beside.");
  return {
    element: make("div", { class: "scroll", tabindex: "0" }, make("table", {}, make("thead", {}, make("tr", {}, heads)), make("tbody", {}, body)), more, none),
  };
}

// A node by its name, a relation by its predicate, everything else as it is.
function cell(value) {
  if (value === null) return make("span", { class: "hint" }, "null");
  if (Array.isArray(value)) return value.every((one) => typeof one !== "object") ? value.join(", ") : value.map((one) => make("div", {}, cell(one)));
  if (typeof value !== "object") return String(value);
  if (value.nodes && value.relations) return pathWords(value);
  if (value.labels) return value.properties.name ?? value.properties.text ?? value.properties.external_id ?? value.labels.join(":");
  if (value.type && value.properties) return value.properties.predicate ?? value.type;
  return JSON.stringify(value);
}

const pathWords = ({ nodes, relations }) =>
  nodes.map((node, at) => [cell(node), relations[at] ? ` –${cell(relations[at])}– ` : ""].join("")).join("");
