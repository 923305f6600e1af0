import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["pwa/test/**/*.test.{ts,tsx}"],
    coverage: {
      provider: "v8",
      include: ["pwa/src/store/**/*.ts", "pwa/src/sync/**/*.ts"],
      exclude: ["pwa/src/store/shrinkWorker.ts"],
      reporter: ["text"],
    },
  },
});
