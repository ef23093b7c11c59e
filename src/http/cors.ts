import type { MiddlewareHandler } from "hono";
import { cors } from "hono/cors";
import type { AppEnv } from "./app-env.ts";
import { WIDGET_SCRIPT_PATH } from "./security-headers.ts";

/** Where the chat box for other sites begins and asks. */
export const WIDGET_SESSION_PATH = "/api/widget/session";
export const WIDGET_CHAT_PATH = "/api/widget/chat";

/** Who besides our own pages may read an answer, by path; the first whose path fits answers a preflight. */
export function corsByPath(
  allowedOrigins: readonly string[],
): readonly (readonly [string, MiddlewareHandler<AppEnv>])[] {
  // Any page may read why it gets no token: without this it could only guess that the network is down.
  const session = [WIDGET_SESSION_PATH, corsFor("*", ["Content-Type"])] as const;
  // A page that pins the script's digest (`integrity`) has to read it.
  const script = [WIDGET_SCRIPT_PATH, corsFor("*", [])] as const;
  if (allowedOrigins.length === 0) return [session, script];
  const origins = allowedOrigins.includes("*") ? "*" : [...allowedOrigins];
  return [
    session,
    script,
    [WIDGET_CHAT_PATH, corsFor(origins, ["Content-Type", "Authorization"])],
    ["/api/*", corsFor(origins, ["Content-Type"])],
    // Clients made for other services send headers of their own: whichever they ask for are let through.
    ["/v1/*", corsFor(origins, [])],
    ["/mcp", corsFor(origins, [])],
  ];
}

/** @param allowHeaders that pages may send; empty for any */
function corsFor(origin: "*" | string[], allowHeaders: string[]) {
  return cors({
    origin,
    allowMethods: ["GET", "HEAD", "POST"],
    allowHeaders,
    exposeHeaders: ["X-Request-Id", "Retry-After"],
    maxAge: 600,
  });
}
