// Where a memory comes from: the message as it was said, the words that count highlighted.

import { moment } from "/dashboard/dates.js";
import { make } from "/dashboard/elements.js";
import { fill } from "/dashboard/notices.js";
import { filters } from "/dashboard/scopes.js";
import { ask } from "/dashboard/session.js";

const CONTEXT = 240;
const SOURCES = `MATCH (memory:Memory {id: $id})-[source:EXTRACTED_FROM]->(message:Message)
RETURN memory.text AS memory, message.text AS text, message.role AS role, message.name AS name,
  message.sent_at AS sent_at, source.start AS start, source.end AS end
ORDER BY message.sent_at, message.position`;

// Of a memory: the messages that it states.
export const evidence = (memoryId, words) => unfolding(() => messages(memoryId, words));

// Of a relation: the memories that attest it and may be seen, each with its messages.
export const attestation = (scope, relation) => unfolding(() => attested(scope, relation));

function unfolding(content) {
  const body = make("div", { class: "evidence-body" });
  const opened = () => details.open && !body.childElementCount && fill(body, content);
  const details = make("details", { class: "evidence", toggle: opened }, make("summary", {}, "Evidence"), body);
  return details;
}

async function attested(scope, relation) {
  const sight = new URLSearchParams({ ...filters(scope), include_ended: "true" });
  const { evidence: found } = await ask(`/v1/graph/relations/${relation.id}?${sight}`);
  return found.flatMap((one) => [
    one.messages.some(({ text }) => text === one.memory) ? null : make("p", { class: "evidence-memory" }, one.memory),
    ...one.messages.map(message),
    one.messages.length ? null : unheard(),
  ]);
}

const unheard = () => make("p", { class: "hint" }, "It was stored as it is: there is no message behind it.");

async function messages(memoryId, words) {
  const { columns, rows } = await ask("/v1/graph/query", { query: SOURCES, parameters: { id: memoryId } });
  const found = rows.map((row) => Object.fromEntries(row.map((value, at) => [columns[at], value])));
  if (!found.length) return unheard();
  const memory = found[0].memory === words ? [] : [make("p", { class: "evidence-memory" }, `Remembered as: ${found[0].memory}`)];
  return [...memory, ...found.map(message)];
}

// `start` and `end` count characters; JavaScript counts some of them twice.
export function message({ text, role, name, sent_at: sentAt, start, end }) {
  const said = make("figcaption", {}, name || role, " · ", make("time", { datetime: sentAt }, moment(sentAt)));
  if (text === null) return make("figure", {}, said, make("blockquote", {}, "These words were erased."));
  const letters = [...text];
  const [before, marked, after] = [letters.slice(0, start), letters.slice(start, end), letters.slice(end)].map((part) => part.join(""));
  return make(
    "figure",
    {},
    said,
    make(
      "blockquote",
      {},
      before.length > CONTEXT ? `…${before.slice(-CONTEXT)}` : before,
      make("mark", {}, marked),
      after.length > CONTEXT ? `${after.slice(0, CONTEXT)}…` : after,
    ),
  );
}
