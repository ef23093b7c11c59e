import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import { buildWeb } from "../../scripts/build-web.mjs";
import type { Assistant } from "../../src/core/assistant.ts";
import type { AppOptions } from "../../src/http/app-options.ts";
import { createApp } from "../../src/http/create-app.ts";

export interface ServedPage {
  /** Like `http://127.0.0.1:40123/`. */
  readonly address: string;
  /** Errors that the app logged; a test that expects none says so. */
  readonly errors: readonly unknown[];
  close(): Promise<void>;
}

/** The real app with the built page on a free port of the loopback address. */
export async function servePage(assistant: Assistant, overrides: Partial<AppOptions> = {}): Promise<ServedPage> {
  const { outDir } = await buildWeb({ ifStale: true });
  const errors: unknown[] = [];
  const app = createApp(assistant, {
    log: {
      debug: () => {},
      info: () => {},
      warn: () => {},
      error: (message, facts) => errors.push({ message, facts }),
    },
    newId: () => crypto.randomUUID(),
    nowMs: () => performance.now(),
    unixSeconds: () => Math.floor(Date.now() / 1000),
    allowedOrigins: [],
    readAsset: (name) => readFile(join(outDir, name)),
    ...overrides,
  });
  const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 });
  await new Promise((resolve) => server.once("listening", resolve));
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new Error("the server has no port");
  return {
    address: `http://127.0.0.1:${bound.port}/`,
    errors,
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}
