// What the programs of all versions of mem0's JavaScript client need.

import { randomUUID } from "node:crypto";

export const UNKNOWN_ID = "00000000-0000-4000-8000-000000000000";
export const CONVERSATION = [
  { role: "user", content: "I live in Bergen. My sister Ada works at Orbit Labs." },
  { role: "assistant", content: "Good to know!" },
  { role: "user", content: "Ada lives in Oslo." },
];
export const place = { apiKey: process.env.RELATA_KEY, host: process.env.RELATA_URL };
const SECONDS = 120;

export const named = (name) => `${name}-${randomUUID()}`;
export const said = (content) => [{ role: "user", content }];

export async function finished(eventId) {
  const until = Date.now() + SECONDS * 1000;
  while (Date.now() < until) {
    const headers = { Authorization: `Token ${place.apiKey}` };
    const answer = await fetch(`${place.host}/v1/event/${eventId}/`, { headers });
    const event = await answer.json();
    if (!["PENDING", "RUNNING"].includes(event.status)) return event;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`event ${eventId} is not done after ${SECONDS} seconds`);
}

// what a call gives, or the class and the words of the error that it ends in
export async function came(call) {
  try {
    return await call();
  } catch (error) {
    return { kind: error.constructor.name, message: error.message };
  }
}

// the client, which of its methods are public and which of them were called
export function watched(client) {
  const names = Object.getOwnPropertyNames(Object.getPrototypeOf(client));
  const methods = names.filter((name) => name !== "constructor" && !name.startsWith("_"));
  const called = new Set();
  const watching = {
    get(target, name) {
      const value = target[name];
      if (!methods.includes(name)) return value;
      called.add(name);
      return value.bind(target);
    },
  };
  return { client: new Proxy(client, watching), methods, called };
}

export function tell(stories, { methods, called }) {
  const whole = { ...stories, methods: methods.sort(), called: [...called].sort() };
  console.log(JSON.stringify({ async: whole }));
}
