// An editor for Cypher: a plain text field above its own highlighted words.

import { make } from "/dashboard/elements.js";
import { completion } from "/dashboard/query/completion.js";

await programs();

// Prism is a plain script: it wants to be told beforehand not to look for words itself.
async function programs() {
  window.Prism ??= { manual: true };
  for (const name of ["prism-core.min.js", "prism-cypher.min.js"]) {
    if (!document.querySelector(`script[src$="/${name}"]`)) await loaded(`/dashboard/${name}`);
  }
}

function loaded(address) {
  return new Promise((resolve, reject) => {
    const script = make("script", { src: address, load: resolve, error: () => reject(new Error(`${address} can't be loaded.`)) });
    document.head.append(script);
  });
}

// `run()` is called by Ctrl+Enter, `vocabulary()` gives what can be completed.
export function editor(text, { run, vocabulary }) {
  const field = make("textarea", {
    id: "cypher", value: text, spellcheck: "false", autocapitalize: "off", autocomplete: "off",
    "aria-label": "Query in Cypher", "aria-describedby": "cypher-keys", "aria-autocomplete": "list",
  });
  const shown = make("pre", { "aria-hidden": "true" });
  const show = () => shown.replaceChildren(...highlighted(field.value), "\n");
  const complete = completion(field, vocabulary);
  field.addEventListener("input", show);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      complete.close();
      run();
    }
  });
  show();
  const replace = (query) => {
    field.value = query;
    show();
    field.focus();
  };
  return { element: make("div", { class: "editor" }, shown, field), field, replace, end: complete.end };
}

function highlighted(text) {
  return Prism.tokenize(text, Prism.languages.cypher).map((token) =>
    typeof token === "string" ? token : make("span", { class: `token-${token.type}` }, words(token)),
  );
}

const words = ({ content }) => [content].flat().map((part) => (typeof part === "string" ? part : words(part))).join("");
