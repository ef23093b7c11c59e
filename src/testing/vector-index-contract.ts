import { describe, expect, it } from "vitest";
import type { VectorTable } from "../core/model/library.ts";
import type { VectorIndex } from "../core/ports/vector-index.ts";
import { plainStamp } from "./plain-stamp.ts";

/**
 * A table like those of real embeddings: rows gather around topics. The same numbers every time (mulberry32), so
 * that a failure can be repeated.
 */
export function createSampleTable(rows: number, dimensions: number, seed = 1): VectorTable {
  const next = createRandom(seed);
  const draw = () => Array.from({ length: dimensions }, () => next() + next() + next() - 1.5);
  const topics = Array.from({ length: 40 }, draw);
  const values = new Float32Array(rows * dimensions);
  for (let row = 0; row < rows; row++) {
    const [one = [], two = []] = [topics[Math.floor(next() * 40)], topics[Math.floor(next() * 40)]];
    const vector = draw().map((noise, i) => (one[i] ?? 0) + 0.6 * (two[i] ?? 0) + 0.7 * noise);
    const length = Math.hypot(...vector);
    for (const [i, value] of vector.entries()) values[row * dimensions + i] = value / length;
  }
  return { dimensions, values, stamp: plainStamp("sample", dimensions, String(seed)) };
}

/** A table without any order: rows point everywhere alike, the hardest case for a graph. */
export function createRandomTable(rows: number, dimensions: number, seed = 1): VectorTable {
  const next = createRandom(seed);
  const values = new Float32Array(rows * dimensions);
  for (let row = 0; row < rows; row++) {
    const vector = Array.from({ length: dimensions }, () => next() + next() + next() - 1.5);
    const length = Math.hypot(...vector);
    for (const [i, value] of vector.entries()) values[row * dimensions + i] = value / length;
  }
  return { dimensions, values, stamp: plainStamp("random", dimensions, String(seed)) };
}

function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The `k` nearest rows in the plainest way there is: score all, sort. */
export function findNearest(table: VectorTable, query: Float32Array, k: number, accept = (_: number) => true) {
  const rows = table.values.length / table.dimensions;
  return Array.from({ length: rows }, (_, row) => row)
    .filter(accept)
    .map((row) => ({
      row,
      score: query.reduce((sum, x, i) => sum + x * (table.values[row * query.length + i] ?? 0), 0),
    }))
    .sort((a, b) => b.score - a.score || a.row - b.row)
    .slice(0, k);
}

export const rowOf = (table: VectorTable, row: number) =>
  table.values.slice(row * table.dimensions, (row + 1) * table.dimensions);

/** Share of the true nearest `k` rows that an index finds, over many queries. */
export function measureAgreement(index: VectorIndex, table: VectorTable, k: number, queries: VectorTable): number {
  const count = queries.values.length / queries.dimensions;
  let found = 0;
  for (let i = 0; i < count; i++) {
    const query = rowOf(queries, i);
    const rows = new Set(index.search(query, k).map((hit) => hit.row));
    found += findNearest(table, query, k).filter((hit) => rows.has(hit.row)).length;
  }
  return found / (count * k);
}

/** What every vector index must do, whatever is behind it. */
export function testVectorIndex(name: string, create: (table: VectorTable) => Promise<VectorIndex> | VectorIndex) {
  describe(`${name} keeps the vector-index contract`, () => {
    const table = createSampleTable(300, 24);
    const query = rowOf(createSampleTable(1, 24, 7), 0);
    const query32 = rowOf(createSampleTable(1, 32, 8), 0);

    it("finds a row by itself, with score 1", async () => {
      const [first] = (await create(table)).search(rowOf(table, 123), 3);
      expect(first?.row).toBe(123);
      expect(first?.score).toBeCloseTo(1, 5);
    });

    it("gives the nearest rows, best first, with their cosine", async () => {
      const hits = (await create(table)).search(query, 10);
      const nearest = findNearest(table, query, 10);
      expect(hits.map((hit) => hit.row)).toEqual(nearest.map((hit) => hit.row));
      for (const [place, hit] of hits.entries()) expect(hit.score).toBeCloseTo(nearest[place]?.score ?? 0, 5);
    });

    it.each([
      ["most rows", (row: number) => row % 10 !== 0],
      ["few rows", (row: number) => row % 60 === 7],
      ["one row", (row: number) => row === 250],
    ])("gives exactly the nearest accepted rows when %s pass the filter", async (_, accept) => {
      const hits = (await create(table)).search(query, 8, accept);
      expect(hits.map((hit) => hit.row)).toEqual(findNearest(table, query, 8, accept).map((hit) => hit.row));
    });

    it.each([
      ["clustered", createSampleTable],
      ["random", createRandomTable],
    ])("agrees with the plain scan on 99 in 100 of the first ten of %s vectors", async (_, createTable) => {
      const many = createTable(3_000, 48, 3);
      expect(measureAgreement(await create(many), many, 10, createTable(60, 48, 4))).toBeGreaterThanOrEqual(0.99);
    });

    it("filters by region, year and report, and by all of them, without losing a row", async () => {
      const many = createSampleTable(2_000, 32, 5);
      // Like a library's: reports of 25 passages, 4 reports a region, 8 years.
      const report = (row: number) => Math.floor(row / 25);
      const region = (row: number) => Math.floor(report(row) / 4);
      const year = (row: number) => 2015 + (report(row) % 8);
      const index = await create(many);
      const filters = [
        (row: number) => region(row) < 12,
        (row: number) => year(row) === 2019,
        (row: number) => report(row) === 33,
        (row: number) => region(row) > 3 && year(row) !== 2017 && report(row) !== 60,
      ];
      for (const accept of filters) {
        const hits = index.search(query32, 10, accept);
        expect(hits.map((hit) => hit.row)).toEqual(findNearest(many, query32, 10, accept).map((hit) => hit.row));
      }
    });

    it("gives nothing when nothing passes the filter", async () => {
      expect((await create(table)).search(query, 5, () => false)).toEqual([]);
    });

    it("gives all rows when fewer than k are there", async () => {
      expect((await create(createSampleTable(4, 24))).search(query, 10)).toHaveLength(4);
    });

    it("gives nothing from an empty table", async () => {
      expect((await create(createSampleTable(0, 24))).search(query, 10)).toEqual([]);
    });
  });
}
