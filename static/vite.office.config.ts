/** The office's looks and its small modules; `manifest.json` tells Flask their names. */

import { fileURLToPath } from "node:url";
import { type Plugin, defineConfig } from "vite";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * Leaflet looks at once whether the browser knows SVG, by writing markup; where Trusted Types are
 * asked for, that ends it. Every browser of today does, so that the question is left out. If a
 * new Leaflet has it no more, the build says so.
 */
function leafletWithoutMarkup(): Plugin {
  const asked = "div.innerHTML = '<svg/>';";
  const answered = "div.appendChild(document.createElementNS('http://www.w3.org/2000/svg', 'svg'));";
  return {
    name: "leaflet-without-markup",
    transform(code, id) {
      if (!id.endsWith("/leaflet-src.esm.js")) return null;
      if (!code.includes(asked)) this.error("Leaflet no longer asks so: take this plug-in away");
      return { code: code.replace(asked, answered), map: null };
    },
  };
}

export default defineConfig({
  plugins: [leafletWithoutMarkup()],
  resolve: { alias: [{ find: /^leaflet$/, replacement: "leaflet/dist/leaflet-src.esm.js" }] },
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
    rolldownOptions: { input: [here("office/main.ts"), here("office/map.ts")] },
  },
});
