// What was accepted, how far it is, and what to do when it failed.

import { lasted, moment } from "/dashboard/dates.js";
import { button, make } from "/dashboard/elements.js";
import { failure, notify } from "/dashboard/notices.js";
import { ask } from "/dashboard/session.js";

const STATES = { "": "all", PENDING: "pending", RUNNING: "running", SUCCEEDED: "succeeded", FAILED: "failed" };
const SECONDS_BETWEEN_LOOKS = 5;
const SHOWN = 15;

export function eventsCard() {
  const body = make("div", { class: "scroll" });
  const state = make("select", { change: () => look() }, Object.entries(STATES).map(([value, name]) => make("option", { value }, name)));
  state.setAttribute("aria-label", "State of the events");
  let timer = 0;
  const look = async () => {
    try {
      const status = state.value ? `&status=${state.value}` : "";
      const { results } = await ask(`/v1/events/?page=1&page_size=${SHOWN}${status}`);
      body.replaceChildren(results.length ? table(results, look) : make("p", { class: "hint" }, "No event is in this state."));
    } catch (error) {
      body.replaceChildren(failure(error, look));
    }
  };
  const element = make("section", { class: "card wide", "aria-label": "Events" }, make("div", { class: "card-head" }, make("h2", {}, "Latest writes"), state), body);
  return {
    element,
    start: () => {
      look();
      timer = setInterval(() => element.isConnected && !document.hidden && !element.contains(document.activeElement) && look(), SECONDS_BETWEEN_LOOKS * 1000);
    },
    stop: () => clearInterval(timer),
  };
}

function table(events, look) {
  const heads = ["State", "What", "Accepted", "Took", "Result", ""].map((head) => make("th", { scope: "col" }, head || make("span", { class: "unseen" }, "Actions")));
  return make("table", {}, make("thead", {}, make("tr", {}, heads)), make("tbody", {}, events.map((event) => row(event, look))));
}

function row(event, look) {
  const made = event.results.length;
  const result = event.error ?? (event.status === "SUCCEEDED" ? `${made} ${made === 1 ? "memory" : "memories"}` : "");
  return make(
    "tr",
    {},
    make("td", {}, make("span", { class: `tag ${event.status}` }, event.status.toLowerCase())),
    make("td", {}, event.event_type),
    make("td", { class: "when" }, moment(event.created_at)),
    make("td", { class: "when" }, lasted(event.milliseconds)),
    make("td", { class: event.error ? "error" : null }, result),
    make("td", {}, action(event, look)),
  );
}

function action(event, look) {
  if (event.status === "FAILED") return button("Try again", () => order(event, "replay", "It is queued again.", look), { class: "quiet" });
  if (event.status === "PENDING") return button("Give up", () => order(event, "cancel", "It was given up.", look), { class: "quiet" });
  return "";
}

async function order(event, name, done, look) {
  try {
    await ask(`/v1/event/${event.id}/${name}/`, undefined, { method: "POST" });
    notify(done);
  } catch (error) {
    notify(error.message, "bad");
  }
  look();
}
