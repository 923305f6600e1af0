/**
 * The tablet's first load against its budget, gzipped as a server would send it.
 *
 * Counted is what the page itself names and everything that is imported from there without
 * being asked for: what must have come before the first screen can be shown.
 */

import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const FOLDER = new URL("dist/pwa/", import.meta.url);
/** In KiB: DESIGN's budget of what the first visit to the tablet must fetch. */
const BUDGETS = [
  [".js", 90],
  [".css", 25],
];

const chunks = JSON.parse(readFileSync(new URL("chunks.json", FOLDER), "utf8"));

function reachedFrom(key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const imported of chunks[key].imports ?? []) reachedFrom(imported, seen);
  return seen;
}

function filesOfFirstLoad() {
  const entries = Object.keys(chunks).filter((key) => chunks[key].isEntry);
  const reached = new Set(entries.flatMap((key) => [...reachedFrom(key)]));
  return new Set([...reached].flatMap((key) => [chunks[key].file, ...(chunks[key].css ?? [])]));
}

function gzipped(files) {
  return files
    .map((file) => gzipSync(readFileSync(new URL(file, FOLDER))).length)
    .reduce((sum, length) => sum + length, 0);
}

const files = [...filesOfFirstLoad()];
for (const [ending, budget] of BUDGETS) {
  const kib = gzipped(files.filter((file) => file.endsWith(ending))) / 1024;
  const verdict = kib > 0 && kib <= budget ? "ok" : "short";
  console.log(`tablet.first_load${ending}: ${kib.toFixed(1)} KiB · bar ${budget} · ${verdict}`);
  if (verdict === "short") process.exitCode = 1;
}
