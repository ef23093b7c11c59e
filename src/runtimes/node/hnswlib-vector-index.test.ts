import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { VectorTable } from "../../core/model/library.ts";
import { createExactVectorIndex } from "../../core/search/exact-vector-index.ts";
import {
  createRandomTable,
  createSampleTable,
  findNearest,
  measureAgreement,
  rowOf,
  testVectorIndex,
} from "../../testing/vector-index-contract.ts";
import { createHnswlibVectorIndex, type Hnswlib } from "./hnswlib-vector-index.ts";
import { importHnswlib } from "./open-vector-index.ts";

// Where the package could not be compiled, the program runs on the exact scan and these tests have nothing to test.
const hnswlib: Hnswlib | null = await importHnswlib().catch(() => null);
const pause = async () => {};

describe.skipIf(hnswlib === null)("createHnswlibVectorIndex", () => {
  const scratch = mkdtempSync(join(tmpdir(), "fawen-hnsw-"));
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  /** @param links few make a poor graph */
  function buildHere(table: VectorTable, links = 16) {
    const rows = table.values.length / table.dimensions;
    // Safe: skipped when it is null.
    const graph = new (hnswlib as Hnswlib).HierarchicalNSW("ip", table.dimensions);
    graph.initIndex({ maxElements: rows, m: links, efConstruction: links === 16 ? 200 : 2 });
    for (let row = 0; row < rows; row++) graph.addPoint([...rowOf(table, row)], row);
    return graph;
  }
  async function create(table: VectorTable) {
    const index = await createHnswlibVectorIndex(table, buildHere(table), createExactVectorIndex(table), pause);
    if (index === null) throw new Error("no agreement");
    return index;
  }

  testVectorIndex("hnswlib", create);

  it.each([
    ["clustered", createSampleTable],
    ["random", createRandomTable],
  ])("agrees with the exact scan about questions unlike any row, in a bigger table of %s vectors", async (_, make) => {
    const table = make(6_000, 64);
    const index = await create(table);
    expect(index.kind).toBe("hnsw");
    expect(measureAgreement(index, table, 10, make(50, 64, 9))).toBeGreaterThanOrEqual(0.99);
  });

  it("is not used when the graph is so poor that it does not agree", async () => {
    const table = createRandomTable(6_000, 64);
    const exact = createExactVectorIndex(table);
    expect(await createHnswlibVectorIndex(table, buildHere(table, 2), exact, pause)).toBeNull();
  });

  it("stays exact under wide filters over a big table", async () => {
    const table = createSampleTable(6_000, 32);
    const query = rowOf(createSampleTable(1, 32, 5), 0);
    const accept = (row: number) => row % 10 !== 0;
    const hits = (await create(table)).search(query, 10, accept);
    expect(hits.map((hit) => hit.row)).toEqual(findNearest(table, query, 10, accept).map((hit) => hit.row));
  });

  it("lets other work have its turn while it tries the graph", async () => {
    const table = createSampleTable(500, 16);
    let pauses = 0;
    const countPause = async () => void pauses++;
    await createHnswlibVectorIndex(table, buildHere(table), createExactVectorIndex(table), countPause);
    expect(pauses).toBeGreaterThan(50);
  });
});
