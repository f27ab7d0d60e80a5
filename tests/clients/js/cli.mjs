// mem0's command line for JavaScript (`@mem0/cli`): runs what each line of the input says, as JSON.
// The first line printed names every command that there is.

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(import.meta.resolve("@mem0/cli/dist/index.js"));
const impatient = new URL("impatient.mjs", import.meta.url).href;
const source = readFileSync(program, "utf8");
// groups are made of the program first, by a variable: const entityCmd = program.command("entity")
const made = [...source.matchAll(/(?:(\w+) = )?(\w+)\s*\.command\("([\w-]+)/g)];
const groups = Object.fromEntries(made.filter(([, own]) => own).map(([, own, , name]) => [own, name]));
const leaves = made
  .filter(([, own]) => !own)
  .map(([, , parent, name]) => [groups[parent], name].filter(Boolean).join(" "));
console.log(JSON.stringify(leaves));

for await (const line of createInterface({ input: process.stdin })) {
  const done = spawnSync(process.execPath, ["--import", impatient, program, ...JSON.parse(line)], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
  console.log(JSON.stringify({ status: done.status, printed: done.stdout || done.stderr }));
}
