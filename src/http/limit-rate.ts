import type { MiddlewareHandler } from "hono";
import { FawenError } from "../core/model/errors.ts";
import type { AppContext, AppEnv } from "./app-env.ts";
import type { AppOptions } from "./app-options.ts";
import { clientNetwork } from "./client-address.ts";

const WINDOW_MS = 60_000;

/** Counts one request of a client; throws `rate-limited` with `Retry-After` on the answer when there were too many. */
export type CountRequest = (c: AppContext, client: string) => void;

/**
 * At most `limit` requests a client in each minute, counted in this process. One window for all clients: memory holds
 * the clients of one minute and no more; a burst over the edge of two windows may reach twice the limit, which is fine
 * for its purpose (no one client keeps the machine busy).
 *
 * @param limit requests a minute; 0 for any number
 * @param reason what the one who asks is told before how long to wait
 */
export function createRateLimit(limit: number, nowMs: () => number, reason: string): CountRequest {
  const counts = new Map<string, number>();
  let windowStartMs = nowMs();
  return (c, client) => {
    if (limit <= 0) return;
    const now = nowMs();
    if (now - windowStartMs >= WINDOW_MS) {
      counts.clear();
      windowStartMs = now;
    }
    const count = (counts.get(client) ?? 0) + 1;
    counts.set(client, count);
    if (count > limit) refuse(c, Math.max(1, Math.ceil((windowStartMs + WINDOW_MS - now) / 1000)), reason);
  };
}

function refuse(c: AppContext, seconds: number, reason: string): never {
  c.header("Retry-After", String(seconds));
  throw new FawenError("rate-limited", `${reason}，请 ${seconds} 秒后再试`, { retryable: true });
}

/** At most `rateLimitPerMinute` questions and searches an address, whichever way they come. */
export function limitRate(options: AppOptions): MiddlewareHandler<AppEnv> {
  const { rateLimitPerMinute: limit = 0, sharedLimit, clientAddress } = options;
  const reason = "提问太频繁";
  const count = createRateLimit(limit, options.nowMs, reason);
  return async (c, next) => {
    if (c.req.method !== "POST" || limit <= 0) return next();
    const client = clientNetwork(c, clientAddress) ?? "all";
    // The cheap count first: what it refuses need not be counted elsewhere.
    count(c, client);
    const seconds = (await sharedLimit?.(client, limit)) ?? 0;
    if (seconds > 0) refuse(c, Math.ceil(seconds), reason);
    return next();
  };
}
