import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bestRows } from "./best-rows.ts";

describe("the best rows", () => {
  test("are those that sorting everything would put first", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -2, max: 6 }), { maxLength: 60 }),
        fc.integer({ min: 1, max: 20 }),
        (scores, k) => {
          const sorted = scores
            .map((score, row) => ({ row, score }))
            .filter(({ score }) => score > 0)
            .sort((a, b) => b.score - a.score || a.row - b.row)
            .slice(0, k)
            .map(({ row }) => row);
          expect(bestRows(scores.length, (row) => scores[row] ?? 0, k)).toEqual(sorted);
        },
      ),
    );
  });

  test("are none where nothing scores", () => {
    expect(bestRows(3, () => 0, 5)).toEqual([]);
    expect(bestRows(3, () => Number.NaN, 5)).toEqual([]);
  });
});
