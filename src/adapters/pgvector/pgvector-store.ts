import { FawenError } from "../../core/model/errors.ts";
import type { EmbedderStamp } from "../../core/model/library.ts";
import type { StoredPlace, StoredReport, StoreFilter, StoreHit, VectorStore } from "../../core/ports/vector-store.ts";
import { insist, type RetryRule } from "../insist.ts";
import { buildGraph } from "./build-graph.ts";
import { SCHEMA } from "./migrations.ts";
import { findSpace, makeSpace, type Space } from "./model-space.ts";
import { judgePgFault, toPgError } from "./pg-fault.ts";
import type { RunSql, SqlPool } from "./sql-pool.ts";

export interface PgvectorOptions {
  readonly pool: SqlPool;
  /** For searches; `pool` when left out. Its own, so that nobody who waits queues behind what is written. */
  readonly searchPool?: SqlPool | undefined;
  /** Of the model whose vectors are kept; those of others are not looked at. */
  readonly stamp: EmbedderStamp;
  /** Kept out of every message. */
  readonly password?: string | undefined;
  /** How long what is not in the index any more stays, for instances that still answer from the index before. */
  readonly graceMs?: number;
}

/**
 * So many rows are compared one by one, in some forty milliseconds and without losing one: below it a graph saves little,
 * and with a narrow filter most of what it finds is refused. Figures: docs/scale.md.
 */
const COMPARED_ROWS = 40_000;
const MAX_HITS = 1_000;
/** Somebody waits: a connection that was lost is replaced at once, and no more than once. */
const HASTY: RetryRule = { tries: 2, firstWaitMs: 30, maxWaitMs: 30 };
const PATIENT: RetryRule = { tries: 4, firstWaitMs: 300, maxWaitMs: 5_000 };
const GRACE_MS = 600_000;

/**
 * Vectors in PostgreSQL: a table for each model with place and year as columns, so that filters are part of the search
 * (pgvector's iterative scans go on until enough rows pass them), and a graph (HNSW) over the vectors.
 */
export function createPgvectorStore(options: PgvectorOptions): VectorStore {
  const { pool, searchPool = pool, stamp, password, graceMs = GRACE_MS } = options;
  let found: Space | null = null;
  let made: Space | null = null;

  async function retried<T>(rule: RetryRule, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    const attempt = async () => {
      signal?.throwIfAborted();
      try {
        return await work();
      } catch (error) {
        throw toPgError(error, password, signal);
      }
    };
    return insist(attempt, rule, judgePgFault, signal);
  }

  const reading = <T>(signal: AbortSignal | undefined, work: (space: Space) => Promise<T>) =>
    retried(HASTY, signal, async () => {
      found ??= await findSpace(searchPool, stamp);
      try {
        return await work(found);
      } catch (error) {
        // Its table may have been dropped meanwhile, and made anew.
        found = null;
        throw error;
      }
    });

  const writing = <T>(signal: AbortSignal | undefined, work: (space: Space) => Promise<T>) =>
    retried(PATIENT, signal, async () => {
      made ??= await makeSpace(pool, stamp);
      try {
        return await work(made);
      } catch (error) {
        made = null;
        throw error;
      }
    });

  return {
    kind: "pgvector",
    maxHits: MAX_HITS,
    missing: (reports, signal) =>
      retried(PATIENT, signal, async () => {
        const id = await findSpace(pool, stamp).then((space) => space.id, isNotThere);
        if (id === null) return reports;
        const rows = await pool.run(`SELECT key FROM ${SCHEMA}.report WHERE space = $1`, [id]);
        const there = new Set(rows.map(({ key }) => key));
        return reports.filter(({ key }) => !there.has(key));
      }),
    put: (reports, vectors, signal) =>
      writing(signal, ({ id, table }) =>
        pool.transaction((run) => putReports(run, id, table, reports, vectors, stamp.dimensions)),
      ),
    settle: (signal) => writing(signal, (space) => buildGraph(pool, space, stamp.dimensions)),
    retain: (live) => writing(undefined, (space) => retireOthers(pool, space, live, graceMs)),
    search: (query, k, filter, signal) =>
      reading(signal, async ({ table }) => {
        const { where, values } = writeFilter(filter, [toText(query), k]);
        const rows = await searchPool.run(writeSearch(table, where, filter.expected), values, signal);
        return rows.map(toHit);
      }),
    similarities: (query, places, signal) =>
      reading(signal, async ({ table }) => {
        const rows = await searchPool.run(
          `SELECT report, passage, -(embedding <#> $1) AS score FROM ${table}
           JOIN unnest($2::text[], $3::int[]) AS wanted (report, passage) USING (report, passage)`,
          [toText(query), places.map(({ report }) => report), places.map(({ passage }) => passage)],
          signal,
        );
        const scores = new Map(rows.map(toHit).map((hit) => [nameOf(hit), hit.score]));
        return places.map((place) => scores.get(nameOf(place)) ?? null);
      }),
    close: async () => {
      await Promise.all([...new Set([pool, searchPool])].map((each) => each.close()));
    },
  };
}

/** Nothing of this model has been put in yet. */
function isNotThere(error: unknown): null {
  if (error instanceof FawenError && error.code === "index-mismatch") return null;
  throw error;
}

async function putReports(
  run: RunSql,
  space: number,
  table: string,
  reports: readonly StoredReport[],
  vectors: Float32Array,
  dimensions: number,
): Promise<void> {
  const passages = reports.reduce((sum, report) => sum + report.passages, 0);
  if (vectors.length !== passages * dimensions)
    throw new FawenError(
      "index-mismatch",
      `pgvector 收到的向量应为 ${passages} × ${dimensions}，实为 ${vectors.length} 个数。`,
    );
  // Whoever comes first writes the passages too; another instance waits for it here, and has nothing left to do.
  const fresh = await run(
    `INSERT INTO ${SCHEMA}.report (space, key, region, year, passages)
     SELECT $1, * FROM unnest($2::text[], $3::text[], $4::int[], $5::int[]) ON CONFLICT DO NOTHING RETURNING key`,
    [space, ...columns(reports, ["key", "region", "year", "passages"])],
  );
  const isFresh = new Set(fresh.map(({ key }) => key));
  const rows: { report: string; passage: number; region: string; year: number; embedding: string }[] = [];
  let at = 0;
  for (const { key, region, year, passages: count } of reports)
    for (let passage = 0; passage < count; passage++, at += dimensions)
      if (isFresh.has(key))
        rows.push({ report: key, passage, region, year, embedding: toText(vectors.subarray(at, at + dimensions)) });
  if (rows.length === 0) return;
  await run(
    `INSERT INTO ${table} (report, passage, region, year, embedding)
     SELECT report, passage, region, year, embedding::vector
     FROM unnest($1::text[], $2::int[], $3::text[], $4::int[], $5::text[]) AS new (report, passage, region, year, embedding)
     ON CONFLICT (report, passage) DO UPDATE SET embedding = excluded.embedding`,
    columns(rows, ["report", "passage", "region", "year", "embedding"]),
  );
}

async function retireOthers(
  pool: SqlPool,
  { id, table }: Space,
  live: readonly StoredReport[],
  graceMs: number,
): Promise<void> {
  await pool.transaction(async (run) => {
    const values = [id, live.map(({ key }) => key)];
    const state = `UPDATE ${SCHEMA}.report SET retired_at =`;
    await run(`${state} NULL WHERE space = $1 AND key = ANY($2) AND retired_at IS NOT NULL`, values);
    await run(`${state} now() WHERE space = $1 AND key <> ALL($2) AND retired_at IS NULL`, values);
    const gone = await run(
      `DELETE FROM ${SCHEMA}.report WHERE space = $1 AND retired_at <= now() - make_interval(secs => $2) RETURNING key`,
      [id, graceMs / 1000],
    );
    if (gone.length > 0) await run(`DELETE FROM ${table} WHERE report = ANY($1)`, [gone.map(({ key }) => key)]);
  });
}

function writeSearch(table: string, where: string, expected = Number.POSITIVE_INFINITY): string {
  // By another expression than the graph's own, so that every row that passes is compared, in the database's processes
  // as they are free, and only the best are kept in memory.
  const distance = expected > COMPARED_ROWS ? "embedding <#> $1" : "(embedding <#> $1) + 0";
  return `SELECT report, passage, -distance AS score
          FROM (SELECT report, passage, ${distance} AS distance FROM ${table}${where}) AS compared
          ORDER BY distance LIMIT $2`;
}

function writeFilter(filter: StoreFilter, before: readonly unknown[]): { where: string; values: readonly unknown[] } {
  const named = { "region = ANY": filter.regions, "year = ANY": filter.years, "report = ANY": filter.reports };
  const given = Object.entries(named).filter(([, list]) => list !== undefined);
  const terms = given.map(([test], at) => `${test}($${before.length + at + 1})`);
  return {
    where: terms.length === 0 ? "" : ` WHERE ${terms.join(" AND ")}`,
    values: [...before, ...given.map(([, list]) => list)],
  };
}

/** One array for each column, as `unnest` takes them. */
function columns<Row extends object>(rows: readonly Row[], names: readonly (keyof Row)[]): unknown[][] {
  return names.map((name) => rows.map((row) => row[name]));
}

const toText = (vector: Float32Array) => `[${vector.join(",")}]`;
const nameOf = ({ report, passage }: StoredPlace) => `${report} ${passage}`;
const toHit = (row: Readonly<Record<string, unknown>>): StoreHit => ({
  report: String(row.report),
  passage: Number(row.passage),
  score: Number(row.score),
});
