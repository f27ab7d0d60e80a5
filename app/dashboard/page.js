// The first page: that the service runs, how to call it, and the graph of one scope.

const COLOURS = {
  person: "#2f6fde", organization: "#8a4fd0", place: "#2a9d6f", event: "#c2408f",
  product: "#d9822b", work: "#b5892b", animal: "#8d6242", food: "#c2562e",
  activity: "#2393a8", condition: "#c53f4a", concept: "#6b7a8f", date: "#7d8590",
};
const PLAIN = "#7d8590";
const KEY = "relata-key";

const at = (id) => document.getElementById(id);
let graph = null;
let shown = { results: [], relations: [] };

function element(tag, text, className) {
  const made = document.createElement(tag);
  made.textContent = text ?? "";
  if (className) made.className = className;
  return made;
}

async function ask(path, body) {
  const headers = { Authorization: `Token ${sessionStorage.getItem(KEY)}` };
  const options = body
    ? { method: "POST", headers: { ...headers, "Content-Type": "application/json" }, body: JSON.stringify(body) }
    : { headers };
  const answer = await fetch(path, options);
  const said = await answer.json();
  if (!answer.ok) throw new Error(said.detail ?? `The service answered ${answer.status}`);
  return said;
}

async function showHealth() {
  const health = at("health");
  let ready = false;
  try {
    ready = (await fetch("/health/ready")).ok;
  } catch {
    // Nobody answers: that is what the page says.
  }
  health.textContent = ready ? "running" : "not ready";
  health.className = ready ? "ready" : "away";
}

function showCalls() {
  const host = location.origin;
  at("python").textContent = [
    "from mem0 import MemoryClient",
    "",
    `client = MemoryClient(api_key="<your key>", host="${host}")`,
    'client.add("I moved to Lisbon in May and work at Halden Optics.", user_id="ada",',
    "           enable_graph=True)",
    'client.search("Where does Ada work?", filters={"user_id": "ada"}, enable_graph=True)',
  ].join("\n");
  at("curl").textContent = [
    `curl ${host}/v3/memories/search/ \\`,
    '  -H "Authorization: Token <your key>" -H "Content-Type: application/json" \\',
    `  -d '{"query": "Where does Ada work?", "filters": {"user_id": "ada"}, "enable_graph": true}'`,
  ].join("\n");
}

async function signIn() {
  const error = at("key-error");
  error.hidden = true;
  try {
    await ask("/v1/ping/");
    await showScopes();
  } catch (failure) {
    sessionStorage.removeItem(KEY);
    error.textContent = failure.message;
    error.hidden = false;
    return;
  }
  at("sign-in").hidden = true;
}

async function showScopes() {
  const { results } = await ask("/v1/entities/");
  const scopes = results.sort((a, b) => b.total_memories - a.total_memories);
  at("scope").replaceChildren(
    ...scopes.map((scope) => {
      const option = element("option", `${scope.type} ${scope.name} (${scope.total_memories})`);
      option.value = JSON.stringify({ [`${scope.type}_id`]: scope.name });
      return option;
    }),
  );
  at("graph-section").hidden = false;
  if (scopes.length) await showScope();
  else say("Nothing is stored yet. Add a conversation as shown below, then reload this page.");
}

async function showScope() {
  const chosen = at("scope").value;
  const filters = JSON.parse(chosen);
  const found = await ask("/v2/memories/", { filters, enable_graph: true, include_ended: true });
  if (chosen !== at("scope").value) return; // another one was chosen meanwhile
  shown = found;
  render();
}

function say(text) {
  at("empty").textContent = text;
  at("empty").hidden = !text;
}

function render() {
  const relations = shown.relations.filter((each) => at("ended").checked || each.current);
  say(relations.length ? "" : "No relations here yet.");
  at("graph").hidden = !relations.length;
  at("memories").replaceChildren(...shown.results.map((each) => element("li", each.memory)));
  at("relations").replaceChildren(...relations.map(row));
  draw(relations);
}

function row(relation) {
  const made = element("tr", "", relation.current ? "" : "ended");
  const words = [
    relation.source, relation.relationship.replaceAll("_", " "), relation.target,
    relation.valid_from, relation.valid_to,
  ];
  made.append(...words.map((word) => element("td", word)));
  made.title = relation.fact;
  return made;
}

function draw(relations) {
  const nodes = new Map();
  for (const each of relations) {
    nodes.set(each.source_id, { id: each.source_id, name: each.source, type: each.source_type });
    nodes.set(each.target_id, { id: each.target_id, name: each.target, type: each.target_type });
  }
  const links = relations.map((each) => ({ ...each, source: each.source_id, target: each.target_id }));
  showLegend([...nodes.values()]);
  const box = at("graph");
  graph ??= new ForceGraph(box)
    .nodeRelSize(5)
    .linkDirectionalArrowLength(4)
    .linkDirectionalArrowRelPos(1)
    .linkCanvasObjectMode(() => "after")
    .linkCanvasObject(paintPredicate)
    .nodeCanvasObject(paintNode)
    .linkLineDash((link) => (link.current ? null : [4, 3]))
    .onEngineStop(() => graph.zoomToFit(300, 30));
  graph.linkColor(() => style("--soft")).width(box.clientWidth).height(box.clientHeight);
  graph.graphData({ nodes: [...nodes.values()], links });
}

function style(name) {
  // A canvas takes no light-dark(): the colour is asked from an element that uses it.
  const probe = element("span");
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}

function paintNode(node, context, scale) {
  context.beginPath();
  context.arc(node.x, node.y, 5, 0, 2 * Math.PI);
  context.fillStyle = COLOURS[node.type] ?? PLAIN;
  context.fill();
  write(context, node.name, node.x, node.y + 9, 12 / scale, "--ink");
}

function paintPredicate(link, context, scale) {
  const x = (link.source.x + link.target.x) / 2;
  const y = (link.source.y + link.target.y) / 2;
  write(context, link.relationship.replaceAll("_", " "), x, y, 10 / scale, "--soft");
}

const inks = new Map();

function write(context, text, x, y, size, ink) {
  if (!inks.has(ink)) inks.set(ink, style(ink));
  context.font = `${size}px system-ui, sans-serif`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = inks.get(ink);
  context.fillText(text, x, y);
}

function showLegend(nodes) {
  const types = [...new Set(nodes.map((node) => node.type))].sort();
  at("legend").replaceChildren(
    ...types.map((type) => {
      const dot = document.createElementNS("http://www.w3.org/2000/svg", "svg");
      const circle = document.createElementNS("http://www.w3.org/2000/svg", "circle");
      for (const [name, value] of Object.entries({ cx: "50%", cy: "50%", r: "50%" })) {
        circle.setAttribute(name, value);
      }
      circle.setAttribute("fill", COLOURS[type] ?? PLAIN);
      dot.append(circle);
      const item = element("li");
      item.append(dot, type);
      return item;
    }),
  );
}

at("key-form").addEventListener("submit", (event) => {
  event.preventDefault();
  sessionStorage.setItem(KEY, at("key").value.trim());
  at("key").value = "";
  signIn();
});
at("sign-out").addEventListener("click", () => {
  sessionStorage.removeItem(KEY);
  location.reload();
});
at("scope").addEventListener("change", showScope);
at("ended").addEventListener("change", render);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  inks.clear();
  render();
});

showHealth();
showCalls();
if (sessionStorage.getItem(KEY)) signIn();
