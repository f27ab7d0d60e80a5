// What the editor can complete: the language's words, and what the project's graph holds.

import { ask } from "/dashboard/session.js";

const WORDS = `MATCH OPTIONAL WHERE RETURN DISTINCT WITH UNWIND ORDER BY LIMIT SKIP UNION AS AND OR NOT IN IS NULL CASE WHEN
THEN ELSE END CONTAINS STARTS ENDS EXISTS COUNT COLLECT count() collect() sum() avg() min() max() size() coalesce() toLower()
datetime() date() duration() date.truncate() datetime.truncate() labels() nodes() relationships() length() head() last() toString() toInteger()
shortestPath() ASC DESC true false null`;
const LABELS = {
  Memory: "a remembered statement", Entity: "a person, place, thing", Message: "as it was said", Scope: "a user, agent, app, run", Event: "an accepted write",
  Person: "entity", Organization: "entity", Place: "entity", Happening: "entity", Product: "entity", Work: "entity", Animal: "entity", Food: "entity", Activity: "entity", Condition: "entity", Concept: "entity", Time: "entity",
};
const TYPES = {
  RELATES_TO: "entity to entity", MENTIONS: "memory to entity", IN_SCOPE: "memory to scope", EXTRACTED_FROM: "memory to message", PART_OF: "message to event", SUPERSEDES: "memory to memory", SAME_AS: "entity to entity",
};
const PROPERTIES = {
  name: "Entity", type: "Entity", aliases: "Entity", is_self: "Entity", text: "Memory, Message", user_id: "Memory", agent_id: "Memory", app_id: "Memory", run_id: "Memory",
  state: "Memory, Event", categories: "Memory", created_at: "Memory, Scope", valid_from: "RELATES_TO", valid_to: "RELATES_TO", expires_at: "Memory",
  predicate: "RELATES_TO", confidence: "RELATES_TO", memory_ids: "RELATES_TO", recorded_at: "RELATES_TO", retired_at: "RELATES_TO",
  role: "Message", sent_at: "Message", position: "Message", kind: "Scope, Event", external_id: "Scope", accepted_at: "Event", completed_at: "Event", tokens_in: "Event", tokens_out: "Event", error: "Event", start: "EXTRACTED_FROM", end: "EXTRACTED_FROM",
};
const listed = (words) => Object.entries(words).map(([word, said]) => ({ word, said }));

let predicates = null;

export async function vocabulary() {
  predicates ??= known().catch(() => []);
  return {
    words: WORDS.split(/\s+/).map((word) => ({ word })),
    labels: listed(LABELS),
    types: listed(TYPES),
    properties: listed(PROPERTIES),
    predicates: await predicates,
  };
}

async function known() {
  const { predicates: counted } = await ask("/v1/graph/stats?whole_project=true");
  return counted.map(({ name, count }) => ({ word: name, said: String(count) }));
}
