// What mem0's JavaScript client 3.3.1 can do with exports and profiles.

import { randomUUID } from "node:crypto";

import { MemoryClient } from "mem0ai";

const client = new MemoryClient({
  apiKey: process.env.RELATA_KEY,
  host: process.env.RELATA_URL,
});
const user = `al ice/${randomUUID()}`;
const schema = {
  type: "object",
  properties: {
    city: { type: "string", description: "Where they live" },
    favourite_opera: { type: "string", description: "The opera that they like best" },
  },
};

// the class and the words of the error that a call ends in
async function refused(call) {
  try {
    await call();
  } catch (error) {
    return { kind: error.constructor.name, message: error.message };
  }
  return { kind: null, message: "it was not refused" };
}

async function ended(statusUrl) {
  for (let left = 2400; left; left -= 1) {
    const status = await client.getProfileJob(statusUrl);
    if (["succeeded", "failed"].includes(status.job.status)) return status;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(statusUrl);
}

// a busy machine may need longer than the first answer waits
async function ready(memoryExportId) {
  for (let left = 1200; left; left -= 1) {
    const answer = await client.getMemoryExport({ memoryExportId }).catch(() => null);
    if (answer) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(memoryExportId);
}

const told = { user };
await client.add([{ role: "user", content: "I live in Oslo." }], {
  userId: user,
  asyncMode: false,
});
told.made = await client.createMemoryExport({
  schema,
  filters: { user_id: user },
  exportInstructions: "Write places in English.",
});
told.byId = await ready(told.made.id);
told.byFilter = await client.getMemoryExport({ filters: { user_id: user } });
told.unknown = await refused(() =>
  client.getMemoryExport({ memoryExportId: "00000000-0000-4000-8000-000000000000" }),
);

told.settings = await client.getProfileSettings();
told.notEnabled = await refused(() => client.generateProfile({ entityId: user }));
told.before = await client.getProfile({ entityId: user });
told.updated = await client.updateProfileSettings({
  enabled: true,
  schema,
  customInstructions: "Be brief.",
});
told.cleared = await client.updateProfileSettings({ customInstructions: null });
told.nobody = await refused(() => client.getProfile({ entityId: "nobody" }));
told.job = await client.generateProfile({ entityId: user, idempotencyKey: `once ${user}` });
told.again = await client.generateProfile({ entityId: user, idempotencyKey: `once ${user}` });
told.status = await ended(told.job.statusUrl);
told.statusById = await client.getProfileJob(told.job.jobId);
told.profile = await client.getProfile({ entityId: user });
told.sample = await client.sampleProfiles({ limit: 2 });
told.sampleStatus = await ended(told.sample.statusUrl);

console.log(JSON.stringify(told));
