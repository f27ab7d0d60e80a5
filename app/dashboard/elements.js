// Elements made of words: a child that is a string is always text, never markup.

const ICONS = {
  overview: "M4 13h6V4H4zM14 20h6v-9h-6zM4 20h6v-3H4zM14 7h6V4h-6z",
  graph: "M6 8.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM18 11.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM9 20.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM8.4 6.7l7.2 1.7M6.5 8.4l2 7.2M10.7 16.100l5.7-5",
  memories: "M5 4h14v16H5zM8.5 8.500h7M8.5 12h7M8.5 15.500h4",
  add: "M12 5v14M5 12h14",
  query: "M4 5h16v14H4zM7.5 9.500l3 2.5-3 2.500M12.5 15h4",
  review: "M4 7h9M4 12h6M4 17h6M13 15l2.5 2.500L20 12.5",
  close: "M6 6l12 12M18 6L6 18",
  search: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.500L20 20",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  fit: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  filter: "M4 6h16M7 12h10M10 18h4",
  table: "M4 5h16v14H4zM4 10h16M10 10v9",
  edit: "M4 20l1-4L16 5l3 3L8 19z",
  trash: "M5 7h14M9.5 7V4.500h5V7M7 7l1 13h8l1-13",
  download: "M12 4v11M7.5 11l4.5 4.5 4.5-4.500M5 20h14",
  play: "M7 5l12 7-12 7z",
  leave: "M10 5H5v14h5M14 8l4 4-4 4M18 12H9",
  light: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.600L7 7M17 17l1.4 1.400M18.4 5.600L17 7M7 17l-1.4 1.4",
  dark: "M19.5 14.500A8 8 0 0 1 9.5 4.500a8 8 0 1 0 10 10z",
  system: "M4 5h16v11H4zM9 20h6M12 16v4",
};
const SVG = "http://www.w3.org/2000/svg";
const PROPERTIES = new Set(["value", "checked", "hidden", "disabled", "selected", "open", "htmlFor", "indeterminate"]);

export function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) set(made, name, value);
  made.append(...children.flat().filter((child) => child != null && child !== false));
  return made;
}

function set(element, name, value) {
  if (value == null || value === false) return;
  if (typeof value === "function") element.addEventListener(name, value);
  else if (PROPERTIES.has(name)) element[name] = value;
  else element.setAttribute(name, value === true ? "" : value);
}

export function drawn(tag, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.flat());
  return made;
}

export function icon(name) {
  const path = drawn("path", { d: ICONS[name] });
  return drawn("svg", { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true" }, path);
}

export function button(words, click, attributes = {}) {
  return make("button", { type: "button", click, ...attributes }, words);
}

// A button that shows a picture only, and says its name to who can't see it.
export function iconButton(name, words, click, attributes = {}) {
  return make(
    "button",
    { type: "button", class: "icon-button", "aria-label": words, title: words, click, ...attributes },
    icon(name),
  );
}

let made = 0;

export function labelled(words, field, hint) {
  field.id ||= `field-${(made += 1)}`;
  const said = hint && make("small", { class: "hint", id: `${field.id}-hint` }, hint);
  if (said) field.setAttribute("aria-describedby", said.id);
  return make("div", { class: "field" }, make("label", { htmlFor: field.id }, words), field, said);
}

export function check(words, change, attributes = {}) {
  const box = make("input", { type: "checkbox", change: () => change(box.checked), ...attributes });
  return make("label", { class: "check" }, box, make("span", {}, words));
}
