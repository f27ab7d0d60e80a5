// What mem0's JavaScript client 3.3.1 can do with projects and webhooks.

import { MemoryClient } from "mem0ai";

const client = new MemoryClient({
  apiKey: process.env.RELATA_KEY,
  host: process.env.RELATA_URL,
});

// the class and the words of the error that a call ends in
async function refused(call) {
  try {
    await call();
  } catch (error) {
    return { kind: error.constructor.name, message: error.message };
  }
  return { kind: null, message: "it was not refused" };
}

const told = {};
told.project = await client.getProject({});
told.updated = await client.updateProject({
  customInstructions: "Leave out small talk.",
  customCategories: [{ dietPlan: "What somebody eats", snake_case: "verbatim" }],
  decay: true,
  memoryDepth: null,
});
told.update = await client.getProject({});
told.fields = await client.getProject({ fields: ["customInstructions", "name"] });
told.webhook = await client.createWebhook({
  name: "hook",
  url: "https://nowhere.invalid/hook",
  eventTypes: ["memory_add"],
});
const webhookId = told.webhook.webhookId;
told.webhooks = await client.getWebhooks();
told.sameWebhooks = await client.getWebhooks({ projectId: client.projectId });
told.hookUpdated = await client.updateWebhook({
  webhookId,
  name: "new",
  eventTypes: ["memory_delete"],
});
told.hookDeleted = await client.deleteWebhook({ webhookId });
told.hookGone = await refused(() => client.deleteWebhook({ webhookId }));
told.hooksLeft = await client.getWebhooks();
told.foreignHooks = await refused(() => client.getWebhooks({ projectId: "proj_unknown" }));

console.log(JSON.stringify(told));
