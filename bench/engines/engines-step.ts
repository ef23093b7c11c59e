import { createPgvectorStore } from "../../src/adapters/pgvector/pgvector-store.ts";
import { bindLibrary } from "../../src/adapters/vector-store/bind-library.ts";
import { placeReports } from "../../src/adapters/vector-store/stored-reports.ts";
import { parseConfig } from "../../src/config.ts";
import type { VectorTable } from "../../src/core/model/library.ts";
import type { VectorHit } from "../../src/core/ports/vector-index.ts";
import { createExactVectorIndex } from "../../src/core/search/exact-vector-index.ts";
import { openEmbedder } from "../../src/runtimes/node/create-embedder.ts";
import { openPgPool } from "../../src/runtimes/node/open-pg-pool.ts";
import { createRandom, writeCleanText } from "../../src/testing/clean-text.ts";
import { createPlacedLibrary, PASSAGES, REGIONS, type SampleLibrary } from "../../src/testing/placed-library.ts";
import { plainStamp } from "../../src/testing/plain-stamp.ts";
import { createSampleTable, rowOf } from "../../src/testing/vector-index-contract.ts";
import { quantile } from "../retrieval/score-ranking.ts";

/**
 * Fills the database with `count` vectors and searches them: generated texts embedded by the model that comes along, or
 * clustered vectors where dimensions are given. Prints one line of JSON, see `EngineFacts`.
 */
const [url = "", rows = "", wantedDimensions] = process.argv.slice(2);
const reportCount = Math.ceil(Number(rows) / PASSAGES);
const QUERIES = 300;
/** As many as retrieval asks for. */
const WANTED = 30;
const BATCH_REPORTS = 40;
/** Headings and titles are shorter. */
const MIN_CHARS = 40;

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

/** A score that differs less is the same: engines keep 32 bits, and texts of few sentences are much alike. */
const SAME_SCORE = 1e-6;

const { library, queries } =
  wantedDimensions === undefined ? await embedTexts() : makeClusters(Number(wantedDimensions));
const { stamp, dimensions } = library.vectors;
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

function makeClusters(dimensions: number): { library: SampleLibrary; queries: VectorTable } {
  const library = createPlacedLibrary(plainStamp("bench", dimensions), reportCount);
  return { library, queries: createSampleTable(QUERIES, dimensions, 2) };
}

/** Paragraphs of generated reports; the questions are paragraphs that none of them holds. */
async function embedTexts(): Promise<{ library: SampleLibrary; queries: VectorTable }> {
  // The model that comes along, whatever the settings of this machine.
  const { embedder } = await openEmbedder(parseConfig({}));
  if (embedder === null) throw new Error("the model that comes along was not opened");
  const { stamp } = embedder;
  const count = reportCount * PASSAGES;
  const texts: string[] = [];
  for (let seed = 1; texts.length < count + QUERIES; seed++)
    texts.push(
      ...writeCleanText(createRandom(seed))
        .split("\n")
        .filter((line) => line.length > MIN_CHARS),
    );
  const embed = async (from: number, to: number): Promise<VectorTable> => {
    const values = new Float32Array((to - from) * stamp.dimensions);
    const vectors = await embedder.embedPassages(texts.slice(from, to));
    for (const [row, vector] of vectors.entries()) values.set(vector, row * stamp.dimensions);
    return { dimensions: stamp.dimensions, values, stamp };
  };
  // Of the library only its places are wanted.
  const placed = createPlacedLibrary(plainStamp("places", 1), reportCount);
  return { library: { ...placed, vectors: await embed(0, count) }, queries: await embed(count, count + QUERIES) };
}

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
  search: (query: Float32Array) => Promise<readonly VectorHit[]>,
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
    const nearest = exact.search(vector, 10, accept);
    const least = (nearest.at(-1)?.score ?? 1) - SAME_SCORE;
    wanted += nearest.length;
    found += Math.min(nearest.length, hits.filter(({ score }) => score >= least).length);
  }
  return { recall10: found / Math.max(1, wanted), p50Ms: quantile(times, 0.5), p99Ms: quantile(times, 0.99) };
}
