import type { Pool, PoolClient } from "pg";
import type { RunSql, SqlPool } from "../../adapters/pgvector/sql-pool.ts";

export interface PgAddress {
  /** `postgres://user@host:port/database`. */
  readonly url: string;
  /** Taken instead of one in the address. */
  readonly password?: string | undefined;
}

/** A search and the few beside it; what waits longer for a connection than below is told at once. */
const MAX_CONNECTIONS = 8;
const CONNECT_LIMIT_MS = 2_000;
/** While vectors are put in, a batch takes a second or two. */
const STATEMENT_LIMIT_MS = 60_000;
const IDLE_MS = 30_000;
/**
 * For every connection: candidates that a search keeps, and going on with the graph until enough rows pass the filter
 * (pgvector 0.8 and later).
 */
const SESSION = "-c hnsw.ef_search=500 -c hnsw.iterative_scan=strict_order -c hnsw.max_scan_tuples=40000";

/** Connections of the driver `pg`, made when they are needed. */
export async function openPgPool({ url, password }: PgAddress): Promise<SqlPool> {
  const { default: pg } = await import("pg");
  const pool = new pg.Pool({
    connectionString: withPassword(url, password),
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    idleTimeoutMillis: IDLE_MS,
    statement_timeout: STATEMENT_LIMIT_MS,
    application_name: "fawen",
    options: SESSION,
    // Never what keeps a command from ending.
    allowExitOnIdle: true,
  });
  // One that breaks while it is idle is made anew when it is needed; without a listener it would end the process.
  pool.on("error", () => {});
  return { run: runOn(pool), transaction: (work) => inTransaction(pool, work), close: () => pool.end() };
}

/** The driver prefers what stands in the address. */
function withPassword(address: string, password: string | undefined): string {
  if (password === undefined) return address;
  const url = new URL(address);
  url.password = encodeURIComponent(password);
  return url.href;
}

function runOn(on: Pool | PoolClient): RunSql {
  return async (text, values = []) => (await on.query(text, [...values])).rows;
}

async function inTransaction<T>(pool: Pool, work: (run: RunSql) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  const run = runOn(client);
  try {
    await run("BEGIN");
    const result = await work(run);
    await run("COMMIT");
    return result;
  } catch (error) {
    // Where even this fails the connection is of no use any more; the first error is the one to tell.
    await run("ROLLBACK").catch((fault: Error) => {
      broken = fault;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
