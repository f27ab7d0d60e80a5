// Queries to begin with.

export const EXAMPLES = [
  {
    name: "Who works where",
    query: `MATCH (person:Entity)-[relation:RELATES_TO {predicate: "works_at"}]->(employer:Entity)
WHERE relation.valid_to > datetime()
RETURN employer.name AS employer, count(person) AS people, collect(person.name) AS names
ORDER BY people DESC`,
  },
  {
    name: "A graph to look at",
    query: `MATCH path = (:Entity)-[relation:RELATES_TO]->(:Entity)
WHERE relation.valid_to > datetime()
RETURN path LIMIT 200`,
  },
  {
    name: "Relations by predicate",
    query: `MATCH (:Entity)-[relation:RELATES_TO]->(:Entity)
RETURN relation.predicate AS predicate, count(*) AS relations
ORDER BY relations DESC LIMIT 25`,
  },
  {
    name: "Memories a day",
    query: `MATCH (memory:Memory)
RETURN toString(date(memory.created_at)) AS day, count(*) AS memories
ORDER BY day`,
  },
  {
    name: "What ended, and when",
    query: `MATCH (a:Entity)-[relation:RELATES_TO]->(b:Entity)
WHERE relation.valid_to <= datetime()
RETURN a.name AS subject, relation.predicate AS predicate, b.name AS object,
  toString(date(relation.valid_to)) AS ended
ORDER BY ended DESC LIMIT 100`,
  },
  {
    name: "Where a memory comes from",
    query: `MATCH (memory:Memory)-[source:EXTRACTED_FROM]->(message:Message)
RETURN memory.text AS memory, message.text AS message, message.role AS role
ORDER BY memory.created_at DESC LIMIT 50`,
  },
];
