// Before there is a key: the form for it, and how programs call the service.

import { labelled, make } from "/dashboard/elements.js";
import { calls } from "/dashboard/calls.js";

export function signInForm(logo, health, theme, enter, why) {
  return make(
    "main",
    { id: "view", class: "sign-in" },
    make("div", { class: "sign-in-head" }, logo, make("h1", {}, "Relata"), health, theme),
    make("p", { class: "lead" }, "Graph memory for AI agents: what is remembered, and how it hangs together."),
    make("section", { class: "card", "aria-labelledby": "sign-in-title" }, form(enter, why)),
    make("section", { class: "card", "aria-labelledby": "call-title" }, calls()),
  );
}

function form(enter, why) {
  const key = make("input", { id: "key", type: "password", autocomplete: "off", required: true, spellcheck: "false" });
  const error = make("p", { class: "error", role: "alert", hidden: !why }, why);
  const submit = async (event) => {
    event.preventDefault();
    error.hidden = true;
    try {
      await enter(key.value.trim());
    } catch (refused) {
      error.textContent = refused.message;
      error.hidden = false;
      key.select();
    }
  };
  return make(
    "form",
    { submit },
    make("h2", { id: "sign-in-title" }, "Sign in"),
    labelled("API key", key),
    make("button", { type: "submit", class: "primary" }, "Sign in"),
    error,
    make(
      "p",
      { class: "hint" },
      "The first key is in ",
      make("code", {}, ".relata/api_key"),
      " on the machine that runs Relata; “python -m app keys create” makes more. It stays in this tab and is forgotten when the tab closes.",
    ),
  );
}
