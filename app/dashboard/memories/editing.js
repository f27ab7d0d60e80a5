// A memory in other words.

import { asked } from "/dashboard/dialogs.js";
import { labelled, make } from "/dashboard/elements.js";
import { change } from "/dashboard/memories/reading.js";
import { notify } from "/dashboard/notices.js";

const HINT = "Its relations are read anew from these words; the old ones stay in its history.";

export async function edited(memory, changed) {
  const field = make("textarea", { name: "text", rows: "4", required: true });
  field.value = memory.memory;
  const given = await asked("Edit this memory", [labelled("Memory", field, HINT)], "Save");
  const text = given?.text.trim();
  if (!text || text === memory.memory) return;
  try {
    const { status } = await change(memory.id, text);
    notify(status === "PENDING" ? "The change is queued." : "The memory was changed.");
    changed();
  } catch (error) {
    notify(error.message, "bad");
  }
}
