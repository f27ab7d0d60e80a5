// How programs call this very service.

import { make } from "/dashboard/elements.js";

const python = (host) => [
  "from mem0 import MemoryClient",
  "",
  `client = MemoryClient(api_key="<your key>", host="${host}")`,
  'client.add("I moved to Lisbon in May and work at Halden Optics.",',
  '           user_id="ada", enable_graph=True)',
  'client.search("Where does Ada work?", filters={"user_id": "ada"},',
  "              enable_graph=True)",
];
const curl = (host) => [
  `curl ${host}/v3/memories/search/ \\`,
  '  -H "Authorization: Token <your key>" \\',
  '  -H "Content-Type: application/json" \\',
  `  -d '{"query": "Where does Ada work?", "filters": {"user_id": "ada"},`,
  `       "enable_graph": true}'`,
];

export function calls() {
  const host = location.origin;
  return make(
    "div",
    {},
    make("h2", { id: "call-title" }, "How to call it"),
    make("p", {}, "Any mem0 client works: give it this address as its host."),
    make("pre", { id: "python", tabindex: "0", "aria-label": "In Python" }, python(host).join("\n")),
    make("pre", { id: "curl", tabindex: "0", "aria-label": "With curl" }, curl(host).join("\n")),
    make("p", {}, "Every route is described in ", make("a", { href: "/schema/openapi.json" }, "the OpenAPI document"), "."),
  );
}
