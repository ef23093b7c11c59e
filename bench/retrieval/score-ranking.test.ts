import { describe, expect, test } from "vitest";
import { meanScores, quantile, scoreRanking } from "./score-ranking.ts";

describe("scoreRanking", () => {
  test("one relevant passage in the third place", () => {
    expect(scoreRanking(["a", "b", "c"], new Set(["c"]))).toEqual({
      mrr10: 1 / 3,
      recall1: 0,
      recall5: 1,
      recall10: 1,
      ndcg10: 1 / Math.log2(4),
    });
  });

  test("recall is of the relevant passages, the reciprocal rank of the first found", () => {
    const scores = scoreRanking(["a", "x", "y", "z", "w", "b"], new Set(["a", "b", "c", "d"]));
    expect(scores).toMatchObject({ mrr10: 1, recall1: 0.25, recall5: 0.25, recall10: 0.5 });
    expect(scores.ndcg10).toBeCloseTo(
      (1 + 1 / Math.log2(7)) / (1 + 1 / Math.log2(3) + 1 / Math.log2(4) + 1 / Math.log2(5)),
    );
  });

  test("the best order possible is 1, more relevant passages than places included", () => {
    const ids = Array.from({ length: 12 }, (_, row) => `p${row}`);
    expect(scoreRanking(ids, new Set(ids)).ndcg10).toBeCloseTo(1);
  });

  test("what stands behind the tenth place counts for nothing", () => {
    const ids = Array.from({ length: 11 }, (_, row) => `p${row}`);
    expect(scoreRanking(ids, new Set(["p10"]))).toMatchObject({ mrr10: 0, recall10: 0, ndcg10: 0 });
  });
});

test("meanScores gives each question the same weight", () => {
  const scores = [scoreRanking(["a"], new Set(["a"])), scoreRanking(["a"], new Set(["b", "c", "d"]))];
  expect(meanScores(scores)).toEqual({ mrr10: 0.5, recall1: 0.5, recall5: 0.5, recall10: 0.5, ndcg10: 0.5 });
});

test("quantile takes the nearest rank", () => {
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2);
  expect(quantile([4, 1, 3, 2], 0.95)).toBe(4);
  expect(quantile([], 0.5)).toBe(0);
});
