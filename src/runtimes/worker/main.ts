import { FawenError } from "../../core/model/errors.ts";
import { describeError } from "../../http/error-table.ts";
import type { RequestContext, WorkerEnv } from "./bindings.ts";
import { createWorkerApp, type WorkerApp } from "./create-worker-app.ts";
import scanModule from "./scan-int8.wasm";

/** What asks the library. Pages are there at once, and the library is loaded while they are read. */
const ASKS_LIBRARY = /^\/(?:api|v1|mcp|readyz)(?:\/|$)/;

let worker: WorkerApp | undefined;
let loading: Promise<void> | undefined;

/** The Worker. An isolate loads model and index once, with its first request, and keeps them as long as it lives. */
export default {
  async fetch(request: Request, env: WorkerEnv, context: RequestContext): Promise<Response> {
    try {
      worker ??= createWorkerApp(env, scanModule);
      const { app, load, log } = worker;
      if (loading === undefined) {
        loading = load();
        loading.catch((error: unknown) => {
          loading = undefined;
          log.error(error instanceof FawenError ? error.message : "the index did not load", { error });
        });
        // Whoever comes next waits for it too: it must not end with a client that has gone.
        context.waitUntil(loading);
      }
      if (ASKS_LIBRARY.test(new URL(request.url).pathname)) await loading;
      return await app.fetch(request, env);
    } catch (error) {
      if (worker === undefined) console.error(error instanceof FawenError ? error.message : error);
      const { status, body } = describeError(error);
      return Response.json(body, { status, headers: { "cache-control": "no-store" } });
    }
  },
};
