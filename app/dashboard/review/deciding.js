// Two that may be one entity: asked for, decided, taken back.

import { ask } from "/dashboard/session.js";

const merges = "/v1/graph/merges";

export const listed = (asked) => ask(`${merges}?${new URLSearchParams({ page: "1", page_size: "100", ...asked })}`);

export const merge = (keptId, absorbedId) => ask(merges, { kept_id: keptId, absorbed_id: absorbedId });

export const accept = (id, keptId) => order(id, `accept?kept_id=${keptId}`);

export const reject = (id) => order(id, "reject");

export const undo = (id) => order(id, "undo");

const order = (id, what) => ask(`${merges}/${id}/${what}`, undefined, { method: "POST" });

// What visible memories tell of an entity.
export const known = (id) => ask(`/v1/graph/entities/${id}?whole_project=true&include_ended=true`);
