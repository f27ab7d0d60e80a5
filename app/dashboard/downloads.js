// Files that the person takes along.

import { make } from "/dashboard/elements.js";

const SECONDS_KEPT = 10;

export async function save(answer, name) {
  const address = URL.createObjectURL(await answer.blob());
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), SECONDS_KEPT * 1000);
}
