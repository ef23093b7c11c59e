import { sign, verify } from "hono/jwt";

/** Long enough for a conversation; a site taken off the list or a changed key takes effect within it. */
export const TOKEN_SECONDS = 900;

/** Signed by HMAC-SHA256; the one algorithm that is taken back. */
const ALGORITHM = "HS256";

interface TokenFacts {
  /** Origin of the page that may use it. */
  readonly site: string;
  /** One opening of the chat box; says nothing of who opened it. */
  readonly opening: string;
}

/** A token for `facts.site` that ends `TOKEN_SECONDS` after `nowSeconds` (since 1970). */
export function issueToken(key: string, facts: TokenFacts, nowSeconds: number): Promise<string> {
  return sign({ aud: facts.site, sub: facts.opening, exp: nowSeconds + TOKEN_SECONDS }, key, ALGORITHM);
}

/**
 * The opening that a token is of, or undefined when it is missing, forged, of another site or has ended. The times are compared
 * here because the library would read a clock of its own.
 */
export async function readToken(
  key: string,
  authorization: string | undefined,
  site: string,
  nowSeconds: number,
): Promise<string | undefined> {
  const token = /^Bearer (\S+)$/.exec(authorization ?? "")?.[1];
  if (token === undefined) return undefined;
  const facts = await verify(token, key, { alg: ALGORITHM, aud: [site], exp: false }).catch(() => undefined);
  if (facts === undefined || typeof facts.sub !== "string") return undefined;
  return typeof facts.exp === "number" && nowSeconds < facts.exp ? facts.sub : undefined;
}
