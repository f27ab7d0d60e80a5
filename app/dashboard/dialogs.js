// Questions that must be answered before something goes on.

import { button, make } from "/dashboard/elements.js";

// Resolves to true when the person says yes.
export function confirmed(title, words, yes) {
  return new Promise((resolve) => {
    const dialog = make("dialog", { "aria-labelledby": "dialog-title" });
    const close = (answer) => () => dialog.close(answer);
    dialog.append(
      make("h2", { id: "dialog-title" }, title),
      ...[words].flat().map((text) => make("p", {}, text)),
      make("p", { class: "actions" }, button("Cancel", close("")), button(yes, close("yes"), { class: "danger" })),
    );
    open(dialog, () => resolve(dialog.returnValue === "yes"));
  });
}

// A form in a dialog; resolves to its named values, or to null when it was given up.
export function asked(title, fields, yes) {
  return new Promise((resolve) => {
    const form = make("form", { method: "dialog" });
    const dialog = make("dialog", { "aria-labelledby": "dialog-title" }, form);
    form.append(
      make("h2", { id: "dialog-title" }, title),
      ...fields,
      make(
        "p",
        { class: "actions" },
        button("Cancel", () => dialog.close("")),
        make("button", { type: "submit", class: "primary", value: "yes" }, yes),
      ),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      dialog.close("yes");
    });
    open(dialog, () =>
      resolve(dialog.returnValue === "yes" ? Object.fromEntries(new FormData(form)) : null),
    );
  });
}

function open(dialog, closed) {
  document.body.append(dialog);
  dialog.addEventListener("close", () => {
    dialog.remove();
    closed();
  });
  dialog.showModal();
}
