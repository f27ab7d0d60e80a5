// Every identity of schema.md 2. Community has no other kinds of constraint; graph/integrity.py
// counts what existence and type constraints would refuse.

// What people write and what is made of it.
CREATE CONSTRAINT memory_id_unique IF NOT EXISTS
FOR (memory:Memory) REQUIRE memory.id IS UNIQUE;
CREATE CONSTRAINT memory_origin_key_unique IF NOT EXISTS
FOR (memory:Memory) REQUIRE memory.origin_key IS UNIQUE;
CREATE CONSTRAINT entity_id_unique IF NOT EXISTS
FOR (entity:Entity) REQUIRE entity.id IS UNIQUE;
CREATE CONSTRAINT entity_key_unique IF NOT EXISTS
FOR (entity:Entity) REQUIRE entity.key IS UNIQUE;
CREATE CONSTRAINT message_id_unique IF NOT EXISTS
FOR (message:Message) REQUIRE message.id IS UNIQUE;
CREATE CONSTRAINT event_id_unique IF NOT EXISTS
FOR (event:Event) REQUIRE event.id IS UNIQUE;
CREATE CONSTRAINT event_idempotency_key_unique IF NOT EXISTS
FOR (event:Event) REQUIRE event.idempotency_key IS UNIQUE;
CREATE CONSTRAINT change_id_unique IF NOT EXISTS
FOR (change:Change) REQUIRE change.id IS UNIQUE;
CREATE CONSTRAINT lane_key_unique IF NOT EXISTS
FOR (lane:Lane) REQUIRE lane.key IS UNIQUE;
CREATE CONSTRAINT scope_key_unique IF NOT EXISTS
FOR (scope:Scope) REQUIRE scope.key IS UNIQUE;

// Words and tenancy. Migration.version is made by graph/migrate.py, whose lock it is.
CREATE CONSTRAINT predicate_key_unique IF NOT EXISTS
FOR (predicate:Predicate) REQUIRE predicate.key IS UNIQUE;
CREATE CONSTRAINT organization_id_unique IF NOT EXISTS
FOR (organization:Organization) REQUIRE organization.id IS UNIQUE;
CREATE CONSTRAINT project_id_unique IF NOT EXISTS
FOR (project:Project) REQUIRE project.id IS UNIQUE;
CREATE CONSTRAINT member_id_unique IF NOT EXISTS
FOR (member:Member) REQUIRE member.id IS UNIQUE;
CREATE CONSTRAINT member_email_unique IF NOT EXISTS
FOR (member:Member) REQUIRE member.email IS UNIQUE;
CREATE CONSTRAINT api_key_id_unique IF NOT EXISTS
FOR (api_key:ApiKey) REQUIRE api_key.id IS UNIQUE;
CREATE CONSTRAINT api_key_hash_unique IF NOT EXISTS
FOR (api_key:ApiKey) REQUIRE api_key.hash IS UNIQUE;
CREATE CONSTRAINT schema_key_unique IF NOT EXISTS
FOR (schema:Schema) REQUIRE schema.key IS UNIQUE;

// What users set up, and what is done in the background.
CREATE CONSTRAINT saved_query_id_unique IF NOT EXISTS
FOR (saved_query:SavedQuery) REQUIRE saved_query.id IS UNIQUE;
CREATE CONSTRAINT webhook_id_unique IF NOT EXISTS
FOR (webhook:Webhook) REQUIRE webhook.id IS UNIQUE;
CREATE CONSTRAINT delivery_id_unique IF NOT EXISTS
FOR (delivery:Delivery) REQUIRE delivery.id IS UNIQUE;
CREATE CONSTRAINT export_id_unique IF NOT EXISTS
FOR (export:Export) REQUIRE export.id IS UNIQUE;
CREATE CONSTRAINT feedback_id_unique IF NOT EXISTS
FOR (feedback:Feedback) REQUIRE feedback.id IS UNIQUE;
CREATE CONSTRAINT merge_id_unique IF NOT EXISTS
FOR (merge:Merge) REQUIRE merge.id IS UNIQUE;
CREATE CONSTRAINT erasure_id_unique IF NOT EXISTS
FOR (erasure:Erasure) REQUIRE erasure.id IS UNIQUE;
CREATE CONSTRAINT profile_job_id_unique IF NOT EXISTS
FOR (profile_job:ProfileJob) REQUIRE profile_job.id IS UNIQUE;

// The integer that mem0's wire calls a scope's id. Its index also lists a project's scopes.
CREATE CONSTRAINT scope_number_unique IF NOT EXISTS
FOR (scope:Scope) REQUIRE (scope.project_id, scope.number) IS UNIQUE;

// A relation without the property is outside the constraint: the keys are there while it is open,
// so the database itself refuses a second open value.
CREATE CONSTRAINT relation_id_unique IF NOT EXISTS
FOR ()-[relation:RELATES_TO]-() REQUIRE relation.id IS UNIQUE;
CREATE CONSTRAINT relation_current_key_unique IF NOT EXISTS
FOR ()-[relation:RELATES_TO]-() REQUIRE relation.current_key IS UNIQUE;
CREATE CONSTRAINT relation_slot_key_unique IF NOT EXISTS
FOR ()-[relation:RELATES_TO]-() REQUIRE relation.slot_key IS UNIQUE;
