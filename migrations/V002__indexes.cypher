// Range indexes. One is used only when every column has a predicate (`created_at IS NOT NULL`),
// and orders only when ORDER BY names every column.

CREATE INDEX memory_project IF NOT EXISTS
FOR (memory:Memory) ON (memory.project_id, memory.created_at);
CREATE INDEX memory_user IF NOT EXISTS
FOR (memory:Memory) ON (memory.project_id, memory.user_id, memory.created_at);
CREATE INDEX memory_agent IF NOT EXISTS
FOR (memory:Memory) ON (memory.project_id, memory.agent_id, memory.created_at);
CREATE INDEX memory_app IF NOT EXISTS
FOR (memory:Memory) ON (memory.project_id, memory.app_id, memory.created_at);
CREATE INDEX memory_run IF NOT EXISTS
FOR (memory:Memory) ON (memory.project_id, memory.run_id, memory.created_at);
CREATE INDEX memory_owner IF NOT EXISTS
FOR (memory:Memory) ON (memory.owner_key, memory.created_at);
CREATE INDEX memory_hash IF NOT EXISTS
FOR (memory:Memory) ON (memory.owner_key, memory.hash);

CREATE INDEX message_event IF NOT EXISTS
FOR (message:Message) ON (message.event_id, message.position);

// The lane's queue: only unfinished events have a queue_key.
CREATE INDEX event_queue IF NOT EXISTS
FOR (event:Event) ON (event.queue_key, event.seq);
CREATE INDEX event_unfinished IF NOT EXISTS
FOR (event:Event) ON (event.project_id, event.queue_key);

CREATE INDEX event_project IF NOT EXISTS
FOR (event:Event) ON (event.project_id, event.accepted_at);
CREATE INDEX event_user IF NOT EXISTS
FOR (event:Event) ON (event.project_id, event.user_id, event.accepted_at);
CREATE INDEX event_agent IF NOT EXISTS
FOR (event:Event) ON (event.project_id, event.agent_id, event.accepted_at);
CREATE INDEX event_app IF NOT EXISTS
FOR (event:Event) ON (event.project_id, event.app_id, event.accepted_at);
CREATE INDEX event_run IF NOT EXISTS
FOR (event:Event) ON (event.project_id, event.run_id, event.accepted_at);

// Only lanes with work have a ready_at.
CREATE INDEX lane_ready IF NOT EXISTS
FOR (lane:Lane) ON (lane.ready_at);

CREATE INDEX change_memory IF NOT EXISTS
FOR (change:Change) ON (change.memory_id, change.created_at);
CREATE INDEX change_project IF NOT EXISTS
FOR (change:Change) ON (change.project_id, change.created_at);

CREATE INDEX entity_owner IF NOT EXISTS
FOR (entity:Entity) ON (entity.owner_key, entity.name_norm);

CREATE INDEX relation_owner IF NOT EXISTS
FOR ()-[relation:RELATES_TO]-() ON (relation.owner_key, relation.recorded_at);
CREATE INDEX relation_slot IF NOT EXISTS
FOR ()-[relation:RELATES_TO]-() ON (relation.slot, relation.valid_from);
CREATE INDEX relation_pair IF NOT EXISTS
FOR ()-[relation:RELATES_TO]-() ON (relation.pair, relation.valid_from);

CREATE INDEX erasure_created IF NOT EXISTS
FOR (erasure:Erasure) ON (erasure.created_at);
