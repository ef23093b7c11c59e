import type { Pool } from "pg";
import type { RunSql, SqlPool } from "../../adapters/pgvector/sql-pool.ts";

export interface PgAddress {
  /** `postgres://user@host:port/database`. */
  readonly url: string;
  /** Taken instead of one in the address. */
  readonly password?: string | undefined;
}

/** How a pool is used. */
export interface PgUse {
  /** Connections at most; more than the database has processors for make nothing quicker. */
  readonly connections: number;
  /** How long one statement may take in the database, which ends it then. */
  readonly statementMs: number;
  /** Of the graph: candidates that a search keeps, 1 to 1000. */
  readonly candidates?: number | undefined;
}

/** While vectors are put in, a batch takes a second or two. */
const WRITING: PgUse = { connections: 4, statementMs: 60_000 };
/**
 * Who waits for an answer gives up long before; shorter, and a connection that was there all the time counts as failed
 * when this process was too busy to see it.
 */
const CONNECT_LIMIT_MS = 10_000;
const IDLE_MS = 30_000;
/**
 * For every connection: going on with the graph until enough rows pass the filter (pgvector 0.8 and later); no compiling
 * of a statement, which for comparing many rows takes longer than the statement.
 */
const SESSION = "-c hnsw.iterative_scan=strict_order -c hnsw.max_scan_tuples=40000 -c jit=off";

/** Connections of the driver `pg`, made when they are needed. */
export async function openPgPool({ url, password }: PgAddress, use = WRITING): Promise<SqlPool> {
  const { default: pg } = await import("pg");
  const { connections, statementMs, candidates } = use;
  const pool = new pg.Pool({
    connectionString: withPassword(url, password),
    max: connections,
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    idleTimeoutMillis: IDLE_MS,
    statement_timeout: statementMs,
    application_name: "fawen",
    options: candidates === undefined ? SESSION : `${SESSION} -c hnsw.ef_search=${candidates}`,
    // Never what keeps a command from ending.
    allowExitOnIdle: true,
  });
  // One that breaks while it is idle is made anew when it is needed; without a listener it would end the process.
  pool.on("error", () => {});
  return {
    run: (text, values, signal) =>
      onClient(pool, async (run) => {
        signal?.throwIfAborted();
        return run(text, values);
      }),
    transaction: (work) =>
      onClient(pool, async (run) => {
        await run("BEGIN");
        const result = await work(run);
        await run("COMMIT");
        return result;
      }),
    close: () => pool.end(),
  };
}

/** The driver prefers what stands in the address. */
function withPassword(address: string, password: string | undefined): string {
  if (password === undefined) return address;
  const url = new URL(address);
  url.password = encodeURIComponent(password);
  return url.href;
}

/** Lends a connection. After a failure it is closed, which also rolls back what it had begun, and made anew when needed. */
async function onClient<T>(pool: Pool, work: (run: RunSql) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  // One that breaks fails its statement, and says so here too; without a listener that would end the process.
  const hear = () => {};
  client.on("error", hear);
  let failed = true;
  try {
    const result = await work(async (text, values = []) => (await client.query(text, [...values])).rows);
    failed = false;
    return result;
  } finally {
    client.off("error", hear);
    client.release(failed);
  }
}
