// Words. `scope_terms` holds hashed tokens of project, owner and ids, so that Lucene filters too.
CREATE FULLTEXT INDEX memory_text IF NOT EXISTS
FOR (memory:Memory) ON EACH [memory.text, memory.scope_terms]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'english'}};
CREATE FULLTEXT INDEX message_text IF NOT EXISTS
FOR (message:Message) ON EACH [message.text, message.scope_terms]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'english'}};

// Names are no English words: Café is cafe, but Rowing is not row.
CREATE FULLTEXT INDEX entity_name IF NOT EXISTS
FOR (entity:Entity) ON EACH [entity.name, entity.aliases, entity.owner_key]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}};
