// How long writes take, and what the model costs.

import { count, lasted } from "/dashboard/dates.js";
import { make } from "/dashboard/elements.js";

export function speed(events) {
  const times = events.map((one) => one.milliseconds).filter((one) => one != null).sort((one, two) => one - two);
  const waits = events.map((one) => one.latency).filter((one) => one != null).sort((one, two) => one - two);
  const sum = (name) => events.reduce((total, one) => total + (one[name] ?? 0), 0);
  const tokens = sum("tokens_in") + sum("tokens_out");
  const rows = [
    ["Reading, median", lasted(part(times, 0.5))],
    ["Reading, 95th percentile", lasted(part(times, 0.95))],
    ["Request to result, median", lasted(part(waits, 0.5))],
    ["Request to result, 95th percentile", lasted(part(waits, 0.95))],
    ["Calls of a language model", count(sum("model_calls"))],
    ["Tokens", tokens ? `${count(sum("tokens_in"))} in, ${count(sum("tokens_out"))} out` : "none"],
    ["Items rejected", count(sum("rejected"))],
  ];
  return make(
    "section",
    { class: "card" },
    make("h2", {}, "Latency and cost ", make("small", {}, `the last ${events.length} writes`)),
    make("dl", { class: "pairs" }, rows.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)])),
  );
}

const part = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
