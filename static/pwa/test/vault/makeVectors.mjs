/** Writes the table of what a tablet seals anew; see sealedVectors.ts. */

import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

const FOLDER = here("../../../../tests/vectors/sealed/");
const { module } = await runnerImport(here("./sealedVectors.ts"));
const { golden, table } = await module.makeVectors();
const write = (path, value) => writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
mkdirSync(FOLDER, { recursive: true });
write(`${FOLDER}tablet.json`, table);
write(here("../golden/vault-1.json"), golden);
