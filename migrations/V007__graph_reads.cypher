// What is read page by page in the order of its ids: exports of whole projects, however large.
CREATE INDEX entity_project IF NOT EXISTS
FOR (entity:Entity) ON (entity.project_id, entity.id);
CREATE INDEX message_project IF NOT EXISTS
FOR (message:Message) ON (message.project_id, message.id);
CREATE INDEX relation_project IF NOT EXISTS
FOR ()-[relation:RELATES_TO]-() ON (relation.project_id, relation.id);

CREATE INDEX saved_query_project IF NOT EXISTS
FOR (saved_query:SavedQuery) ON (saved_query.project_id, saved_query.created_at);
