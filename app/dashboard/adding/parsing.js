// A pasted conversation as messages: JSON, or lines that begin with who speaks.

const ASSISTANTS = /^(assistant|ai|bot|agent|model|system)$/i;
const SPEAKER = /^\s*([\p{L}][\p{L}\p{N} ._'-]{0,30}?)\s*:\s+(.*)$/su;

// Gives [{role, name?, content}]; a text without speakers is one message of the user.
export function messagesOf(text) {
  return fromJson(text) ?? fromLines(text);
}

function fromJson(text) {
  if (!/^\s*[[{]/.test(text)) return null;
  try {
    const read = JSON.parse(text);
    const messages = Array.isArray(read) ? read : (read.messages ?? [read]);
    const isConversation = messages.length && messages.every((one) => typeof one?.content === "string");
    return isConversation ? messages.map(({ role = "user", name, content }) => ({ role, ...(name && { name }), content })) : null;
  } catch {
    return null;
  }
}

function fromLines(text) {
  const messages = [];
  for (const line of text.split(/\r?\n/)) {
    const [, speaker, words] = SPEAKER.exec(line) ?? [];
    if (speaker) messages.push(said(speaker, words));
    else if (messages.length) messages.at(-1).content += `\n${line}`;
    else if (line.trim()) messages.push({ role: "user", content: line });
  }
  return messages.map((one) => ({ ...one, content: one.content.trim() })).filter((one) => one.content);
}

function said(speaker, content) {
  if (ASSISTANTS.test(speaker)) return { role: "assistant", content };
  if (/^user$/i.test(speaker)) return { role: "user", content };
  return { role: "user", name: speaker, content };
}
