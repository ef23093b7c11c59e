import { Silence, withinSilence } from "../within-silence.ts";
import { type DigestClient, openClientDigest } from "./client-digest.ts";
import { migrate, SCHEMA } from "./migrations.ts";
import { toPgError } from "./pg-fault.ts";
import type { SqlPool } from "./sql-pool.ts";

const MINUTE_MS = 60_000;

export interface SharedLimitOptions {
  readonly pool: SqlPool;
  /** Longer than this no request waits to be counted. */
  readonly limitMs: number;
  /** Kept out of what is told. */
  readonly password?: string | undefined;
  /** Told why requests are not counted together, at most once a minute. */
  readonly warn: (line: string) => void;
  readonly nowMs: () => number;
}

/**
 * Counts the requests of a client in the running minute for all instances on one database, which never sees its address
 * but a keyed digest of it, and forgets that after five minutes. Tables that are not there are made, at once.
 *
 * @returns asks for one more: seconds to wait, 0 when it may go on; also 0 while the database does not answer within
 *   `limitMs` or fails, since each instance counts for itself besides
 */
export function createSharedLimit(options: SharedLimitOptions): (client: string, perMinute: number) => Promise<number> {
  const { pool, limitMs, password, nowMs } = options;
  const mayWarn = onceAMinute(nowMs);
  const mayForget = onceAMinute(nowMs);
  let ready: Promise<DigestClient> | null = null;

  const report = (error: unknown) => {
    if (!mayWarn()) return;
    const { message } = toPgError(error, password);
    options.warn(`提问次数没有共用计数（RATE_LIMIT_SHARED=on），暂由本进程单独计数。${message}`);
  };
  const forget = () => {
    if (!mayForget()) return;
    pool
      .run(`DELETE FROM ${SCHEMA}.request_count WHERE minute < now() - interval '5 minutes'`)
      .catch((error: unknown) => report(error));
  };
  const prepare = async () => {
    await migrate(pool);
    forget();
    return openClientDigest(pool);
  };
  const count = async (client: string, signal?: AbortSignal) => {
    ready ??= prepare();
    try {
      const digest = await ready;
      const [row] = await pool.run(
        `INSERT INTO ${SCHEMA}.request_count (client, minute, requests) VALUES ($1, date_trunc('minute', now()), 1)
         ON CONFLICT (client, minute) DO UPDATE SET requests = request_count.requests + 1
         RETURNING requests, ceil(60 - extract(second FROM now())) AS seconds`,
        [await digest(client)],
        signal,
      );
      forget();
      return { requests: Number(row?.requests), seconds: Number(row?.seconds) };
    } catch (error) {
      // The tables may have gone meanwhile; a database that is only slow is not asked for them again.
      if (!(error instanceof Silence)) ready = null;
      throw error;
    }
  };

  ready = prepare();
  ready.catch((error: unknown) => {
    ready = null;
    report(error);
  });
  return async (client, perMinute) => {
    try {
      const { requests, seconds } = await withinSilence(limitMs, undefined, (signal) => count(client, signal));
      return requests <= perMinute ? 0 : Math.max(1, seconds);
    } catch (error) {
      report(error);
      return 0;
    }
  };
}

/** Whether a minute or more has passed since it last said yes. */
function onceAMinute(nowMs: () => number): () => boolean {
  let last = Number.NEGATIVE_INFINITY;
  return () => {
    if (nowMs() - last < MINUTE_MS) return false;
    last = nowMs();
    return true;
  };
}
