import type { MiddlewareHandler } from "hono";
import { FawenError } from "../core/model/errors.ts";
import type { AppEnv } from "./app-env.ts";
import type { AppOptions } from "./app-options.ts";

const WINDOW_MS = 60_000;

/**
 * At most `rateLimitPerMinute` requests a client in each minute, counted in this process. One window for all
 * clients: memory holds the clients of one minute and no more; a burst over the edge of two windows may reach
 * twice the limit, which is fine for its purpose (no one client keeps the machine busy).
 */
export function limitRate(options: AppOptions): MiddlewareHandler<AppEnv> {
  const limit = options.rateLimitPerMinute ?? 0;
  const counts = new Map<string, number>();
  let windowStartMs = options.nowMs();
  return async (c, next) => {
    if (limit <= 0 || c.req.method !== "POST") return next();
    const now = options.nowMs();
    if (now - windowStartMs >= WINDOW_MS) {
      counts.clear();
      windowStartMs = now;
    }
    const client = options.clientAddress?.(c) ?? "all";
    const count = (counts.get(client) ?? 0) + 1;
    counts.set(client, count);
    if (count > limit) {
      const seconds = Math.max(1, Math.ceil((windowStartMs + WINDOW_MS - now) / 1000));
      c.header("Retry-After", String(seconds));
      throw new FawenError("rate-limited", `提问太频繁，请 ${seconds} 秒后再试`, { retryable: true });
    }
    return next();
  };
}
