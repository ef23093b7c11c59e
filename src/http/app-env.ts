import type { Context } from "hono";

/** What middleware leaves in the context for the routes. */
export interface AppEnv {
  Variables: { requestId: string };
}

export type AppContext = Context<AppEnv>;
