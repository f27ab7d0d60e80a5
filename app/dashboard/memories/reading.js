// Memories as the service lists and finds them.

import { filters } from "/dashboard/scopes.js";
import { ask } from "/dashboard/session.js";

const PAGE_SIZE = 50;
const MOST_FOUND = 30;

function narrowed(scope, { category, from, to }) {
  const parts = [filters(scope)];
  if (category) parts.push({ categories: { contains: category } });
  if (from) parts.push({ created_at: { gte: `${from}T00:00:00Z` } });
  if (to) parts.push({ created_at: { lte: `${to}T23:59:59.999Z` } });
  return parts.length > 1 ? { AND: parts } : parts[0];
}

const shown = (scope, wanted) => ({
  filters: narrowed(scope, wanted),
  show_expired: wanted.expired,
  latest_only: !wanted.older,
});

export const load = (scope, wanted, page) =>
  ask(`/v3/memories/?page=${page}&page_size=${PAGE_SIZE}`, shown(scope, wanted));

export const search = (scope, wanted) =>
  ask("/v3/memories/search/", { ...shown(scope, wanted), query: wanted.query, top_k: MOST_FOUND, explain: true, enable_graph: true });

export const past = (id) => ask(`/v1/memories/${id}/history/`);

export const change = (id, text) => ask(`/v1/memories/${id}/`, { text }, { method: "PUT" });

export const remove = (id) => ask(`/v1/memories/${id}/`, undefined, { method: "DELETE" });
