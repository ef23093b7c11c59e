import { withinSilence } from "../within-silence.ts";
import { SCHEMA } from "./migrations.ts";
import type { SqlPool } from "./sql-pool.ts";

/**
 * Counts the requests of a client in the running minute for all instances on one database, which keeps its digest and
 * not its address.
 *
 * @returns asks for one more: seconds to wait, 0 when it may go on; also 0 while the database does not answer within
 *   `limitMs`, since each instance counts for itself besides
 */
export function createSharedLimit(
  pool: SqlPool,
  limitMs: number,
): (client: string, perMinute: number) => Promise<number> {
  const count = async (client: string): Promise<{ requests: number; seconds: number }> => {
    const [row] = await pool.run(
      `INSERT INTO ${SCHEMA}.request_count (client, minute, requests) VALUES (md5($1), date_trunc('minute', now()), 1)
       ON CONFLICT (client, minute) DO UPDATE SET requests = request_count.requests + 1
       RETURNING requests, ceil(60 - extract(second FROM now())) AS seconds`,
      [client],
    );
    return { requests: Number(row?.requests), seconds: Number(row?.seconds) };
  };
  const forget = () =>
    pool.run(`DELETE FROM ${SCHEMA}.request_count WHERE minute < now() - interval '5 minutes'`).catch(() => []);
  let counted = 0;
  return async (client, perMinute) => {
    // Now and then what is over goes.
    if (++counted % 1_000 === 0) void forget();
    const answer = await withinSilence(limitMs, undefined, () => count(client)).catch(() => null);
    if (answer === null || answer.requests <= perMinute) return 0;
    return Math.max(1, answer.seconds);
  };
}
