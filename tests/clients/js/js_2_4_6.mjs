// mem0's JavaScript client 2.4.6: v1 and v2 routes, snake_case, lists are arrays.

import { MemoryClient } from "mem0ai-2";

import { CONVERSATION, UNKNOWN_ID, came, finished, named, place, said, tell, watched } from "./telling.mjs";

const schema = {
  type: "object",
  properties: { employer: { type: "string", description: "Where the user works" } },
};
const watch = watched(new MemoryClient(place));
const { client } = watch;
const mira = named("mira");
const other = named("dora");
const stored = (words) => client.add(said(words), { user_id: other, infer: false });
const v2 = { api_version: "v2", filters: { user_id: mira } };

async function conversation() {
  const told = {};
  await client.ping();
  told.org_id = client.organizationId;
  told.project_id = client.projectId;
  const options = { user_id: mira, enable_graph: true, metadata: { camelKey: 1 } };
  [told.queued] = await client.add(CONVERSATION, options);
  told.event = await finished(told.queued.event_id);
  told.all = await client.getAll({ user_id: mira });
  told.page = await client.getAll({ user_id: mira, page: 1, page_size: 1 });
  told.graph = await client.getAll({ user_id: mira, enable_graph: true });
  const question = { user_id: mira, limit: 5, enable_graph: true };
  told.found = await client.search("Where does Ada work?", question);
  told.found_plainly = await client.search("Orbit Labs", { user_id: mira });
  told.second = {
    all: await client.getAll(v2),
    page: await client.getAll({ ...v2, page: 1, page_size: 1 }),
    found: await client.search("Where does Ada work?", v2),
  };
  return told;
}

async function oneMemory() {
  const told = { stored: await stored("Mira plays the cello") };
  const memoryId = told.stored[0].id;
  told.one = await client.get(memoryId);
  told.users = await client.users();
  told.history = await client.history(memoryId);
  told.deleted = await client.delete(memoryId);
  told.gone = await came(() => client.get(memoryId));
  return told;
}

async function revised() {
  const ids = [];
  for (const words of ["Mira sings", "Mira rows", "Mira rides"]) {
    ids.push((await stored(words))[0].id);
  }
  const told = { revised_ids: ids, updated_texts: [] };
  const change = { text: "Mira lives in Turin", metadata: { camelKey: 2 } };
  told.updated = await client.update(ids[0], change);
  told.retimed = await client.update(ids[0], { timestamp: 1600000000 });
  told.expired = await came(() => client.update(ids[0], { expiration_date: "2030-01-31" }));
  told.everlasting = await came(() => client.update(ids[0], { expiration_date: null }));
  told.updated_history = await client.history(ids[0]);
  const changes = ids.slice(1).map((memoryId) => ({ memoryId, text: `Mira skis ${memoryId}` }));
  told.updated_many = await client.batchUpdate(changes);
  for (const id of ids.slice(1)) told.updated_texts.push((await client.get(id)).memory);
  told.empty_update = await came(() => client.update(ids[0], {}));
  told.update_of_unknown = await came(() => client.update(UNKNOWN_ID, { text: "x" }));
  const feedback = { memory_id: ids[0], feedback: "POSITIVE", feedback_reason: "just so" };
  told.feedback = await client.feedback(feedback);
  const lost = { memory_id: UNKNOWN_ID, feedback: "NEGATIVE" };
  told.feedback_on_unknown = await came(() => client.feedback(lost));
  told.linked_deleted = await client.delete(ids[0], { delete_linked: true });
  told.deleted_many = await client.batchDelete(ids.slice(1));
  told.deleted_again = await came(() => client.batchDelete([ids[1]]));
  return told;
}

async function errors() {
  return {
    unknown: await came(() => client.get(UNKNOWN_ID)),
    unknown_deleted: await came(() => client.delete(UNKNOWN_ID)),
    malformed: await came(() => client.get("not-a-uuid")),
    unknown_user: await came(() => client.deleteUsers({ user_id: "nobody" })),
    nothing_to_delete: await came(() => client.deleteAll()),
    wrong_key: await came(() => new MemoryClient({ ...place, apiKey: "wrong" }).ping()),
    nobody: await client.getAll({ user_id: "nobody" }),
    found_for_nobody: await client.search("anything", { user_id: "nobody" }),
    all_of_nobody: await client.deleteAll({ user_id: "nobody" }),
  };
}

async function endings() {
  const told = { deleted_user: other };
  told.all_deleted = await client.deleteAll({ user_id: mira });
  told.left = await client.getAll({ user_id: mira });
  told.user_deleted = await client.deleteUsers({ user_id: other });
  const users = (await client.users()).results;
  told.users_left = users.map((user) => user.name);
  const { id } = users.find((user) => user.name === mira);
  told.user_deleted_by_id = await client.deleteUser({ entity_id: Number(id), entity_type: "user" });
  await stored("Mira whistles");
  // without an id it deletes every user there is, one by one
  told.reset = await client.deleteUsers();
  told.users_after_reset = await client.users();
  return told;
}

async function tenancy() {
  const told = { project: await client.getProject({}) };
  told.updated = await client.updateProject({
    custom_instructions: "Leave out small talk.",
    custom_categories: [{ dietPlan: "What somebody eats", snake_case: "verbatim" }],
    enable_graph: true,
  });
  told.update = await client.getProject({});
  told.fields = await client.getProject({ fields: ["custom_instructions", "name"] });
  const hook = { name: "hook", url: "https://nowhere.invalid/hook", eventTypes: ["memory_add"] };
  told.webhook = await client.createWebhook(hook);
  const webhookId = told.webhook.webhook_id;
  told.webhooks = await client.getWebhooks();
  told.same_webhooks = await client.getWebhooks({ projectId: client.projectId });
  const change = { webhookId, name: "new", eventTypes: ["memory_delete"] };
  told.hook_updated = await client.updateWebhook(change);
  told.hook_deleted = await client.deleteWebhook({ webhookId });
  told.hook_gone = await came(() => client.deleteWebhook({ webhookId }));
  told.hooks_left = await client.getWebhooks();
  told.foreign_hooks = await came(() => client.getWebhooks({ projectId: "proj_unknown" }));
  return told;
}

async function jobs() {
  const user = named("eve");
  const options = { user_id: user, enable_graph: true, async_mode: false };
  await client.add(said("I work at Orbit Labs."), options);
  const filters = { user_id: user };
  const told = { user, export: await came(() => client.createMemoryExport({ schema, filters })) };
  const lookup = { memory_export_id: told.export.id ?? UNKNOWN_ID };
  told.exported = await came(() => client.getMemoryExport(lookup));
  told.exported_by_user = await came(() => client.getMemoryExport({ filters }));
  return told;
}

const memories = {
  ...(await conversation()),
  ...(await oneMemory()),
  ...(await revised()),
  ...(await errors()),
  ...(await endings()),
};
tell({ memories, tenancy: await tenancy(), jobs: await jobs() }, watch);
