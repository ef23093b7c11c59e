import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { HierarchicalNSW } from "hnswlib-node";
import type { VectorTable } from "../../core/model/library.ts";
import type { VectorIndex } from "../../core/ports/vector-index.ts";
import { prepareExactVectorIndex } from "../../core/search/exact-vector-index.ts";
import { buildGraph } from "./build-graph.ts";
import { createHnswlibVectorIndex, type Hnswlib } from "./hnswlib-vector-index.ts";

export interface OpenVectorIndexOptions {
  /** File in which the graph is kept, named after the vectors; null: no graph. Asked only when there are many rows. */
  readonly graphPath: () => Promise<string | null>;
  /** Whether a graph that is not there yet is built; a command that ends soon has no use for one. */
  readonly build: boolean;
  /** Told in one line what a person should know although everything works. */
  readonly notify: (message: string) => void;
  /** Rows from which a graph is used. */
  readonly minRows?: number;
  /** Handed in by tests; the real package when left out. */
  readonly loadHnswlib?: () => Promise<Hnswlib>;
}

/** An index that may get faster while it is used: `kind` tells which way it searches at the moment. */
export interface OpenedVectorIndex extends VectorIndex {
  /** Resolves when nothing goes on in the background any more, whatever came of it. Never rejects. */
  readonly settled: Promise<void>;
  /** Ends what goes on in the background. Searching goes on to work. */
  close(): Promise<void>;
}

/**
 * Up to here the exact scan is as fast as the graph, or nearly so, and needs no minutes to get ready: see
 * docs/scale.md.
 */
const MIN_GRAPH_ROWS = 200_000;

/**
 * The exact scan, ready at once; with many rows it is replaced by the graph of hnswlib as soon as that is read from its
 * file or built, both in the background. Where there cannot be a graph, one line says so and the scan stays.
 */
export async function openVectorIndex(table: VectorTable, options: OpenVectorIndexOptions): Promise<OpenedVectorIndex> {
  const exact = await inTurns(prepareExactVectorIndex(table));
  const rows = table.dimensions === 0 ? 0 : table.values.length / table.dimensions;
  let current = exact;
  const closing = new AbortController();
  const adoptGraph = async () => {
    try {
      const graph = await openGraph(table, exact, options, closing.signal);
      if (graph !== null && !closing.signal.aborted) current = graph;
    } catch (error) {
      if (!closing.signal.aborted) options.notify(`${describe(error)}；向量检索继续用精确扫描，结果相同。`);
    }
  };
  const settled = rows >= Math.max(1, options.minRows ?? MIN_GRAPH_ROWS) ? adoptGraph() : Promise.resolve();
  return {
    get kind() {
      return current.kind;
    },
    search: (query, k, accept) => current.search(query, k, accept),
    settled,
    async close() {
      closing.abort();
      await settled;
    },
  };
}

/** The native package; throws where it could not be compiled. */
export async function importHnswlib(): Promise<Hnswlib> {
  const { default: hnswlib } = await import("hnswlib-node");
  return hnswlib;
}

async function openGraph(
  table: VectorTable,
  exact: VectorIndex,
  options: OpenVectorIndexOptions,
  signal: AbortSignal,
): Promise<VectorIndex | null> {
  const { build, notify, loadHnswlib = importHnswlib } = options;
  let hnswlib: Hnswlib;
  try {
    hnswlib = await loadHnswlib();
  } catch {
    // Which of the many ways a native package fails to load does not matter: the doctor tells more.
    throw new Error("hnswlib-node 没有装上（多半是缺 C++ 编译器）");
  }
  const path = await options.graphPath();
  if (path === null) return null;
  const rows = table.values.length / table.dimensions;
  const read = () => readGraph(new hnswlib.HierarchicalNSW("ip", table.dimensions), rows, path, notify);
  let graph = await read();
  if (graph === null) {
    if (!build || signal.aborted) return null;
    notify(`开始在后台为 ${rows} 段生成向量图，期间用精确扫描。`);
    await buildGraph(table, path, { signal, onProgress: tellQuarters(notify) });
    graph = await read();
    // hnswlib does not notice a full disk.
    if (graph === null) throw new Error("向量图没有完整写入");
  }
  const index = await createHnswlibVectorIndex(table, graph, exact, () => pause(signal));
  notify(index === null ? "向量图与精确扫描的结果不够一致，继续用精确扫描。" : "向量图已就绪，向量检索改用向量图。");
  return index;
}

/** Null when there is no usable file; a damaged one is reported and removed. Reading does not hold up anything. */
async function readGraph(
  graph: HierarchicalNSW,
  rows: number,
  path: string,
  notify: (message: string) => void,
): Promise<HierarchicalNSW | null> {
  if (!existsSync(path)) return null;
  try {
    await graph.readIndex(path);
    if (graph.getCurrentCount() === rows) return graph;
    notify(`向量图缓存 ${path} 与索引不符。`);
  } catch (error) {
    notify(`向量图缓存 ${path} 读不出来（${describe(error)}）。`);
  }
  await rm(path, { force: true });
  return null;
}

/** A graph of a million rows takes a quarter of an hour or more: one line each quarter. */
function tellQuarters(notify: (message: string) => void): (done: number, total: number) => void {
  let told = 0;
  return (done, total) => {
    const quarter = Math.floor((done * 4) / total);
    if (quarter > told && quarter < 4) notify(`向量图已生成 ${quarter * 25}%。`);
    told = quarter;
  };
}

/** Lets requests have their turn. */
async function pause(signal: AbortSignal): Promise<void> {
  await nextTurn();
  signal.throwIfAborted();
}

async function inTurns<T>(work: Generator<void, T, void>): Promise<T> {
  while (true) {
    const step = work.next();
    if (step.done) return step.value;
    await nextTurn();
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
