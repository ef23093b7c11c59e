import { FawenError } from "../../core/model/errors.ts";
import { describeError } from "../../http/error-table.ts";
import type { RequestContext, WorkerEnv } from "./bindings.ts";
import { createWorkerApp, type WorkerApp } from "./create-worker-app.ts";
import scanModule from "./scan-int8.wasm";

/** What asks the library. Pages are there at once, and the library is loaded while they are read. */
const ASKS_LIBRARY = /^\/(?:api|v1|mcp|readyz)(?:\/|$)/;
/** Asks only whether the Worker lives: those who watch it should not be the ones to load it. */
const ALIVE = "/healthz";

let worker: WorkerApp | undefined;
let loading: Promise<void> | undefined;

/** The Worker. An isolate loads model and index once, with its first request, and keeps them as long as it lives. */
export default {
  async fetch(request: Request, env: WorkerEnv, context: RequestContext): Promise<Response> {
    try {
      worker ??= createWorkerApp(env, scanModule);
      const { pathname } = new URL(request.url);
      if (pathname !== ALIVE) {
        const loaded = loadOnce(worker, context);
        if (ASKS_LIBRARY.test(pathname)) await loaded;
      }
      return await worker.app.fetch(request, env);
    } catch (error) {
      if (worker === undefined) console.error(error instanceof FawenError ? error.message : error);
      const { status, body } = describeError(error);
      return Response.json(body, { status, headers: { "cache-control": "no-store" } });
    }
  },
};

function loadOnce({ load, log }: WorkerApp, context: RequestContext): Promise<void> {
  if (loading !== undefined) return loading;
  loading = load();
  loading.catch((error: unknown) => {
    // The next request tries again.
    loading = undefined;
    log.error(error instanceof FawenError ? error.message : "the index did not load", { error });
  });
  // Whoever comes next waits for it too: it must not end with a client that has gone.
  context.waitUntil(loading);
  return loading;
}
