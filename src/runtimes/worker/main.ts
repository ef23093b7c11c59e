import type { RequestContext, WorkerEnv } from "./bindings.ts";
import { createWorkerApp, type WorkerApp } from "./create-worker-app.ts";
import scanModule from "./scan-int8.wasm";

/** What asks the library. Pages are there at once, and the library is loaded while they are read. */
const ASKS_LIBRARY = /^\/(?:api|v1|mcp|readyz)(?:\/|$)/;
/** Asks only whether the Worker lives: those who watch it should not be the ones to load it. */
const ALIVE = "/healthz";

let worker: WorkerApp | undefined;

/** The Worker. An isolate loads model and index once, with its first request, and keeps them as long as it lives. */
export default {
  async fetch(request: Request, env: WorkerEnv, context: RequestContext): Promise<Response> {
    worker ??= createWorkerApp(env, scanModule);
    const { pathname } = new URL(request.url);
    if (pathname !== ALIVE) {
      const ready = worker.ready((work) => context.waitUntil(work));
      // Whoever comes next waits for it too: it must not end with a client that has gone.
      context.waitUntil(ready);
      // A browser that asks whether it may ask wants no library.
      if (ASKS_LIBRARY.test(pathname) && request.method !== "OPTIONS") await ready;
    }
    return worker.app.fetch(request, env);
  },
};
