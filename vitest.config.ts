import { defineConfig } from "vitest/config";

/** Servers, workers and a browser on two busy cores: a test that fails is run once more, and named as such in the log. */
const AGAIN = 1;

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
          retry: AGAIN,
        },
      },
      {
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          retry: AGAIN,
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
