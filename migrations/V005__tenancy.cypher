// What deleting a project has to find, and what its webhooks wait for.

// A lane leads to its owner's entities: nothing of a deleted project is left behind.
CREATE INDEX lane_project IF NOT EXISTS
FOR (lane:Lane) ON (lane.project_id);

CREATE INDEX webhook_project IF NOT EXISTS
FOR (webhook:Webhook) ON (webhook.project_id, webhook.created_at);

// The outbox: only what waits has a due_at, and of one memory's deliveries the first goes first.
CREATE INDEX delivery_due IF NOT EXISTS
FOR (delivery:Delivery) ON (delivery.due_at);
CREATE INDEX delivery_queue IF NOT EXISTS
FOR (delivery:Delivery) ON (delivery.queue_key, delivery.position);
CREATE INDEX delivery_webhook IF NOT EXISTS
FOR (delivery:Delivery) ON (delivery.webhook_id, delivery.position);
