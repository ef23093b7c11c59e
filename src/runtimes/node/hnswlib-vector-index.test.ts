import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createExactVectorIndex } from "../../core/search/exact-vector-index.ts";
import {
  createSampleTable,
  findNearest,
  measureAgreement,
  rowOf,
  testVectorIndex,
} from "../../testing/vector-index-contract.ts";
import { createHnswlibVectorIndex, type Hnswlib } from "./hnswlib-vector-index.ts";
import { importHnswlib, openVectorIndex } from "./open-vector-index.ts";

// Where the package could not be compiled, the program runs on the exact scan and these tests have nothing to test.
const hnswlib: Hnswlib | null = await importHnswlib().catch(() => null);

testVectorIndex("the exact scan", createExactVectorIndex);

describe.skipIf(hnswlib === null)("createHnswlibVectorIndex", () => {
  const scratch = mkdtempSync(join(tmpdir(), "fawen-hnsw-"));
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));
  // Safe: skipped when it is null.
  const create = (table: Parameters<typeof createHnswlibVectorIndex>[0], options = {}) =>
    createHnswlibVectorIndex(table, { hnswlib: hnswlib as Hnswlib, ...options });

  testVectorIndex("hnswlib", create);

  it("agrees with the exact scan on at least 99 % of the first ten, even for questions unlike any row", async () => {
    const table = createSampleTable(6_000, 64);
    const agreement = measureAgreement(await create(table), table, 10, createSampleTable(50, 64, 9));
    expect(agreement).toBeGreaterThanOrEqual(0.99);
  });

  it("stays exact under wide filters over a big table", async () => {
    const table = createSampleTable(6_000, 32);
    const query = rowOf(createSampleTable(1, 32, 5), 0);
    const accept = (row: number) => row % 2 === 0;
    const hits = (await create(table)).search(query, 10, accept);
    expect(hits.map((hit) => hit.row)).toEqual(findNearest(table, query, 10, accept).map((hit) => hit.row));
  });

  it("reads the graph from the cache instead of building it", async () => {
    const cachePath = join(scratch, "hnsw-0123456789abcdef.bin");
    const table = createSampleTable(500, 16);
    const built = await create(table, { cachePath });
    expect(existsSync(cachePath)).toBe(true);
    class RefusesToBuild extends (hnswlib as Hnswlib).HierarchicalNSW {
      override addPoint() {
        throw new Error("built again");
      }
    }
    const read = await createHnswlibVectorIndex(table, { hnswlib: { HierarchicalNSW: RefusesToBuild }, cachePath });
    const query = rowOf(table, 77);
    expect(read.search(query, 5)).toEqual(built.search(query, 5));
  });

  it("builds anew and says so when the cache is damaged or of other vectors", async () => {
    const cachePath = join(scratch, "hnsw-damaged.bin");
    const lines: string[] = [];
    const options = { cachePath, notify: (line: string) => lines.push(line) };
    writeFileSync(cachePath, "not a graph");
    const table = createSampleTable(50, 16);
    expect((await create(table, options)).search(rowOf(table, 3), 1)[0]?.row).toBe(3);
    const longer = createSampleTable(60, 16);
    expect((await create(longer, options)).search(rowOf(longer, 55), 1)[0]?.row).toBe(55);
    expect(lines).toEqual([expect.stringContaining("读不出来"), expect.stringContaining("不符")]);
  });

  it("works, and leaves nothing behind, when the cache cannot be written", async () => {
    const lines: string[] = [];
    const cachePath = join(scratch, "missing-folder", "hnsw-x.bin");
    const table = createSampleTable(20, 16);
    const index = await create(table, { cachePath, notify: (line: string) => lines.push(line) });
    expect(index.search(rowOf(table, 3), 1)[0]?.row).toBe(3);
    expect(lines).toEqual([expect.stringContaining("没有存成缓存")]);
    expect(readdirSync(scratch).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });
});

describe("openVectorIndex", () => {
  it("falls back to the exact scan with one line when hnswlib-node is not installed", async () => {
    const lines: string[] = [];
    const table = createSampleTable(50, 16);
    const index = await openVectorIndex(table, {
      notify: (line) => lines.push(line),
      loadHnswlib: () => Promise.reject(new Error("Cannot find module 'hnswlib-node'")),
    });
    expect(index.kind).toBe("exact");
    expect(index.search(rowOf(table, 9), 1)[0]?.row).toBe(9);
    expect(lines).toEqual([expect.stringMatching(/^向量检索改用精确扫描：.*hnswlib-node.*$/)]);
  });

  it.skipIf(hnswlib === null)("uses hnswlib-node where it is installed", async () => {
    const index = await openVectorIndex(createSampleTable(5, 16), { notify: () => {} });
    expect(index.kind).toBe("hnsw");
  });
});
