// A conversation goes in: what was read, how far it is, and what was understood.

import { add, attested, follow } from "/dashboard/adding/following.js";
import { outcome, progress } from "/dashboard/adding/outcome.js";
import { messagesOf } from "/dashboard/adding/parsing.js";
import { labelled, make } from "/dashboard/elements.js";
import { failure } from "/dashboard/notices.js";
import { chosenScope, forgetScopes } from "/dashboard/scopes.js";

const EXAMPLE = `User: I'm Ada. I moved to Lisbon in May and work at Halden Optics.
Assistant: How do you like it there?
User: A lot. My brother Leo lives in Porto, he has a dog called Biscuit.`;

export async function enter(place, asked, isWanted) {
  const scope = await chosenScope(asked).catch(() => null);
  if (!isWanted()) return null;
  const fields = fieldsOf(scope);
  const outcomes = make("div", { "aria-live": "polite" });
  let current = true;
  const submit = (event) => {
    event.preventDefault();
    send(fields, outcomes, () => current);
  };
  const form = make(
    "form",
    { class: "card", submit },
    labelled("Conversation", fields.text, "One line for each message, beginning with who speaks; or mem0's JSON."),
    preview(fields.text),
    make("div", { class: "fields" }, labelled("User", fields.user), labelled("Agent", fields.agent), labelled("Run", fields.run), labelled("Said on", fields.day)),
    make("p", { class: "actions" }, make("button", { type: "submit", class: "primary" }, "Add"), example(fields.text)),
  );
  const result = make("section", { class: "card", "aria-label": "What was understood" }, outcomes);
  outcomes.append(make("p", { class: "hint" }, "What is understood of the conversation will stand here: facts, relations, and what was left out."));
  place.replaceChildren(make("div", { class: "view-head" }, make("h1", {}, "Add a conversation")), make("div", { class: "steps" }, form, result));
  return () => (current = false);
}

function fieldsOf(scope) {
  const id = (type, more) => make("input", { type: "text", value: scope?.type === type ? scope.name : "", spellcheck: "false", ...more });
  return {
    text: make("textarea", { class: "conversation", required: true, placeholder: EXAMPLE }),
    user: id("user", { placeholder: "ada" }),
    agent: id("agent", { placeholder: "none" }),
    run: id("run", { placeholder: "none" }),
    day: make("input", { type: "text", placeholder: "today", pattern: "\\d{4}-\\d{2}-\\d{2}", title: "Year-month-day, such as 2026-01-31", inputmode: "numeric" }),
  };
}

function example(text) {
  const fill = () => {
    text.value = EXAMPLE;
    text.dispatchEvent(new Event("input"));
  };
  return make("button", { type: "button", click: fill }, "Use an example");
}

// Says how the text is read, while it is typed.
function preview(text) {
  const said = make("p", { class: "hint", "aria-live": "polite" });
  const show = () => {
    const messages = messagesOf(text.value);
    const speakers = [...new Set(messages.map((one) => one.name ?? one.role))];
    said.textContent = messages.length ? `Read as ${messages.length} ${messages.length === 1 ? "message" : "messages"} of ${speakers.join(", ")}.` : "";
  };
  text.addEventListener("input", show);
  return said;
}

async function send(fields, place, isWanted) {
  const ids = Object.fromEntries(
    ["user", "agent", "run"].map((name) => [`${name}_id`, fields[name].value.trim()]).filter(([, value]) => value),
  );
  if (!Object.keys(ids).length) {
    fields.user.setCustomValidity("Say whose memories these will be: a user, an agent or a run.");
    fields.user.reportValidity();
    fields.user.addEventListener("input", () => fields.user.setCustomValidity(""), { once: true });
    return;
  }
  try {
    const at = fields.day.value && `${fields.day.value}T12:00:00Z`;
    const { event_id: id } = await add(messagesOf(fields.text.value), ids, at);
    forgetScopes();
    const done = await follow(id, (event) => place.replaceChildren(progress(event)), isWanted);
    if (done) await conclude(done, ids, place);
  } catch (error) {
    place.replaceChildren(failure(error));
  }
}

async function conclude(event, ids, place) {
  const [[name, value]] = Object.entries(ids);
  const scope = { type: name.slice(0, -3), name: value };
  const relations = await attested(scope, event.results.map((one) => one.id));
  place.replaceChildren(progress(event), ...outcome(event, relations, scope));
}
