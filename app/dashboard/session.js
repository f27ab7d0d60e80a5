// The key of this tab, and every call to the service.

const KEY = "relata-key";
const SILENCE = "The service does not answer. Look whether it runs, then try again.";

export class Refusal extends Error {
  constructor(status, said) {
    super(said.detail ?? said.message ?? `The service answered ${status}.`);
    this.status = status;
    this.code = said.code;
    this.details = said.details ?? {};
  }
}

let leave = () => {};

export const hasKey = () => sessionStorage.getItem(KEY) !== null;
export const onLeave = (listener) => (leave = listener);

export async function signIn(key) {
  sessionStorage.setItem(KEY, key);
  try {
    return await ask("/v1/ping/");
  } catch (error) {
    sessionStorage.removeItem(KEY);
    throw error;
  }
}

export function signOut(why = "") {
  sessionStorage.clear();
  leave(why);
}

export async function ask(path, body, options = {}) {
  const answer = await call(path, body, options);
  return answer.status === 204 ? null : answer.json();
}

// The answer as it came, for what is not JSON.
export async function call(path, body, { method, headers = {}, signal } = {}) {
  const content = body === undefined ? undefined : JSON.stringify(body);
  const answer = await sent(path, {
    method: method ?? (content ? "POST" : "GET"),
    headers: { ...identity(), ...(content && { "Content-Type": "application/json" }), ...headers },
    body: content,
    signal,
  });
  if (!answer.ok) throw await refusal(answer);
  return answer;
}

const identity = () => ({ Authorization: `Token ${sessionStorage.getItem(KEY)}` });

async function sent(path, options) {
  try {
    return await fetch(path, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Error(SILENCE);
  }
}

async function refusal(answer) {
  const said = await answer.json().catch(() => ({}));
  const refused = new Refusal(answer.status, said);
  if (answer.status === 401 && hasKey()) signOut(refused.message);
  return refused;
}

export async function isReady() {
  try {
    return (await fetch("/health/ready")).ok;
  } catch {
    return false;
  }
}

export function origin() {
  return location.origin;
}
