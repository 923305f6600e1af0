/** The office's looks and its small modules; `manifest.json` tells Flask their names. */

import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here("office"),
  base: "./",
  publicDir: false,
  build: {
    outDir: here("dist/office"),
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    manifest: "manifest.json",
    modulePreload: { polyfill: false },
    rolldownOptions: { input: here("office/main.ts") },
  },
});
