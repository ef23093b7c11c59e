import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bestRows } from "./best-rows.ts";

describe("the best rows", () => {
  test("are those that sorting everything would put first", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -2, max: 6 }), { maxLength: 60 }),
        fc.integer({ min: 1, max: 20 }),
        fc.option(fc.array(fc.constantFrom(0, 0.5, 1), { minLength: 60, maxLength: 60 }), { nil: undefined }),
        (scores, k, fits) => {
          const fitOf = fits && ((row: number) => fits[row] ?? 0);
          const sorted = scores
            .map((score, row) => ({ row, score: score * (fitOf?.(row) ?? 1) }))
            .filter(({ score }) => score > 0)
            .sort((a, b) => b.score - a.score || a.row - b.row)
            .slice(0, k)
            .map(({ row }) => row);
          expect(bestRows(scores, k, fitOf)).toEqual(sorted);
        },
      ),
    );
  });

  test("are none where nothing scores", () => {
    expect(bestRows([0, 0, 0], 5)).toEqual([]);
    expect(bestRows([Number.NaN, 0, Number.NaN], 5)).toEqual([]);
    expect(bestRows([1, 2, 3], 5, () => 0)).toEqual([]);
  });
});
