// mem0's JavaScript client 3.3.1: v3 routes, camelCase in and out.

import { MemoryClient } from "mem0ai";

import { CONVERSATION, UNKNOWN_ID, came, finished, named, place, said, tell, watched } from "./telling.mjs";

const schema = {
  type: "object",
  properties: { employer: { type: "string", description: "Where the user works" } },
};
const watch = watched(new MemoryClient(place));
const { client } = watch;
const mira = named("mira");
const other = named("a/b c");
const scoped = (userId) => ({ filters: { user_id: userId } });
const stored = (words) => client.add(said(words), { userId: other, infer: false });

async function conversation() {
  const told = {};
  await client.ping();
  told.orgId = client.organizationId;
  told.projectId = client.projectId;
  const options = { userId: mira, enableGraph: true, metadata: { camelKey: 1 } };
  told.queued = await client.add(CONVERSATION, options);
  told.event = await finished(told.queued.eventId);
  told.all = await client.getAll(scoped(mira));
  told.page = await client.getAll({ ...scoped(mira), page: 1, pageSize: 1 });
  told.graph = await client.getAll({ ...scoped(mira), enableGraph: true });
  told.found = await client.search("Where does Ada work?", { ...scoped(mira), enableGraph: true });
  told.foundPlainly = await client.search("Orbit Labs", scoped(mira));
  return told;
}

async function oneMemory() {
  const told = { stored: (await stored("Mira plays the cello")).results };
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
    ids.push((await stored(words)).results[0].id);
  }
  const told = { revisedIds: ids, updatedTexts: [] };
  const change = { text: "Mira lives in Turin", metadata: { camelKey: 2 } };
  told.updated = await client.update(ids[0], change);
  told.retimed = await client.update(ids[0], { timestamp: 1600000000 });
  told.expired = await client.update(ids[0], { expirationDate: "2030-01-31" });
  told.everlasting = await client.update(ids[0], { expirationDate: null });
  told.updatedHistory = await client.history(ids[0]);
  const changes = ids.slice(1).map((memoryId) => ({ memoryId, text: `Mira skis ${memoryId}` }));
  told.updatedMany = await client.batchUpdate(changes);
  for (const id of ids.slice(1)) told.updatedTexts.push((await client.get(id)).memory);
  told.emptyUpdate = await came(() => client.update(ids[0], {}));
  told.updateOfUnknown = await came(() => client.update(UNKNOWN_ID, { text: "x" }));
  const feedback = { memoryId: ids[0], feedback: "POSITIVE", feedbackReason: "just so" };
  told.feedback = await client.feedback(feedback);
  const lost = { memoryId: UNKNOWN_ID, feedback: "NEGATIVE" };
  told.feedbackOnUnknown = await came(() => client.feedback(lost));
  told.linkedDeleted = await client.delete(ids[0], { deleteLinked: true });
  // as the documentation shows it: objects, which the client wraps once more
  told.deletedMany = await client.batchDelete(ids.slice(1).map((id) => ({ memory_id: id })));
  told.deletedAgain = await came(() => client.batchDelete([ids[1]]));
  return told;
}

async function errors() {
  return {
    unknown: await came(() => client.get(UNKNOWN_ID)),
    unknownDeleted: await came(() => client.delete(UNKNOWN_ID)),
    malformed: await came(() => client.get("not-a-uuid")),
    unknownUser: await came(() => client.deleteUsers({ userId: "nobody" })),
    nothingToDelete: await came(() => client.deleteAll()),
    wrongKey: await came(() => new MemoryClient({ ...place, apiKey: "wrong" }).ping()),
    nobody: await client.getAll(scoped("nobody")),
    foundForNobody: await client.search("anything", scoped("nobody")),
    allOfNobody: await client.deleteAll({ userId: "nobody" }),
  };
}

async function endings() {
  const told = { deletedUser: other };
  told.allDeleted = await client.deleteAll({ userId: mira });
  told.left = await client.getAll(scoped(mira));
  told.userDeleted = await client.deleteUsers({ userId: other });
  told.usersLeft = (await client.users()).results.map((user) => user.name);
  const { id } = (await client.users()).results.find((user) => user.name === mira);
  told.oneUser = await client.users({ page: 1, pageSize: 1 });
  told.userDeletedById = await client.deleteUser({ entity_id: Number(id), entity_type: "user" });
  await stored("Mira whistles");
  // without an id it deletes every user there is, one by one
  told.reset = await client.deleteUsers();
  told.usersAfterReset = await client.users();
  return told;
}

async function tenancy() {
  const told = { project: await client.getProject({}) };
  told.updated = await client.updateProject({
    customInstructions: "Leave out small talk.",
    customCategories: [{ dietPlan: "What somebody eats", snake_case: "verbatim" }],
    decay: true,
    memoryDepth: null,
  });
  told.update = await client.getProject({});
  told.fields = await client.getProject({ fields: ["customInstructions", "name"] });
  const hook = { name: "hook", url: "https://nowhere.invalid/hook", eventTypes: ["memory_add"] };
  told.webhook = await client.createWebhook(hook);
  const { webhookId } = told.webhook;
  told.webhooks = await client.getWebhooks();
  told.sameWebhooks = await client.getWebhooks({ projectId: client.projectId });
  const change = { webhookId, name: "new", eventTypes: ["memory_delete"] };
  told.hookUpdated = await client.updateWebhook(change);
  told.hookDeleted = await client.deleteWebhook({ webhookId });
  told.hookGone = await came(() => client.deleteWebhook({ webhookId }));
  told.hooksLeft = await client.getWebhooks();
  told.foreignHooks = await came(() => client.getWebhooks({ projectId: "proj_unknown" }));
  return told;
}

async function jobs() {
  const user = named("eve");
  const options = { userId: user, enableGraph: true, asyncMode: false };
  await client.add(said("I work at Orbit Labs."), options);
  const filters = { user_id: user };
  const told = { user, export: await came(() => client.createMemoryExport({ schema, filters })) };
  const lookup = { memoryExportId: told.export.id ?? UNKNOWN_ID };
  told.exported = await came(() => client.getMemoryExport(lookup));
  told.exportedByUser = await came(() => client.getMemoryExport({ filters }));
  told.firstSettings = await came(() => client.getProfileSettings());
  told.settings = await came(() => client.updateProfileSettings({ enabled: true, schema }));
  told.generation = await came(() => client.generateProfile({ entityId: user }));
  told.sample = await came(() => client.sampleProfiles({ limit: 1 }));
  told.profile = await came(() => client.getProfile({ entityId: user }));
  told.nobodysProfile = await came(() => client.getProfile({ entityId: named("nobody") }));
  told.job = await came(() => client.getProfileJob(told.generation.statusUrl ?? "unknown"));
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
