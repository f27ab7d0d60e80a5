// The $parameters of a query: a field for each, and its value as the query wants it.

import { labelled, make } from "/dashboard/elements.js";

const HINTS = { list: "Several, with commas between them", date: "Year-month-day", any: "A text, a number, or JSON" };

// The names of the parameters in a text, in their order; what stands in strings and comments is none.
export function named(text) {
  const names = Prism.tokenize(text, Prism.languages.cypher)
    .filter((token) => token.type === "variable")
    .map((token) => String(token.content).slice(1));
  return [...new Set(names)];
}

export class Parameters {
  element = make("div", { class: "fields parameters", hidden: true });
  #fields = new Map();
  #declared = [];
  #shown = "";

  // Shows fields for what a text names; what was filled in stays.
  show(text, declared) {
    if (declared) this.#declared = declared;
    const names = named(text);
    const key = JSON.stringify([names, this.#declared]);
    if (key === this.#shown) return;
    const before = this.#fields;
    this.#fields = new Map(names.map((name) => [name, this.#field(name, declared ? null : before.get(name))]));
    this.element.replaceChildren(...[...this.#fields.values()].map(({ row }) => row));
    this.element.hidden = !names.length;
    this.#shown = key;
  }

  values() {
    return Object.fromEntries([...this.#fields].map(([name, { type, input }]) => [name, read(type, input)]));
  }

  // As a saved query declares them, with what is filled in as the default.
  declarations() {
    return [...this.#fields].map(([name, { type, input }]) => {
      const value = read(type, input);
      return { name, type: type === "any" ? typeOf(value) : type, default: value };
    });
  }

  #field(name, before) {
    if (before) return before;
    const declared = this.#declared.find((one) => one.name === name);
    const { type = declared ? "string" : "any", default: value = "", description } = declared ?? {};
    const input = type === "boolean" ? make("input", { type: "checkbox", checked: value === true }) : make("input", { type: "text", spellcheck: "false" });
    if (type !== "boolean") input.value = Array.isArray(value) ? value.join(", ") : String(value);
    return { type, input, row: labelled(name, input, description || HINTS[type]) };
  }
}

function read(type, input) {
  const text = input.value.trim();
  if (type === "boolean") return input.checked;
  if (type === "integer" || type === "number") return Number(text);
  if (type === "list") return text ? text.split(",").map((one) => one.trim()) : [];
  if (type !== "any") return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function typeOf(value) {
  if (Array.isArray(value)) return "list";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value === "boolean" ? "boolean" : "string";
}
