/** The tablet: a shell under /tablet/ that works without a line, and its service worker. */

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const { version } = JSON.parse(readFileSync(here("package.json"), "utf8")) as { version: string };

export default defineConfig({
  define: { __APP_VERSION__: JSON.stringify(version) },
  root: here("pwa"),
  base: "/tablet/",
  publicDir: here("pwa/public"),
  worker: { format: "es" },
  build: {
    outDir: here("dist/pwa"),
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    // Which file imports which; sizes.mjs measures by it.
    manifest: "chunks.json",
    modulePreload: { polyfill: false },
  },
  plugins: [
    VitePWA({
      strategies: "injectManifest",
      srcDir: "src/sw",
      filename: "sw.ts",
      registerType: "prompt",
      injectRegister: false,
      manifest: false,
      injectManifest: { globPatterns: ["**/*.{html,js,css,svg,png,webmanifest}"] },
    }),
  ],
});
