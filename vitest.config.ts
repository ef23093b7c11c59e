import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "node",
          include: ["{src,scripts,eval,bench}/**/*.test.ts", "test/{node,worker}/**/*.test.ts"],
          // The first test that loads the embedding model pays for onnxruntime; two busy cores make that slow.
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          globalSetup: ["test/browser/harness/start-chromium.ts"],
          // A second, as it is otherwise, is short for a page on a busy machine.
          expect: { poll: { timeout: 25_000 } },
          // One page at a time: they compete for two cores.
          fileParallelism: false,
        },
      },
    ],
  },
});
