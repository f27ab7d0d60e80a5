// What is made of memories for their users: exports by project and time, one profile a user.

CREATE CONSTRAINT profile_key_unique IF NOT EXISTS
FOR (profile:Profile) REQUIRE profile.key IS UNIQUE;

CREATE INDEX export_project IF NOT EXISTS
FOR (export:Export) ON (export.project_id, export.created_at);
