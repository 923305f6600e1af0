/** Prints inBrowser.ts and what it needs as one script, whose exports are `vault`'s. */

import { fileURLToPath } from "node:url";
import { build } from "vite";

const [bundle] = await build({
  configFile: false,
  logLevel: "error",
  build: {
    write: false,
    minify: false,
    target: "es2022",
    lib: {
      entry: fileURLToPath(new URL("./inBrowser.ts", import.meta.url)),
      formats: ["iife"],
      name: "vault",
    },
  },
});
process.stdout.write(bundle.output[0].code);
