// The project at a glance: how much there is, how it grows, what is being written, how it does.

import { calls } from "/dashboard/calls.js";
import { make } from "/dashboard/elements.js";
import { count } from "/dashboard/dates.js";
import { empty, fill } from "/dashboard/notices.js";
import { eventsCard } from "/dashboard/overview/events.js";
import { growthCard } from "/dashboard/overview/growth.js";
import { hygieneCard } from "/dashboard/overview/hygiene.js";
import { speed } from "/dashboard/overview/speed.js";
import { ask } from "/dashboard/session.js";

const BARS = 10;

export async function enter(place, asked, isWanted) {
  const body = make("div", {});
  const events = eventsCard();
  place.replaceChildren(make("div", { class: "view-head" }, make("h1", {}, "Overview")), body);
  await fill(body, () => content(events), "Counting…");
  if (isWanted()) events.start();
  return () => events.stop();
}

async function content(events) {
  const [stats, scopes, latest] = await Promise.all([
    ask("/v1/graph/stats?whole_project=true"),
    ask("/v1/entities/?page=1&page_size=1"),
    ask("/v1/events/?page=1&page_size=200"),
  ]);
  const isEmpty = !stats.memories && !latest.count;
  return [
    isEmpty ? welcome() : figures(stats, scopes, latest),
    make(
      "div",
      { class: "cards" },
      isEmpty ? null : await growthCard(stats.growth),
      isEmpty ? null : shares("Types of entities", stats.entity_types),
      isEmpty ? null : shares("Relations by predicate", stats.predicates),
      isEmpty ? null : speed(latest.results),
      isEmpty ? null : hygieneCard(),
      isEmpty ? null : events.element,
      make("section", { class: "card wide", "aria-labelledby": "call-title" }, calls()),
    ),
  ];
}

const welcome = () =>
  empty(
    "Nothing is stored yet",
    "Add a conversation, here or from a program, and see what is understood of it.",
    make("a", { class: "button primary", href: "#/add" }, "Add a conversation"),
  );

function figures(stats, scopes, latest) {
  const failed = latest.results.filter((one) => one.status === "FAILED").length;
  const people = { users: scopes.total_users, agents: scopes.total_agents, apps: scopes.total_apps, runs: scopes.total_runs };
  const [[kind, number], ...others] = Object.entries(people).sort(([, one], [, two]) => two - one);
  const rest = others.filter(([, many]) => many).map(([name, many]) => `${count(many)} ${name}`).join(", ");
  const incomplete = stats.is_complete ? null : "of the newest 50,000 memories";
  return make(
    "dl",
    { class: "figures" },
    figure("Memories", stats.memories, incomplete),
    figure("Entities", stats.entities, incomplete),
    figure("Relations", stats.relations, `${count(stats.current_relations)} hold now`),
    figure(kind[0].toUpperCase() + kind.slice(1), number, rest),
    figure("Writes", latest.count, failed ? `${failed} of the last ${latest.results.length} failed` : "none of the last failed"),
  );
}

const figure = (name, number, more) =>
  make("div", { class: "figure" }, make("dt", {}, name), make("dd", {}, count(number), more ? make("small", {}, more) : null));

function shares(title, counts) {
  const shown = counts.slice(0, BARS);
  const most = Math.max(1, ...shown.map((one) => one.count));
  const rows = shown.flatMap((one) => {
    const name = one.name.replaceAll("_", " ");
    return [
      make("dt", {}, name),
      make("dd", {}, make("meter", { min: "0", max: String(most), value: one.count, "aria-label": name })),
      make("dd", { class: "number" }, count(one.count)),
    ];
  });
  const rest = counts.length - shown.length;
  return make("section", { class: "card" }, make("h2", {}, title), make("dl", { class: "bars" }, rows), rest > 0 ? make("p", { class: "hint" }, `and ${rest} more`) : null);
}
