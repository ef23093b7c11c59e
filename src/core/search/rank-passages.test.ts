import { describe, expect, test } from "vitest";
import { type PassageFeatures, rankPassages } from "./rank-passages.ts";

const NOTHING: PassageFeatures = {
  lexical: 0,
  title: 0,
  window: 0,
  closeness: 0,
  numbers: 0,
  chapter: 0,
  official: 0,
  vector: 0,
};

describe("ranking of candidates", () => {
  test("lets words decide where they stand together", () => {
    const [words = 0, meaning = 0] = rankPassages([
      { ...NOTHING, lexical: 0.6, window: 1, vector: 0.2 },
      { ...NOTHING, lexical: 0.3, window: 0.5, vector: 0.9 },
    ]);
    expect(words).toBe(1);
    expect(meaning).toBeLessThan(words);
  });

  test("lets meaning decide where no passage says the words", () => {
    const [words = 0, meaning = 0] = rankPassages([
      { ...NOTHING, lexical: 0.08, window: 0.1, vector: 0.1 },
      { ...NOTHING, lexical: 0.02, window: 0.05, vector: 0.8 },
    ]);
    expect(meaning).toBe(1);
    expect(words).toBeLessThan(meaning);
  });

  test("never lowers a passage for matching more", () => {
    const base: PassageFeatures = {
      lexical: 0.3,
      title: 0.3,
      window: 0.4,
      closeness: 0.2,
      numbers: 0.5,
      chapter: 0,
      official: 0.2,

      vector: 0.3,
    };
    for (const feature of Object.keys(base) as (keyof PassageFeatures)[]) {
      // A third candidate keeps what is left unsaid the same.
      const [one = 0, other = 0] = rankPassages([
        { ...base, [feature]: base[feature] + 0.1 },
        base,
        { ...base, window: 0.6 },
      ]);
      expect(one, feature).toBeGreaterThanOrEqual(other);
    }
  });

  test("gives scores from 0 to 1, the best 1, and keeps the order of the candidates", () => {
    expect(rankPassages([])).toEqual([]);
    expect(rankPassages([NOTHING])).toEqual([0]);
    expect(
      rankPassages([
        { ...NOTHING, lexical: 0.1 },
        { ...NOTHING, lexical: 0.2 },
      ]),
    ).toEqual([0.5, 1]);
  });
});
