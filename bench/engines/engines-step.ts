import { createPgvectorStore } from "../../src/adapters/pgvector/pgvector-store.ts";
import { bindLibrary } from "../../src/adapters/vector-store/bind-library.ts";
import { placeReports } from "../../src/adapters/vector-store/stored-reports.ts";
import { createExactVectorIndex } from "../../src/core/search/exact-vector-index.ts";
import { openPgPool } from "../../src/runtimes/node/open-pg-pool.ts";
import { createPlacedLibrary, PASSAGES, REGIONS } from "../../src/testing/placed-library.ts";
import { plainStamp } from "../../src/testing/plain-stamp.ts";
import { createSampleTable, rowOf } from "../../src/testing/vector-index-contract.ts";
import { quantile } from "../retrieval/score-ranking.ts";

/** Fills the database with `count` clustered vectors and searches them. Prints one line of JSON, see `EngineFacts`. */
const [count = 0, dimensions = 0] = process.argv.slice(2, 4).map(Number);
const url = process.argv[4] ?? "";
const QUERIES = 300;
/** As many as retrieval asks for. */
const WANTED = 30;
const BATCH_REPORTS = 40;

export interface FilterFacts {
  readonly name: string;
  /** Share of the true first ten that are found. */
  readonly recall10: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

export interface EngineFacts {
  readonly putS: number;
  readonly graphS: number;
  readonly tableMb: number;
  readonly graphMb: number;
  readonly exact: Omit<FilterFacts, "name">;
  readonly filters: readonly FilterFacts[];
}

const stamp = plainStamp("bench", dimensions);
const library = createPlacedLibrary(stamp, Math.ceil(count / PASSAGES));
const queries = createSampleTable(QUERIES, dimensions, 2);
const pool = await openPgPool({ url });
const store = createPgvectorStore({ pool, stamp });
const [putS, graphS] = await fill();
const exact = createExactVectorIndex(library.vectors);
const remote = bindLibrary(store, library);
const identityOf = (reportRow: number) => library.reports[reportRow]?.identity;
const facts: EngineFacts = {
  ...{ putS, graphS },
  tableMb: await sizeMb("fawen.passage_1"),
  graphMb: await sizeMb("fawen.passage_1_graph"),
  exact: await measure(undefined, async (query) => exact.search(query, WANTED)),
  filters: [
    await measurePg("不限", undefined),
    await measurePg("一个地区（六分之一）", (row) => identityOf(row)?.region.value === REGIONS[2]),
    await measurePg("一年（八分之一）", (row) => identityOf(row)?.year.value === 2019),
    await measurePg(
      "一个地区的一年",
      (row) => identityOf(row)?.region.value === REGIONS[2] && identityOf(row)?.year.value === 2019,
    ),
    await measurePg("一份报告", (row) => row === 17),
  ],
};
await pool.close();
process.stdout.write(`${JSON.stringify(facts)}\n`);

async function fill(): Promise<readonly [number, number]> {
  const placed = placeReports(library);
  const began = performance.now();
  for (let at = 0; at < placed.length; at += BATCH_REPORTS) {
    const batch = placed.slice(at, at + BATCH_REPORTS);
    const from = at * PASSAGES * dimensions;
    await store.put(batch, library.vectors.values.subarray(from, from + batch.length * PASSAGES * dimensions));
  }
  const put = performance.now();
  await store.settle();
  return [(put - began) / 1e3, (performance.now() - put) / 1e3];
}

async function sizeMb(relation: string): Promise<number> {
  const [row] = await pool.run("SELECT pg_relation_size($1::regclass) AS bytes", [relation]);
  return Number(row?.bytes) / 1e6;
}

async function measurePg(name: string, accepts: ((reportRow: number) => boolean) | undefined): Promise<FilterFacts> {
  return { name, ...(await measure(accepts, (query) => remote.search(query, WANTED, accepts))) };
}

async function measure(
  accepts: ((reportRow: number) => boolean) | undefined,
  search: (query: Float32Array) => Promise<readonly { readonly row: number }[]>,
): Promise<Omit<FilterFacts, "name">> {
  const accept = accepts && ((row: number) => accepts(Math.floor(row / PASSAGES)));
  const times: number[] = [];
  let found = 0;
  let wanted = 0;
  for (let query = 0; query < QUERIES; query++) {
    const vector = rowOf(queries, query);
    const began = performance.now();
    const hits = await search(vector);
    times.push(performance.now() - began);
    const rows = new Set(hits.slice(0, 10).map(({ row }) => row));
    const nearest = exact.search(vector, 10, accept);
    wanted += nearest.length;
    found += nearest.filter(({ row }) => rows.has(row)).length;
  }
  return { recall10: found / Math.max(1, wanted), p50Ms: quantile(times, 0.5), p99Ms: quantile(times, 0.99) };
}
