import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/** Both of two cores: many tests wait for processes, which leave one of them idle. */
const WORKERS = Math.max(2, availableParallelism() - 1);
/** Servers, workers and a browser on two busy cores: a test that fails is run once more, and named as such in the log. */
const AGAIN = 1;
/** Tests of code without state of its own share their modules; loading those anew took longer than the tests. */
const SHARED = "src/{adapters,core,http,index-files,web}/**/*.test.ts";

export default defineConfig({
  test: {
    maxWorkers: WORKERS,
    retry: AGAIN,
    // Long enough for a machine on which other programs want the processor too: what is awaited ends a test, not time.
    testTimeout: 120_000,
    hookTimeout: 240_000,
    projects: [
      {
        extends: true,
        test: {
          name: "units",
          include: [SHARED],
          isolate: false,
          unstubGlobals: true,
          restoreMocks: true,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: "node",
          include: ["{src,scripts,eval,bench}/**/*.test.ts", "test/{node,worker}/**/*.test.ts"],
          exclude: [SHARED],
          globalSetup: ["test/build-once.ts"],
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          globalSetup: ["test/browser/harness/start-chromium.ts"],
          // A second, as it is otherwise, is short for a page on a busy machine.
          expect: { poll: { timeout: 30_000 } },
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
