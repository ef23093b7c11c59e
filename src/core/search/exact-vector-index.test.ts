import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { plainStamp } from "../../testing/plain-stamp.ts";
import { createSampleTable, findNearest, rowOf, testVectorIndex } from "../../testing/vector-index-contract.ts";
import { createExactVectorIndex, prepareExactVectorIndex } from "./exact-vector-index.ts";

const withoutWebAssembly = (table: Parameters<typeof createExactVectorIndex>[0]) => {
  vi.stubGlobal("WebAssembly", undefined);
  try {
    return createExactVectorIndex(table);
  } finally {
    vi.unstubAllGlobals();
  }
};

testVectorIndex("the exact scan", createExactVectorIndex);
testVectorIndex("the exact scan without WebAssembly", withoutWebAssembly);

describe("createExactVectorIndex", () => {
  afterEach(() => vi.unstubAllGlobals());

  /** Numbers of any size in any number of dimensions, with rows that are alike, nearly alike, and all zeros. */
  const cases = fc
    .record({ dimensions: fc.integer({ min: 1, max: 70 }), rows: fc.integer({ min: 1, max: 60 }) })
    .chain(({ dimensions, rows }) => {
      const number = fc.oneof(fc.double({ min: -1, max: 1, noNaN: true }), fc.constantFrom(0, 1, -1, 1e-9, 0.5));
      const vector = fc.array(number, { minLength: dimensions, maxLength: dimensions });
      return fc.record({
        dimensions: fc.constant(dimensions),
        rows: fc.array(vector, { minLength: rows, maxLength: rows }),
        again: fc.array(fc.nat({ max: rows - 1 }), { maxLength: 20 }),
        query: vector,
        k: fc.integer({ min: 1, max: 25 }),
        refused: fc.integer({ min: 1, max: 5 }),
      });
    });

  it("finds exactly the nearest rows of any table, ties by row, with and without a filter", () => {
    fc.assert(
      fc.property(cases, ({ dimensions, rows, again, query, k, refused }) => {
        const all = [...rows, ...again.map((row) => rows[row] ?? [])];
        const values = Float32Array.from(all.flat());
        const table = { dimensions, values, stamp: plainStamp("any", dimensions) };
        const index = createExactVectorIndex(table);
        const question = Float32Array.from(query);
        for (const accept of [undefined, (row: number) => row % refused !== 0])
          expect(index.search(question, k, accept)).toEqual(findNearest(table, question, k, accept));
      }),
      { numRuns: 300 },
    );
  });

  it("calculates without WebAssembly exactly what it calculates with it", () => {
    const table = createSampleTable(400, 40);
    const query = rowOf(createSampleTable(1, 40, 9), 0);
    expect(withoutWebAssembly(table).search(query, 30)).toEqual(createExactVectorIndex(table).search(query, 30));
  });

  it("does not overflow with long vectors that point the same way", () => {
    const dimensions = 4_096;
    const values = new Float32Array(2 * dimensions).fill(1 / 64);
    values.fill(-1 / 64, dimensions);
    const table = { dimensions, values, stamp: plainStamp("long", dimensions) };
    const hits = createExactVectorIndex(table).search(values.slice(0, dimensions), 2);
    expect(hits.map(({ row, score }) => [row, Math.round(score)])).toEqual([
      [0, 1],
      [1, -1],
    ]);
  });

  it("scores only a few rows in full where WebAssembly works", () => {
    const table = createSampleTable(2_000, 64);
    let reads = 0;
    // Counts how often the full numbers of a row are read after the preparation.
    const counted = new Proxy(table.values, {
      get(target, key) {
        if (typeof key === "string" && /^\d+$/.test(key)) reads++;
        const value = Reflect.get(target, key, target);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
    const index = createExactVectorIndex({ ...table, values: counted });
    reads = 0;
    index.search(rowOf(table, 17), 10);
    expect(reads).toBeGreaterThanOrEqual(10 * 64);
    expect(reads).toBeLessThan(400 * 64);
  });

  it("pauses while it prepares a big table", () => {
    const preparation = prepareExactVectorIndex(createSampleTable(9_000, 64));
    expect(preparation.next().done).toBe(false);
  });
});
