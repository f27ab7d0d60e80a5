// The story with mem0's JavaScript client 3.3.1: v3 routes, camelCase in and out.

import { randomUUID } from "node:crypto";

import { MemoryClient } from "mem0ai";

const host = process.env.RELATA_URL;
const apiKey = process.env.RELATA_KEY;
const UNKNOWN_ID = "00000000-0000-4000-8000-000000000000";
const CONVERSATION = [
  { role: "user", content: "I live in Bergen. My sister Ada works at Orbit Labs." },
  { role: "assistant", content: "Good to know!" },
  { role: "user", content: "Ada lives in Oslo." },
];
const SECONDS = 120;

const client = new MemoryClient({ apiKey, host });
const mira = `mira-${randomUUID()}`;
const other = `a/b c-${randomUUID()}`;
const scoped = (userId) => ({ filters: { user_id: userId } });

async function finished(eventId) {
  const until = Date.now() + SECONDS * 1000;
  while (Date.now() < until) {
    const headers = { Authorization: `Token ${apiKey}` };
    const event = await (await fetch(`${host}/v1/event/${eventId}/`, { headers })).json();
    if (!["PENDING", "RUNNING"].includes(event.status)) return event;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`event ${eventId} is not done after ${SECONDS} seconds`);
}

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
await client.ping();
told.orgId = client.organizationId;
told.projectId = client.projectId;

told.queued = await client.add(CONVERSATION, {
  userId: mira,
  enableGraph: true,
  metadata: { camelKey: 1 },
});
told.event = await finished(told.queued.eventId);
told.all = await client.getAll(scoped(mira));
told.page = await client.getAll({ ...scoped(mira), page: 1, pageSize: 1 });
told.graph = await client.getAll({ ...scoped(mira), enableGraph: true });
told.found = await client.search("Where does Ada work?", { ...scoped(mira), enableGraph: true });

const stored = await client.add([{ role: "user", content: "Mira plays the cello" }], {
  userId: other,
  infer: false,
});
const memoryId = stored.results[0].id;
told.stored = stored.results;
told.one = await client.get(memoryId);
told.users = await client.users();
told.history = await client.history(memoryId);
told.deleted = await client.delete(memoryId);
told.gone = await refused(() => client.get(memoryId));

const ids = [];
for (const words of ["Mira sings", "Mira rows", "Mira rides"]) {
  const one = await client.add([{ role: "user", content: words }], { userId: other, infer: false });
  ids.push(one.results[0].id);
}
told.updated = await client.update(ids[0], {
  text: "Mira lives in Turin",
  metadata: { camelKey: 2 },
});
told.retimed = await client.update(ids[0], { timestamp: 1600000000 });
told.expired = await client.update(ids[0], { expirationDate: "2030-01-31" });
told.everlasting = await client.update(ids[0], { expirationDate: null });
told.updatedHistory = await client.history(ids[0]);
told.updatedMany = await client.batchUpdate(
  ids.slice(1).map((memoryId) => ({ memoryId, text: `Mira skis ${memoryId}` })),
);
told.updatedTexts = [];
for (const id of ids.slice(1)) told.updatedTexts.push((await client.get(id)).memory);
told.revisedIds = ids;
told.emptyUpdate = await refused(() => client.update(ids[0], {}));
told.updateOfUnknown = await refused(() => client.update(UNKNOWN_ID, { text: "x" }));
told.feedback = await client.feedback({
  memoryId: ids[0],
  feedback: "POSITIVE",
  feedbackReason: "just so",
});
told.feedbackOnUnknown = await refused(() =>
  client.feedback({ memoryId: UNKNOWN_ID, feedback: "NEGATIVE" }),
);
told.linkedDeleted = await client.delete(ids[0], { deleteLinked: true });
// as the documentation shows it: objects, which the client wraps once more
told.deletedMany = await client.batchDelete(ids.slice(1).map((id) => ({ memory_id: id })));
told.deletedAgain = await refused(() => client.batchDelete([ids[1]]));

told.unknown = await refused(() => client.get(UNKNOWN_ID));
told.unknownDeleted = await refused(() => client.delete(UNKNOWN_ID));
told.malformed = await refused(() => client.get("not-a-uuid"));
told.unknownUser = await refused(() => client.deleteUsers({ userId: "nobody" }));
told.nothingToDelete = await refused(() => client.deleteAll());
told.wrongKey = await refused(() => new MemoryClient({ apiKey: "wrong", host }).ping());
told.nobody = await client.getAll(scoped("nobody"));
told.foundForNobody = await client.search("anything", scoped("nobody"));
told.allOfNobody = await client.deleteAll({ userId: "nobody" });

told.allDeleted = await client.deleteAll({ userId: mira });
told.left = await client.getAll(scoped(mira));
told.userDeleted = await client.deleteUsers({ userId: other });
told.usersLeft = (await client.users()).results.map((user) => user.name);
told.deletedUser = other;

console.log(JSON.stringify(told));
