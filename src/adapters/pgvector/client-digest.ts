import { SCHEMA } from "./migrations.ts";
import type { SqlPool } from "./sql-pool.ts";

/** What stands for a client: 64 hexadecimal digits. */
export type DigestClient = (client: string) => Promise<string>;

/**
 * HMAC-SHA-256 under the secret that all instances on a database share. Who has the digests without the secret cannot
 * try addresses until one fits. The tables have to be there.
 */
export async function openClientDigest(pool: SqlPool): Promise<DigestClient> {
  const [row] = await pool.run(`SELECT secret FROM ${SCHEMA}.client_secret`);
  if (typeof row?.secret !== "string") throw new Error(`${SCHEMA}.client_secret 是空的`);
  const encoder = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", encoder.encode(row.secret), algorithm, false, ["sign"]);
  return async (client) => {
    const bytes = new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(client)));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  };
}
