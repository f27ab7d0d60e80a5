// What the editor can complete: the language's words, and what the project's graph holds.

import { ask } from "/dashboard/session.js";

const WORDS = `MATCH OPTIONAL WHERE RETURN DISTINCT WITH UNWIND ORDER BY LIMIT SKIP UNION AS AND OR NOT IN IS NULL CASE WHEN
THEN ELSE END CONTAINS STARTS ENDS EXISTS COUNT COLLECT count() collect() sum() avg() min() max() size() coalesce() toLower()
datetime() date() duration() date.truncate() datetime.truncate() labels() nodes() relationships() length() head() last() toString() toInteger()
shortestPath() ASC DESC true false null`;

let known = null;

export async function vocabulary() {
  known ??= read().catch(() => {
    known = null;
    return { labels: [], types: [], properties: [], predicates: [], words: words() };
  });
  return known;
}

async function read() {
  const { labels, types, entity_types: entityTypes, predicates } = await ask("/v1/graph/schema");
  const kinds = entityTypes.map(({ name, count }) => ({ word: kindLabel(name), said: `Entity, ${count}` }));
  return {
    words: words(),
    labels: [...labels.map(({ label, count }) => ({ word: label, said: String(count) })), ...kinds],
    types: types.map(({ type, source, target }) => ({ word: type, said: `${source} to ${target}` })),
    properties: properties([...labels.map((one) => [one.label, one]), ...types.map((one) => [one.type, one])]),
    predicates: predicates.map(({ predicate, count }) => ({ word: predicate, said: String(count) })),
  };
}

const words = () => WORDS.split(/\s+/).map((word) => ({ word }));

// An entity's type as its second label says it.
const kindLabel = (type) => ({ event: "Happening", date: "Time" })[type] ?? type[0].toUpperCase() + type.slice(1);

// Each property once, with what has it.
function properties(holders) {
  const found = new Map();
  for (const [holder, { properties: own }] of holders) {
    for (const { name } of own) found.set(name, [...(found.get(name) ?? []), holder]);
  }
  return [...found].map(([word, names]) => ({ word, said: names.slice(0, 2).join(", ") }));
}
