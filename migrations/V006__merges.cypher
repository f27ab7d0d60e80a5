// What may be one entity (SAME_AS), and what was before two became one.

CREATE CONSTRAINT same_as_id IF NOT EXISTS
FOR ()-[same:SAME_AS]-() REQUIRE same.id IS UNIQUE;
CREATE CONSTRAINT absorbed_id IF NOT EXISTS
FOR (absorbed:Absorbed) REQUIRE absorbed.id IS UNIQUE;

// The review queue, newest first.
CREATE INDEX same_as_created IF NOT EXISTS
FOR ()-[same:SAME_AS]-() ON (same.project_id, same.created_at);
CREATE INDEX absorbed_owner IF NOT EXISTS
FOR (absorbed:Absorbed) ON (absorbed.owner_key);
CREATE INDEX absorbed_merge IF NOT EXISTS
FOR (absorbed:Absorbed) ON (absorbed.merge_id);
CREATE INDEX was_related_merge IF NOT EXISTS
FOR ()-[was:WAS_RELATED]-() ON (was.merge_id);
