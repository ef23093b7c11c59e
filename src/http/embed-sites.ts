import type { Context } from "hono";

/**
 * The page that a browser says it sends for, when that page may show the chat box: one of our own, or one whose origin
 * stands in the list word for word. Undefined for every other page and for programs, which name none.
 *
 * What a browser says here a program can say as well: this keeps other sites' pages out, not other people's programs.
 * Those are counted by the rate limits like everybody.
 */
export function allowedSite(c: Context, allowedOrigins: readonly string[]): string | undefined {
  const origin = c.req.header("origin");
  if (origin === undefined) return undefined;
  const allowed = allowedOrigins.includes("*") || allowedOrigins.includes(origin) || isOwnPage(c, origin);
  return allowed ? origin : undefined;
}

/**
 * `Sec-Fetch-Site` is right behind any proxy, but browsers leave it out over plain http; then the host must be the one
 * asked for, which a proxy that passes another `Host` on makes false. Our own pages ask `/api/chat`, where nothing
 * hangs on this; only a chat box on a page of our own would then want its origin in the list.
 */
function isOwnPage(c: Context, origin: string): boolean {
  const told = c.req.header("sec-fetch-site");
  if (told !== undefined) return told === "same-origin";
  return URL.canParse(origin) && new URL(origin).host === new URL(c.req.url).host;
}
