// The graph of a scope, for other programs.

import { asked } from "/dashboard/dialogs.js";
import { save } from "/dashboard/downloads.js";
import { labelled, make } from "/dashboard/elements.js";
import { notify } from "/dashboard/notices.js";
import { filters } from "/dashboard/scopes.js";
import { call } from "/dashboard/session.js";

const FORMATS = {
  "node-link": ["Node-link JSON, for networkx", "json"],
  graphml: ["GraphML, for Gephi and yEd", "graphml"],
  cypher: ["Cypher, for any Neo4j", "cypher"],
  csv: ["CSV, for neo4j-admin import", "zip"],
};

export async function exported(scope) {
  const choices = Object.entries(FORMATS).map(([value, [words]]) => make("option", { value }, words));
  const given = await asked("Export this graph", [labelled("For which program", make("select", { name: "format" }, choices))], "Download");
  if (!given) return;
  const sight = new URLSearchParams({ ...filters(scope), include_ended: "true", format: given.format });
  try {
    await save(await call(`/v1/graph/export?${sight}`), `relata-${scope.name}.${FORMATS[given.format][1]}`);
  } catch (error) {
    notify(error.message, "bad");
  }
}
