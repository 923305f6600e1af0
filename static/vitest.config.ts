import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // Some tests go through hundreds of answers; a busy machine takes its time.
    testTimeout: 60_000,
    maxWorkers: "100%", // the rest of the house waits for these
    include: ["pwa/test/**/*.test.{ts,tsx}", "office/test/**/*.test.ts"],
    coverage: {
      provider: "v8",
      include: ["pwa/src/store/**/*.ts", "pwa/src/sync/**/*.ts", "pwa/src/vault/**/*.ts"],
      exclude: [
        "pwa/src/store/shrinkWorker.ts",
        "pwa/src/store/journalWorker.ts",
        "pwa/src/vault/worker.ts",
      ],
      reporter: [["text", { skipFull: true }]],
      reportsDirectory: "../build/coverage",
      // What keeps, seals and delivers is tried at every fork.
      thresholds: { branches: 100, lines: 100 },
    },
  },
});
