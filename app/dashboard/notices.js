// What the page says: that something was done, failed, is awaited or is not there.

import { make } from "/dashboard/elements.js";

const SECONDS_SHOWN = 6;

export function notify(words, kind = "good") {
  const notice = make("p", { class: `notice ${kind}`, role: kind === "bad" ? "alert" : "status" }, words);
  document.getElementById("notices").append(notice);
  setTimeout(() => notice.remove(), SECONDS_SHOWN * 1000);
}

export function waiting(words = "Loading…") {
  return make("p", { class: "waiting", role: "status" }, make("span", { class: "spinner" }), words);
}

// Nothing to show: says why, and what to do about it.
export function empty(title, advice, ...actions) {
  return make(
    "div",
    { class: "empty" },
    make("h2", {}, title),
    make("p", {}, advice),
    actions.length ? make("p", { class: "actions" }, ...actions) : null,
  );
}

export function failure(error, again) {
  const retry = again && make("button", { type: "button", click: again }, "Try again");
  return make("div", { class: "failure", role: "alert" }, make("p", {}, error.message), retry);
}

// Shows what a promise gives in a place, and until then that it is awaited.
export async function fill(place, work, words) {
  place.replaceChildren(waiting(words));
  try {
    place.replaceChildren(...[await work()].flat().filter((one) => one));
  } catch (error) {
    if (error.name === "AbortError") return;
    place.replaceChildren(failure(error, () => fill(place, work, words)));
  }
}
