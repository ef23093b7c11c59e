import { setImmediate as nextTurn } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { bindLibrary } from "../adapters/vector-store/bind-library.ts";
import { fillStore } from "../adapters/vector-store/fill-store.ts";
import { createStoreCircuit, guardVectors } from "../adapters/vector-store/guard-vectors.ts";
import { placeReports } from "../adapters/vector-store/stored-reports.ts";
import type { VectorTable } from "../core/model/library.ts";
import type { VectorStore } from "../core/ports/vector-store.ts";
import { createPlacedLibrary, PASSAGES, REGIONS, type SampleLibrary } from "./placed-library.ts";
import { plainStamp } from "./plain-stamp.ts";
import type { TestedEngine } from "./tested-engine.ts";
import { testAnswersOverStore } from "./vector-answers-contract.ts";
import { createSampleTable, findNearest, rowOf } from "./vector-index-contract.ts";

const DIMENSIONS = 32;
const STAMP = plainStamp("contract", DIMENSIONS);
const LIMIT_MS = 5_000;

const queries = createSampleTable(12, DIMENSIONS, 9);
const queryAt = (row: number) => rowOf(queries, row);

/** Rows of the nearest, told plainly: those who agree on them have found them exactly. */
const nearestRows = (table: VectorTable, query: Float32Array, accept?: (row: number) => boolean) =>
  findNearest(table, query, 10, accept).map(({ row }) => row);

/** What every engine behind `VectorStore` must do. */
export function testVectorStore(name: string, create: () => Promise<TestedEngine>): void {
  describe(`${name} keeps the vector-store contract`, () => {
    const library = createPlacedLibrary(STAMP, 80);
    let engine: TestedEngine;
    let store: VectorStore;

    beforeAll(async () => {
      engine = await create();
      store = await engine.open(STAMP);
      await fillStore(store, library);
    });
    afterAll(async () => {
      await store?.close();
      await engine?.close();
    });

    const search = async (of: SampleLibrary, query: Float32Array, accepts?: (reportRow: number) => boolean) =>
      (await bindLibrary(store, of).search(query, 10, accepts)).map(({ row }) => row);

    it("finds the ten that an exact scan finds, best first, with their cosine", async () => {
      for (let row = 0; row < 12; row++) {
        const hits = await bindLibrary(store, library).search(queryAt(row), 10, undefined);
        const nearest = findNearest(library.vectors, queryAt(row), 10);
        expect(hits.map((hit) => hit.row)).toEqual(nearest.map((hit) => hit.row));
        for (const [place, hit] of hits.entries()) expect(hit.score).toBeCloseTo(nearest[place]?.score ?? 0, 4);
      }
    });

    const placeOf = (row: number) => library.reports[row]?.identity;
    it.each([
      ["a region", (row: number) => placeOf(row)?.region.value === REGIONS[3]],
      ["a year", (row: number) => placeOf(row)?.year.value === 2019],
      [
        "a region in a year",
        (row: number) => placeOf(row)?.region.value === REGIONS[1] && placeOf(row)?.year.value === 2017,
      ],
      ["a report", (row: number) => row === 33],
      ["reports that no place and year tell from others", (row: number) => [3, 40, 77].includes(row)],
      ["all but some", (row: number) => row % 5 !== 0],
      ["those whose region is unknown", (row: number) => placeOf(row)?.region.value === null],
    ])("filters by %s without losing a row", async (_, accepts) => {
      for (let row = 0; row < 4; row++) {
        const found = await search(library, queryAt(row), accepts);
        expect(found).toEqual(nearestRows(library.vectors, queryAt(row), (at) => accepts(Math.floor(at / PASSAGES))));
      }
    });

    it("finds nothing where nothing is accepted, and all where there are fewer than asked for", async () => {
      expect(await search(library, queryAt(0), () => false)).toEqual([]);
      expect(await bindLibrary(store, library).search(queryAt(0), 3 * PASSAGES, (row) => row === 7)).toHaveLength(
        PASSAGES,
      );
    });

    it("tells how near given passages are", async () => {
      const rows = [0, 3, 250, 1_999];
      const similar = await bindLibrary(store, library).similarities(queryAt(1), rows);
      const all = findNearest(library.vectors, queryAt(1), 2_000);
      for (const row of rows) expect(similar.get(row)).toBeCloseTo(all.find((hit) => hit.row === row)?.score ?? 9, 4);
      expect(await bindLibrary(store, library).similarities(queryAt(1), [])).toEqual(new Map());
    });

    it("puts in only what is missing", async () => {
      const again = await engine.open(STAMP);
      expect(await fillStore(again, library)).toBe(0);
      expect(await store.missing(placeReports(library))).toEqual([]);
      await again.close();
    });

    it("holds each passage once, however often its report is put in", async () => {
      const [report] = placeReports(library);
      if (report === undefined) throw new Error("no report");
      const vectors = library.vectors.values.slice(0, PASSAGES * DIMENSIONS);
      for (let time = 0; time < 2; time++) await store.put([report], vectors);
      await store.settle();
      const hits = await store.search(queryAt(0), 3 * PASSAGES, { reports: [report.key] });
      const passages = hits.flatMap(({ report: key, passage }) => (key === report.key ? [passage] : []));
      expect(passages.sort((a, b) => a - b)).toEqual(Array.from({ length: PASSAGES }, (_, passage) => passage));
      expect(await search(library, queryAt(3))).toEqual(nearestRows(library.vectors, queryAt(3)));
    });

    it("answers from the index before while another instance puts a new one in, then from the new one", async () => {
      const changed = createPlacedLibrary(STAMP, 80, 40);
      const other = await engine.open(STAMP);
      let filling = true;
      const filled = fillStore(other, changed).finally(() => {
        filling = false;
      });
      let answers = 0;
      for (let row = 0; filling || answers < 4; row = (row + 1) % 12, answers++) {
        expect(await search(library, queryAt(row))).toEqual(nearestRows(library.vectors, queryAt(row)));
        // An engine in this process would leave nobody else a turn.
        await nextTurn();
      }
      expect(await filled).toBe(40 * PASSAGES);
      for (let row = 0; row < 6; row++)
        expect(await search(changed, queryAt(row))).toEqual(nearestRows(changed.vectors, queryAt(row)));
      await other.retain(placeReports(library), placeReports(changed));
      await other.close();
      expect(await store.missing(placeReports(changed))).toHaveLength(40);
      expect(await search(library, queryAt(2))).toEqual(nearestRows(library.vectors, queryAt(2)));
    });

    it("forgets a report that is gone, and takes it in again", async () => {
      const fewer = createPlacedLibrary(STAMP, 79);
      await store.retain(placeReports(fewer), placeReports(library));
      expect(await store.missing(placeReports(library))).toEqual([
        expect.objectContaining({ key: placeReports(library)[79]?.key }),
      ]);
      expect(await search(library, rowOf(library.vectors, 79 * PASSAGES))).not.toContain(79 * PASSAGES);
      expect(await fillStore(store, library)).toBe(PASSAGES);
      expect(await search(library, rowOf(library.vectors, 79 * PASSAGES))).toContain(79 * PASSAGES);
    });

    it("refuses vectors of another model, in words", async () => {
      const stamp = plainStamp("another", DIMENSIONS + 16);
      const failed = engine.open(stamp).then(async (other) => {
        const query = new Float32Array(stamp.dimensions).fill(0.1);
        await other.search(query, 5, {}).finally(() => other.close());
      });
      await expect(failed).rejects.toMatchObject({
        code: "index-mismatch",
        message: expect.stringMatching(/another.*npm run ingest/s),
      });
    });

    describe("when it is switched off", () => {
      let now = 0;
      beforeEach(() => engine.breakDown());

      it("fails soon and in words, is left alone, and is found again by itself", async () => {
        const circuit = createStoreCircuit(() => now);
        const guarded = guardVectors(bindLibrary(store, library), circuit, LIMIT_MS);
        const failures: string[] = [];
        for (let i = 0; i < 4; i++)
          await guarded
            .search(queryAt(0), 5, undefined)
            .catch((error) => failures.push(`${error.code} ${error.message}`));
        expect(failures).toHaveLength(4);
        for (const failure of failures) {
          expect(failure).toMatch(/^backend-failed .*[\u4e00-\u9fff]/);
          for (const secret of engine.secrets) expect(failure).not.toContain(secret);
        }
        expect(failures[3]).toContain("秒后再试");
        await engine.repair();
        expect(circuit.isOpen()).toBe(true);
        now += 60_000;
        const hits = await guarded.search(queryAt(0), 10, undefined);
        expect(hits.map(({ row }) => row)).toEqual(nearestRows(library.vectors, queryAt(0)));
        expect(circuit.isOpen()).toBe(false);
      });
    });
  });
  testAnswersOverStore(name, DIMENSIONS, create);
}
