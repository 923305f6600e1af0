/**
 * Makes one script for Node of `driver.ts` and the tablet's real code, in the folder that is the
 * first argument. The second names a fault to be planted in that code: there must be who finds it.
 */

import { fileURLToPath } from "node:url";
import { build } from "vite";

const [, , folder, planted] = process.argv;

/** By the fault: the file it is planted in, what stands there, and what is to stand there. */
const FAULTS = {
  drops_on_error: {
    file: "/sync/revision.ts",
    from: "if (receipt === null) return await miss(delivering, entry, reply);",
    to: `if (receipt === null) {
      await delivering.store.write(["outbox"], (writing) => writing.delete("outbox", entry.revisionId));
      return await miss(delivering, entry, reply);
    }`,
  },
  believes_any_answer: {
    file: "/sync/delivery.ts",
    from: 'if (reply.is === "silence" || reply.status < 400) return "silence";',
    to: `if (reply.is === "answer" && reply.status === 200) {
      const number = "000000";
      const blobs = entry.blobs.map((blob) => ({ ...blob, is_held: true }));
      const receipt = { number, epoch: delivering.epoch, state: "complete", blobs, sha256: entry.sha256 };
      const change = { ...entry, receipt, heldBlobs: blobs.map((blob) => blob.sha256) };
      await delivering.store.write(["outbox"], (writing) => writing.put("outbox", change));
    }
    if (reply.is === "silence" || reply.status < 400) return "silence";`,
  },
};

function plant(name) {
  const { file, from, to } = FAULTS[name];
  return {
    name: "plant",
    enforce: "pre",
    transform(code, id) {
      if (!id.endsWith(file)) return null;
      if (!code.includes(from)) throw new Error(`Not there: ${from}`);
      return code.replace(from, to);
    },
  };
}

await build({
  configFile: false,
  logLevel: "error",
  plugins: planted === undefined ? [] : [plant(planted)],
  ssr: { noExternal: true },
  build: {
    ssr: fileURLToPath(new URL("./driver.ts", import.meta.url)),
    outDir: folder,
    emptyOutDir: true,
    minify: false,
    target: "node20",
    rollupOptions: { output: { entryFileNames: "driver.mjs" } },
  },
});
