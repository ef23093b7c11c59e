import { expect, test } from "vitest";
import { fallsOf, toBaseline } from "./baseline.ts";
import type { Scorecard, TypeScore } from "./evaluate.ts";

const score = (changed: Partial<TypeScore> = {}): TypeScore => ({
  ...{ questions: 10, gold1: 0.9, gold5: 1, mrr10: 0.95, includes: 0.8, lead: 0.7, cites: 0.9, abstained: null },
  ...{ falselyAbstained: 0.1, answersWithUncitedNumbers: 0, phrased: 0, p50Ms: 5 },
  ...changed,
});
const card = (changed: Partial<TypeScore> = {}): Scorecard => ({
  questions: [],
  byType: { compare: score(changed) },
  total: score(),
});

test("tells every measure that fell, by type, and none that rose", () => {
  const baseline = toBaseline(card());
  expect(fallsOf(card(), baseline)).toEqual([]);
  expect(fallsOf(card({ includes: 0.9, falselyAbstained: 0 }), baseline)).toEqual([]);
  expect(fallsOf(card({ lead: 0.6, falselyAbstained: 0.2 }), baseline)).toEqual([
    "compare lead: 0.7 → 0.6",
    "compare falselyAbstained: 0.1 → 0.2",
  ]);
  expect(fallsOf(card({ cites: null }), baseline)).toEqual(["compare cites: 0.9 → null"]);
  expect(fallsOf({ ...card(), byType: {} }, baseline).length).toBeGreaterThan(5);
});
