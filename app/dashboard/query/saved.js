// Queries with a name: those that every project has, and the project's own.

import { asked, confirmed } from "/dashboard/dialogs.js";
import { button, iconButton, labelled, make } from "/dashboard/elements.js";
import { failure, notify, waiting } from "/dashboard/notices.js";
import { ask } from "/dashboard/session.js";

const SAVED = "/v1/graph/saved-queries";

export const starters = async () => (await ask(SAVED)).results;

export const run = (saved, asked) => [`${SAVED}/${saved.id}/run`, asked];

// `choose(saved)` hears what was chosen; gives the list and a way to read it anew.
export function savedList(choose) {
  const element = make("div", {}, waiting());
  const read = async () => {
    try {
      element.replaceChildren(...lists(await starters(), choose, read));
    } catch (error) {
      element.replaceChildren(failure(error, read));
    }
  };
  read();
  return { element, read };
}

function lists(all, choose, read) {
  const own = all.filter((one) => !one.is_starter);
  const ready = all.filter((one) => one.is_starter);
  return [
    make("h2", {}, "This project's queries"),
    own.length ? make("ul", {}, own.map((one) => row(one, choose, read))) : make("p", { class: "hint" }, "None yet. Write a query and save it, so that others find it here."),
    make("h2", {}, "To begin with"),
    make("ul", {}, ready.map((one) => row(one, choose, read))),
  ];
}

function row(saved, choose, read) {
  const remove = saved.is_starter ? null : iconButton("trash", `Delete the query ${saved.name}`, () => gone(saved, read));
  return make("li", {}, button(saved.name, () => choose(saved), { class: "link", title: saved.description }), remove);
}

async function gone(saved, read) {
  const words = [saved.description || saved.name, "Its versions go with it."];
  if (!(await confirmed(`Delete the query ${saved.name}?`, words, "Delete"))) return;
  await said(() => ask(`${SAVED}/${saved.id}`, undefined, { method: "DELETE" }), "The query was deleted.");
  read();
}

// Asks for a name and keeps the query; one of the project's own gets a new version.
export async function keep(text, saved, parameters, chart) {
  const own = saved && !saved.is_starter ? saved : null;
  const name = make("input", { name: "name", type: "text", required: true, value: own?.name ?? "", maxlength: "200" });
  const description = make("input", { name: "description", type: "text", value: own?.description ?? "" });
  const given = await asked(own ? "Save a new version" : "Save this query", [labelled("Name", name), labelled("What it answers", description)], "Save");
  if (!given) return null;
  const body = { ...given, query: text, parameters, chart };
  const path = own ? `${SAVED}/${own.id}` : SAVED;
  return said(() => ask(path, body, own ? { method: "PATCH" } : {}), `“${given.name}” was saved.`);
}

async function said(work, done) {
  try {
    const answer = await work();
    notify(done);
    return answer;
  } catch (error) {
    notify(error.message, "bad");
    return null;
  }
}
