// The graph of a scope: drawn, searched, filtered by type, relation and time, and opened.

import { note } from "/dashboard/address.js";
import { button, check, iconButton, make } from "/dashboard/elements.js";
import { entityPanel } from "/dashboard/entity/panel.js";
import { Drawing } from "/dashboard/graph/drawing.js";
import { exported } from "/dashboard/graph/export.js";
import { legend, predicates } from "/dashboard/graph/filters.js";
import { extend, graphOf, seen } from "/dashboard/graph/model.js";
import { around, between, netOf } from "/dashboard/graph/relations.js";
import { lit, matching, searchBox } from "/dashboard/graph/search.js";
import { relationTable } from "/dashboard/graph/table.js";
import { timeline } from "/dashboard/graph/timeline.js";
import { empty, failure, notify, waiting } from "/dashboard/notices.js";
import { chosenScope, scopeField } from "/dashboard/scopes.js";

await import("/dashboard/d3.min.js");

export async function enter(place, asked, isWanted) {
  const scope = await chosenScope(asked);
  if (!isWanted()) return null;
  const view = new GraphView(place, scope);
  await view.load(asked.entity);
  return () => view.end();
}

class GraphView {
  #place;
  #scope;
  #graph = null;
  #drawing = null;
  #stage = make("div", { class: "stage" });
  #side = make("div", { class: "graph-side" });
  #panel = make("aside", { class: "panel", hidden: true, "aria-label": "Entity" });
  #chosen = null;
  #table = false;
  #filter = { asOf: null, ended: true, folds: true, types: new Set(), predicates: new Set(), unfolded: new Set() };
  #turn = 0;

  constructor(place, scope) {
    this.#place = place;
    this.#scope = scope;
    const field = scopeField(scope, (next) => {
      this.#scope = next;
      this.#graph = null;
      this.load();
    });
    const head = make("div", { class: "view-head" }, make("h1", {}, "Graph"), field, this.#choices());
    place.replaceChildren(head, make("div", { class: "graph" }, this.#side, this.#stage, this.#panel));
  }

  #choices() {
    return make(
      "div",
      { class: "choices" },
      check("Ended", (ended) => this.#narrow({ ended }), { checked: true, id: "ended" }),
      check("Fold hubs", (folds) => this.#narrow({ folds }), { checked: true }),
      check("As a table", (table) => {
        this.#table = table;
        this.#stage.classList.toggle("as-table", table);
        this.#showTable();
      }),
      button("Export…", () => this.#scope && exported(this.#scope), { class: "quiet" }),
    );
  }

  async load(entity) {
    const turn = (this.#turn += 1);
    this.end();
    this.#open(null);
    this.#side.replaceChildren();
    if (!this.#scope) return this.#stage.replaceChildren(nothing());
    this.#stage.replaceChildren(waiting("Drawing the graph…"));
    try {
      const net = await netOf(this.#scope);
      if (turn !== this.#turn || !this.#place.isConnected) return null;
      this.#draw(net, entity);
    } catch (error) {
      this.#stage.replaceChildren(failure(error, () => this.load(entity)));
    }
    return null;
  }

  #draw(net, entity) {
    this.#graph = graphOf(net, this.#graph);
    if (!this.#graph.links.size) return this.#stage.replaceChildren(nothing());
    const canvas = make("canvas", { tabindex: "0", id: "graph", role: "application", "aria-label": this.#described(), "aria-describedby": "graph-keys" });
    this.#stage.replaceChildren(canvas, ...this.#overlays(net));
    this.#drawing = new Drawing(canvas, {
      chosen: (node, how) => this.#open(node, how),
      opened: (node) => this.#expand(node),
    });
    this.#showSide();
    this.#refresh();
    this.#open(this.#graph.nodes.get(entity) ?? null);
    return null;
  }

  #described() {
    const { nodes, links } = this.#graph;
    return `Graph of ${nodes.size} entities and ${links.size} relations. Find one by name, or tick “As a table” to read them.`;
  }

  #overlays(net) {
    const cut = net.is_complete ? null : make("p", { class: "cut" }, "Only the newest part is drawn: double-click an entity to see more around it.");
    return [
      make("p", { id: "graph-keys", class: "unseen" }, "Arrow keys move from entity to entity, Enter shows more around one, plus and minus zoom, 0 shows all, Escape closes."),
      cut ?? "",
      make(
        "div",
        { class: "zoom", role: "group", "aria-label": "Zoom" },
        iconButton("plus", "Zoom in", () => this.#drawing.zoom(1.4)),
        iconButton("minus", "Zoom out", () => this.#drawing.zoom(1 / 1.4)),
        iconButton("fit", "Show all", () => this.#drawing.fit()),
      ),
      make("div", { class: "graph-table" }),
      timeline(this.#graph, (asOf) => this.#narrow({ asOf })),
    ];
  }

  #showSide() {
    const changed = () => this.#narrow({});
    this.#side.replaceChildren(
      searchBox(this.#scope, () => this.#graph, {
        open: (node) => this.#open(node, { centres: true }),
        light: (lit) => this.#drawing.light(lit),
        add: (relations) => this.#extend({ nodes: [], relations }),
      }),
      legend(this.#graph, this.#filter, changed),
      predicates(this.#graph, this.#filter, changed),
    );
  }

  #narrow(change) {
    Object.assign(this.#filter, change);
    if (this.#drawing) this.#refresh({ arranges: "folds" in change });
  }

  #refresh(how) {
    const shown = seen(this.#graph, this.#filter);
    this.#shown = shown;
    this.#drawing.show(shown, how);
    this.#showTable();
  }

  #shown = null;

  #showTable() {
    const table = this.#stage.querySelector(".graph-table");
    if (table && this.#shown) table.replaceChildren(this.#table ? relationTable(this.#shown.links, (node) => this.#open(node)) : "");
  }

  #extend(net) {
    const before = this.#graph.links.size;
    extend(this.#graph, net);
    if (this.#graph.links.size > before) this.#refresh();
    return this.#graph.links.size - before;
  }

  // Shows the leaves of a hub, and asks the service for what is not drawn yet.
  async #expand(node) {
    const leaves = node.folded;
    this.#filter.unfolded.add(node.id);
    if (leaves) this.#refresh();
    try {
      const more = this.#extend(await around(this.#scope, node));
      if (!more && !leaves) notify(`Nothing more is known around ${node.name}.`);
    } catch (error) {
      notify(error.message, "bad");
    }
  }

  #open(node, how) {
    this.#chosen = node;
    this.#drawing?.choose(node, how);
    note({ entity: node?.id ?? null });
    this.#panel.hidden = !node;
    if (!node) {
      this.#drawing?.light(null);
      return this.#panel.replaceChildren();
    }
    const listeners = {
      close: () => this.#open(null),
      expand: () => this.#expand(node),
      open: (id) => this.#follow(id),
      names: (typed) => matching(this.#graph, typed),
      named: (id) => this.#graph.nodes.get(id),
      changed: () => this.load(node.id),
      connect: (id) => this.#connect(node, this.#graph.nodes.get(id)),
    };
    this.#panel.replaceChildren(entityPanel(this.#scope, node, listeners));
    return null;
  }

  #follow(id) {
    const node = this.#graph.nodes.get(id);
    if (node) this.#open(node, { centres: true });
  }

  // Lights the shortest ways from one entity to another.
  async #connect(from, to) {
    if (!to || from === to) return;
    try {
      const { paths, nodes, relations } = await between(this.#scope, from, to);
      if (!paths.length) return notify(`No way leads from ${from.name} to ${to.name}.`);
      this.#extend({ nodes, relations });
      this.#drawing.light(lit(this.#graph, relations));
      notify(`${paths.length === 1 ? "One way" : `${paths.length} ways`} of ${paths[0].length} ${paths[0].length === 1 ? "step" : "steps"}. Escape ends the light.`);
    } catch (error) {
      notify(error.message, "bad");
    }
  }

  end() {
    this.#drawing?.end();
    this.#drawing = null;
  }
}

function nothing() {
  return empty(
    "No relations here yet",
    "Relations appear when a conversation is added that says who does what, lives where or knows whom.",
    make("a", { class: "button primary", href: "#/add" }, "Add a conversation"),
  );
}
