/** The tablet's first load against its budget, gzipped as a server would send it. */

import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const FOLDER = new URL("dist/pwa/", import.meta.url);
/** In KiB: DESIGN's budget of what the first visit to the tablet must fetch. */
const BUDGETS = [
  [".js", 90],
  [".css", 25],
];

function files(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? files(new URL(`${entry.name}/`, folder))
      : [new URL(entry.name, folder)],
  );
}

function gzipped(ending) {
  return files(FOLDER)
    .filter((file) => file.pathname.endsWith(ending))
    .reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
}

for (const [ending, budget] of BUDGETS) {
  const kib = gzipped(ending) / 1024;
  const verdict = kib > 0 && kib <= budget ? "ok" : "short";
  console.log(`tablet.first_load${ending}: ${kib.toFixed(1)} KiB · bar ${budget} · ${verdict}`);
  if (verdict === "short") process.exitCode = 1;
}
