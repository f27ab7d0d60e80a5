// An accepted conversation on its way: asked again and again until it is done.

import { filters } from "/dashboard/scopes.js";
import { ask } from "/dashboard/session.js";

const PAUSE = 400;
const PATIENCE = 10 * 60_000;
const DONE = new Set(["SUCCEEDED", "FAILED"]);

export const add = (messages, ids, at) =>
  ask("/v3/memories/add/", { messages, ...ids, ...(at && { timestamp: at }), enable_graph: true });

export const event = (id) => ask(`/v1/event/${id}/`);

// `heard(event)` is called with every state until the last one, which is returned.
export async function follow(id, heard, isWanted) {
  const until = Date.now() + PATIENCE;
  for (;;) {
    const now = await event(id);
    if (!isWanted()) return null;
    heard(now);
    if (DONE.has(now.status) || Date.now() > until) return now;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

// The relations that these memories attest.
export async function attested(scope, ids) {
  if (!ids.length) return [];
  const wanted = { filters: { AND: [filters(scope), { memory_ids: ids.slice(0, 200) }] }, enable_graph: true, include_ended: true };
  const { relations } = await ask("/v3/memories/?page=1&page_size=200", wanted);
  return relations ?? [];
}
