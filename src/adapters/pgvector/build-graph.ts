import { SCHEMA } from "./migrations.ts";
import type { Space } from "./model-space.ts";
import type { SqlPool } from "./sql-pool.ts";

/** Links a row and candidates while building: docs/scale.md has what others cost and find. */
const SHAPE = "m = 24, ef_construction = 200";
/** What a row takes in memory while the graph is built, besides its vector: its links, with a little room. */
const LINKS_BYTES = 1_200;
const MIN_MEGABYTES = 64;
/** Where that is not enough the rest is added row by row on the disk, which takes several times as long. */
const MAX_MEGABYTES = 16_384;
/** PostgreSQL says so of shared memory too; a container often has 64 MB of it. */
const NO_ROOM = "53100";

/**
 * Built when the first vectors are in, which takes a fraction of adding them to it one by one; kept up to date after. Does
 * nothing where it is there.
 */
export async function buildGraph(pool: SqlPool, space: Space, dimensions: number): Promise<void> {
  const [there] = await pool.run("SELECT to_regclass($1) AS graph", [`${SCHEMA}.${space.graph}`]);
  if (there?.graph) return;
  try {
    await build(pool, space, dimensions, true);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === NO_ROOM)) throw error;
    await build(pool, space, dimensions, false);
  }
}

/** @param together by several processes, which share the memory that it takes */
async function build(pool: SqlPool, { id, table, graph }: Space, dimensions: number, together: boolean): Promise<void> {
  await pool.transaction(async (run) => {
    await run("SELECT pg_advisory_xact_lock($1, $2)", [0, id]);
    // Minutes for a million rows: this one statement may take its time, and memory.
    await run("SET LOCAL statement_timeout = 0");
    const [counted] = await run(`SELECT count(*)::int AS rows FROM ${table}`);
    const megabytes = Math.ceil((Number(counted?.rows) * (dimensions * 4 + LINKS_BYTES)) / 2 ** 20);
    await run(`SET LOCAL maintenance_work_mem = '${Math.min(MAX_MEGABYTES, Math.max(MIN_MEGABYTES, megabytes))}MB'`);
    if (!together) await run("SET LOCAL max_parallel_maintenance_workers = 0");
    await run(`CREATE INDEX IF NOT EXISTS ${graph} ON ${table} USING hnsw (embedding vector_ip_ops) WITH (${SHAPE})`);
    // The planner chooses between graph and filter by what it knows of places and years.
    await run(`ANALYZE ${table}`);
  });
}
