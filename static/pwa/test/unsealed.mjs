/**
 * Builds the tablet without its seal: everything is written down as if it were encrypted, and is not.
 *
 * For one figure alone, which must find in such a tablet whatever it says is not in the real one.
 * The folder it is built to is the first argument; dist/ is never touched.
 */

import { fileURLToPath } from "node:url";
import { build } from "vite";

const [, , folder] = process.argv;
const CIPHER = "/vault/crypto.ts";
const SWAPS = [
  [
    "return new Uint8Array(await crypto.subtle.encrypt(how, key, plain));",
    "void key; void how; const all = new Uint8Array(plain.length + TAG_LENGTH); all.set(plain); return all;",
  ],
  [
    "const plain = await crypto.subtle.decrypt(how, key, sealed).catch(() => null);",
    "void key; void how; const plain = sealed.slice(0, sealed.length - TAG_LENGTH).buffer;",
  ],
];

function withoutSeal() {
  return {
    name: "without-seal",
    enforce: "pre",
    transform(code, id) {
      if (!id.endsWith(CIPHER)) return null;
      for (const [from] of SWAPS) if (!code.includes(from)) throw new Error(`Not there: ${from}`);
      return SWAPS.reduce((text, [from, to]) => text.replace(from, to), code);
    },
  };
}

await build({
  configFile: fileURLToPath(new URL("../../vite.config.ts", import.meta.url)),
  logLevel: "silent",
  plugins: [withoutSeal()],
  worker: { format: "es", plugins: () => [withoutSeal()] },
  build: { outDir: folder, emptyOutDir: true },
});
