// The frame of the page: who is signed in, which view is shown, and the way from one to another.

import { address, go, read } from "/dashboard/address.js";
import { icon, make } from "/dashboard/elements.js";
import { failure, waiting } from "/dashboard/notices.js";
import { forgetScopes } from "/dashboard/scopes.js";
import { hasKey, isReady, onLeave, signIn, signOut } from "/dashboard/session.js";
import { signInForm } from "/dashboard/sign_in.js";
import { themeButton } from "/dashboard/theme.js";

const VIEWS = {
  overview: "Overview",
  graph: "Graph",
  memories: "Memories",
  add: "Add",
  query: "Query",
  review: "Review",
};
const FOLDERS = { add: "adding" };
const SECONDS_BETWEEN_LOOKS = 30;

const page = document.getElementById("page");
let left = () => {};

function frame() {
  const view = make("main", { id: "view", tabindex: "-1" });
  page.replaceChildren(rail(), view);
}

function rail() {
  const links = Object.entries(VIEWS).map(([name, title]) =>
    make("a", { href: address(name), "data-view": name }, icon(name), make("span", {}, title)),
  );
  return make(
    "header",
    { class: "rail" },
    make("a", { class: "brand", href: address("overview"), "aria-label": "Relata, overview" }, logo(), make("strong", {}, "Relata")),
    make("nav", { "aria-label": "Views" }, links),
    make("div", { class: "rail-end" }, health(), themeButton(), leaveButton()),
  );
}

export const logo = () => make("img", { src: "/dashboard/icon.svg", alt: "", width: "28", height: "28" });

function leaveButton() {
  const leave = { type: "button", class: "rail-button", click: () => signOut() };
  return make("button", leave, icon("leave"), make("span", {}, "Sign out"));
}

function health() {
  const said = make("p", { id: "health", role: "status" });
  const look = async () => {
    const ready = await isReady();
    said.className = ready ? "ready" : "away";
    said.textContent = ready ? "running" : "not ready";
  };
  look();
  setInterval(() => said.isConnected && look(), SECONDS_BETWEEN_LOOKS * 1000);
  return said;
}

async function show() {
  if (!hasKey()) return;
  const { view, asked } = read();
  if (!(view in VIEWS)) return go("overview");
  const place = document.getElementById("view");
  left();
  left = () => {};
  mark(view);
  place.className = `view-${view}`;
  place.replaceChildren(waiting());
  await entered(place, view, asked);
}

async function entered(place, view, asked) {
  const turn = (entered.turn = Symbol(view));
  try {
    const { enter } = await import(`/dashboard/${FOLDERS[view] ?? view}/view.js`);
    const leave = await enter(place, asked, () => turn === entered.turn);
    if (turn === entered.turn) left = leave ?? (() => {});
    else leave?.();
  } catch (error) {
    if (turn === entered.turn) place.replaceChildren(failure(error, show));
  }
}

function mark(view) {
  document.title = `${VIEWS[view]} · Relata`;
  for (const link of document.querySelectorAll("nav [data-view]")) {
    if (link.dataset.view === view) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

function askForKey(why = "") {
  left();
  left = () => {};
  forgetScopes();
  document.title = "Relata";
  page.replaceChildren(signInForm(logo(), health(), themeButton(), enter, why));
}

async function enter(key) {
  await signIn(key);
  frame();
  await show();
}

onLeave(askForKey);
addEventListener("hashchange", show);
if (hasKey()) {
  frame();
  show();
} else {
  askForKey();
}
