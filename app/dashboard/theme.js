// Light or dark: as the system has it, or as chosen; and the colours, for what is drawn on a canvas.

import { icon, make } from "/dashboard/elements.js";

const CHOSEN = "relata-theme";
const ORDER = ["system", "light", "dark"];
const listeners = new Set();
const inks = new Map();

const chosen = () => localStorage.getItem(CHOSEN) ?? "system";

export function applyTheme() {
  document.documentElement.dataset.theme = chosen();
  inks.clear();
  listeners.forEach((listener) => listener());
}

export const onTheme = (listener) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export function themeButton() {
  const made = make("button", { type: "button", class: "rail-button", click: next });
  const show = () => {
    made.replaceChildren(icon(chosen()), make("span", {}, `Theme: ${chosen()}`));
    made.setAttribute("aria-label", `Theme: ${chosen()}. Change it`);
  };
  onTheme(show);
  show();
  return made;
}

function next() {
  localStorage.setItem(CHOSEN, ORDER[(ORDER.indexOf(chosen()) + 1) % ORDER.length]);
  applyTheme();
}

// A canvas takes no light-dark(): the colour is asked from an element that uses it.
export function ink(name) {
  if (!inks.has(name)) {
    const probe = make("span");
    probe.style.color = `var(${name})`;
    document.body.append(probe);
    inks.set(name, getComputedStyle(probe).color);
    probe.remove();
  }
  return inks.get(name);
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", applyTheme);
