import { loadavg } from "node:os";
import { createPgvectorStore } from "../../src/adapters/pgvector/pgvector-store.ts";
import { placeReports } from "../../src/adapters/vector-store/stored-reports.ts";
import type { StoreFilter, VectorStore } from "../../src/core/ports/vector-store.ts";
import { createExactVectorIndex } from "../../src/core/search/exact-vector-index.ts";
import { openPgPool } from "../../src/runtimes/node/open-pg-pool.ts";
import { createPlacedLibrary, PASSAGES, REGIONS } from "../../src/testing/placed-library.ts";
import { rowOf } from "../../src/testing/vector-index-contract.ts";
import { quantile } from "../retrieval/score-ranking.ts";
import { embedTexts, makeClusters, PLACES } from "./engine-vectors.ts";
import { watchProcessor } from "./postgres-cost.ts";

/**
 * Fills the database with `count` vectors and searches them: texts embedded by the model that comes along, or clustered
 * vectors where dimensions are given. Prints one line of JSON, see `EngineFacts`.
 */
const [url = "", rows = "", candidateList = "", wantedDimensions = "", texts = ""] = process.argv.slice(2);
const reportCount = Math.ceil(Number(rows) / PASSAGES);
const QUERIES = 100;
/** As many as retrieval asks for. */
const WANTED = 30;
const BATCH_REPORTS = 40;
/** A score that differs less is the same: engines keep 32 bits, and texts of few sentences are much alike. */
const SAME_SCORE = 1e-6;

export interface SearchFacts {
  readonly name: string;
  /** Rows that pass the filter. */
  readonly passing: number;
  /** Share of the true first ten that are found. */
  readonly recall10: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Processor time of the server a search; null where it was not watched. */
  readonly cpuMs: number | null;
}

export interface EngineFacts {
  readonly dimensions: number;
  readonly load: number;
  readonly putS: number;
  readonly putCpuS: number;
  readonly graphS: number;
  readonly graphCpuS: number;
  /** With its keys and indexes, without the graph. */
  readonly tableMb: number;
  readonly graphMb: number;
  readonly searches: readonly SearchFacts[];
}

interface Truth {
  readonly passing: number;
  readonly nearest: readonly { readonly wanted: number; readonly least: number }[];
}

const { table, queries } =
  wantedDimensions === ""
    ? await embedTexts(texts, reportCount * PASSAGES, QUERIES)
    : makeClusters(reportCount * PASSAGES, Number(wantedDimensions), QUERIES);
const { stamp, dimensions } = table;
const library = createPlacedLibrary(PLACES, reportCount);
const pool = await openPgPool({ url });
const cpuS = await watchProcessor(pool);
const store = createPgvectorStore({ pool, stamp });
const exact = createExactVectorIndex(table);
const truths = new Map<string, Truth>();
const filled = await fill();
const sizes = { tableMb: await sizeMb("fawen.passage_1"), graphMb: await sizeMb("fawen.passage_1_graph") };
const searches = await measureAll();
await pool.close();
const facts: EngineFacts = { dimensions, load: loadavg()[0] ?? 0, ...filled, ...sizes, searches };
process.stdout.write(`${JSON.stringify(facts)}\n`);

async function fill() {
  const placed = placeReports(library);
  const began = { at: performance.now(), cpu: cpuS() };
  for (let at = 0; at < placed.length; at += BATCH_REPORTS) {
    const batch = placed.slice(at, at + BATCH_REPORTS);
    const from = at * PASSAGES * dimensions;
    await store.put(batch, table.values.subarray(from, from + batch.length * PASSAGES * dimensions));
  }
  const put = { at: performance.now(), cpu: cpuS() };
  await store.settle();
  const built = { at: performance.now(), cpu: cpuS() };
  return {
    putS: (put.at - began.at) / 1e3,
    putCpuS: put.cpu - began.cpu,
    graphS: (built.at - put.at) / 1e3,
    graphCpuS: built.cpu - put.cpu,
  };
}

/** Bytes of a relation; of a table with the indexes that are no graph. */
async function sizeMb(relation: string): Promise<number> {
  const [row] = await pool.run(
    `SELECT pg_relation_size($1::regclass) + coalesce((SELECT sum(pg_relation_size(indexrelid)) FROM pg_index
       JOIN pg_class ON pg_class.oid = indexrelid WHERE indrelid = $1::regclass AND relname NOT LIKE '%graph'), 0) AS bytes`,
    [relation],
  );
  return Number(row?.bytes) / 1e6;
}

async function measureAll(): Promise<SearchFacts[]> {
  const facts = [await measure("精确扫描（本进程）", {}, async (query) => exact.search(query, WANTED), false)];
  const [half, third, sixth] = [REGIONS.slice(0, 3), REGIONS.slice(0, 2), REGIONS.slice(2, 3)];
  const filters: readonly (readonly [string, StoreFilter])[] = [
    ["不限", {}],
    ["三个地区", { regions: half }],
    ["两个地区", { regions: third }],
    ["一个地区", { regions: sixth }],
    ["一年", { years: [2019] }],
    ["一个地区的一年", { regions: sixth, years: [2019] }],
  ];
  for (const candidates of candidateList.split(",").map(Number)) {
    const searchPool = await openPgPool({ url }, { connections: 1, statementMs: 60_000, candidates });
    const graph = createPgvectorStore({ pool: searchPool, stamp });
    for (const [name, filter] of filters)
      facts.push(await measurePg(`向量图，留 ${candidates}，${name}`, graph, { ...filter, expected: undefined }));
    await searchPool.close();
  }
  for (const [name, filter] of filters)
    facts.push(await measurePg(`逐个比较，${name}`, store, { ...filter, expected: 0 }));
  return facts;
}

function measurePg(name: string, on: VectorStore, filter: StoreFilter): Promise<SearchFacts> {
  return measure(name, filter, (query) => on.search(query, WANTED, filter), true);
}

async function measure(
  name: string,
  filter: StoreFilter,
  search: (query: Float32Array) => Promise<readonly { readonly score: number }[]>,
  watched: boolean,
): Promise<SearchFacts> {
  await search(rowOf(queries, 0));
  const times: number[] = [];
  const found: (readonly { readonly score: number }[])[] = [];
  const beforeS = watched ? cpuS() : 0;
  for (let query = 0; query < QUERIES; query++) {
    const began = performance.now();
    found.push(await search(rowOf(queries, query)));
    times.push(performance.now() - began);
  }
  const cpuMs = watched ? ((cpuS() - beforeS) * 1e3) / QUERIES : null;
  const { passing, nearest } = findTruth(filter);
  const shares = nearest.map(({ wanted, least }, query) => {
    const right = found[query]?.filter(({ score }) => score >= least).length ?? 0;
    return Math.min(wanted, right) / Math.max(1, wanted);
  });
  const recall10 = shares.reduce((sum, share) => sum + share, 0) / QUERIES;
  return { name, passing, recall10, p50Ms: quantile(times, 0.5), p99Ms: quantile(times, 0.99), cpuMs };
}

/** What is right: for each query how many there are of the first ten, and what the last of them scores. */
function findTruth(filter: StoreFilter): Truth {
  const { regions, years } = filter;
  const name = JSON.stringify([regions, years]);
  const known = truths.get(name);
  if (known !== undefined) return known;
  const accepted = library.reports.map(({ identity: { region, year } }) => {
    const placed = regions?.includes(region.value ?? "") ?? true;
    return placed && (years?.includes(year.value ?? 0) ?? true);
  });
  const accept = (row: number) => accepted[Math.floor(row / PASSAGES)] ?? false;
  const nearest = Array.from({ length: QUERIES }, (_, query) => {
    const hits = exact.search(rowOf(queries, query), 10, accept);
    return { wanted: hits.length, least: (hits.at(-1)?.score ?? 1) - SAME_SCORE };
  });
  const truth = { passing: accepted.filter(Boolean).length * PASSAGES, nearest };
  truths.set(name, truth);
  return truth;
}
