import { statSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { VectorTable } from "../../src/core/model/library.ts";
import type { VectorIndex } from "../../src/core/ports/vector-index.ts";
import { createExactVectorIndex } from "../../src/core/search/exact-vector-index.ts";
import { GRAPH_SHAPE } from "../../src/runtimes/node/build-graph.ts";
import { createHnswlibVectorIndex } from "../../src/runtimes/node/hnswlib-vector-index.ts";
import { createSampleTable, rowOf } from "../../src/testing/vector-index-contract.ts";

/**
 * Makes `count` clustered vectors, searches them by the exact scan and, with `graph`, by a graph built here. Prints one
 * line of JSON, see `VectorsFacts`.
 */
const [count, dimensions] = process.argv.slice(2, 4).map(Number);
const withGraph = process.argv[4] === "graph";
const QUERIES = 200;
/** As many as a search for passages asks for. */
const WANTED = 100;

export interface SearchFacts {
  readonly p50Ms: number;
  readonly fastestMs: number;
  readonly cpuMs: number;
}

export interface VectorsFacts {
  readonly exact: SearchFacts & { readonly prepareCpuMs: number };
  /** `search` is null when the graph does not agree with the scan. */
  readonly graph: {
    readonly buildCpuMs: number;
    readonly bytes: number;
    readonly readMs: number;
    readonly longestPauseMs: number;
    readonly search: SearchFacts | null;
  } | null;
}

const table = createSampleTable(count ?? 0, dimensions ?? 0);
const queries = createSampleTable(QUERIES, dimensions ?? 0, 2);
const before = cpuMs();
const index = createExactVectorIndex(table);
const prepareCpuMs = cpuMs() - before;
const facts: VectorsFacts = {
  exact: { prepareCpuMs, ...measureSearch(index) },
  graph: withGraph ? await measureGraph(table, index) : null,
};
process.stdout.write(`${JSON.stringify(facts)}\n`);

function measureSearch(index: VectorIndex): SearchFacts {
  const times: number[] = [];
  const cpuBefore = cpuMs();
  for (let query = 0; query < QUERIES; query++) {
    const began = performance.now();
    index.search(rowOf(queries, query), WANTED);
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  const [p50Ms = 0, fastestMs = 0] = [times[QUERIES / 2], times[0]];
  return { p50Ms, fastestMs, cpuMs: (cpuMs() - cpuBefore) / QUERIES };
}

async function measureGraph(table: VectorTable, exact: VectorIndex): Promise<VectorsFacts["graph"]> {
  // Only here: the scan is measured without the package too.
  const { default: hnswlib } = await import("hnswlib-node");
  const dir = await mkdtemp(join(tmpdir(), "fawen-bench-"));
  try {
    const path = join(dir, "graph.bin");
    const built = new hnswlib.HierarchicalNSW("ip", table.dimensions);
    const rows = table.values.length / table.dimensions;
    built.initIndex({ maxElements: rows, m: GRAPH_SHAPE.links, efConstruction: GRAPH_SHAPE.candidates });
    const cpuBefore = cpuMs();
    for (let row = 0; row < rows; row++) built.addPoint([...rowOf(table, row)], row);
    const buildCpuMs = cpuMs() - cpuBefore;
    await built.writeIndex(path);
    const graph = new hnswlib.HierarchicalNSW("ip", table.dimensions);
    const longestPause = watchPauses();
    const began = performance.now();
    await graph.readIndex(path);
    const readMs = performance.now() - began;
    const longestPauseMs = longestPause();
    const index = await createHnswlibVectorIndex(table, graph, exact, async () => {});
    return { buildCpuMs, bytes: statSync(path).size, readMs, longestPauseMs, search: index && measureSearch(index) };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** How long nothing else had its turn; the function that is returned ends the watch and tells. */
function watchPauses(): () => number {
  let [last, longest] = [performance.now(), 0];
  const look = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  };
  const timer = setInterval(look, 1);
  return () => {
    clearInterval(timer);
    look();
    return longest;
  };
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e3;
}
