// The graph of a scope, as the service tells it.

import { filters } from "/dashboard/scopes.js";
import { ask } from "/dashboard/session.js";

const MOST = 5000;
const AROUND = 200;

// Also what has ended; the page shows or hides it.
const sight = (scope, more) => new URLSearchParams({ ...filters(scope), include_ended: "true", ...more });

export const netOf = (scope) => ask(`/v1/graph/?${sight(scope, { limit: MOST })}`);

export const around = (scope, node) =>
  ask(`/v1/graph/neighbourhood?${sight(scope, { entity_id: node.id, hops: 1, limit: AROUND })}`);

export const between = (scope, from, to) =>
  ask(`/v1/graph/paths?${sight(scope, { from_id: from.id, to_id: to.id })}`);

// What a question finds: memories, and the relations on the way to them.
export const found = (scope, question) =>
  ask("/v3/memories/search/", {
    query: question, filters: filters(scope), enable_graph: true, include_ended: true, top_k: 8,
  });
