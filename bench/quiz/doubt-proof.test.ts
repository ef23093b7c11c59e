import { beforeAll, describe, expect, it } from "vitest";
import type { Library } from "../../src/core/model/library.ts";
import type { QuizItem } from "../../src/core/model/quiz.ts";
import { doubtItem } from "../../src/core/quiz/doubt-item.ts";
import { makeQuiz } from "../../src/core/quiz/make-quiz.ts";
import { FOLDERS, HAS_ORIGINALS, libraryOf } from "./quiz-libraries.ts";

const SEEDS = [1, 2, 3, 4, 5, 6];

/** An item with its key put elsewhere; null for one that is not made wrong so. */
function spoil(item: QuizItem): QuizItem | null {
  switch (item.type) {
    case "judge":
      return { ...item, correct: !item.correct };
    case "single": {
      const wrong = item.options.findIndex(({ correct }) => !correct);
      return { ...item, options: item.options.map(({ text }, row) => ({ text, correct: row === wrong })) };
    }
    case "multiple": {
      const wrong = item.options.find(({ correct }) => !correct);
      if (wrong === undefined) return null;
      return { ...item, options: item.options.map((one) => (one === wrong ? { ...one, correct: true } : one)) };
    }
    case "short":
      return { ...item, points: [...item.points, "成立人工智能伦理审查专班并开通夜间窗口"] };
    case "fill":
      return null;
  }
}

const LIBRARIES: readonly (readonly [string, string])[] = [
  ["the digests", FOLDERS.digests],
  ["invented reports", FOLDERS.further],
  ...(HAS_ORIGINALS ? ([["the five originals", FOLDERS.originals]] as const) : []),
];

describe.each(LIBRARIES)("items of %s", (_, folder) => {
  let library: Library;
  let items: readonly QuizItem[];
  beforeAll(async () => {
    library = await libraryOf(folder);
    items = SEEDS.flatMap((seed) => [
      ...makeQuiz(library, { count: 50, seed }).items,
      ...makeQuiz(library, { count: 20, seed, difficulties: ["distinguish", "combine"] }).items,
    ]);
  }, 60_000);

  const doubts = (item: QuizItem) => doubtItem(item, (id) => library.reports.find((one) => one.id === id)?.text);

  it("are doubted by nobody as they are made", () => {
    expect(items.filter((item) => doubts(item).length > 0).map((item) => [item.stem, ...doubts(item)])).toEqual([]);
  });

  it("are doubted when their key is put elsewhere", () => {
    const spoilt = items.flatMap((item) => spoil(item) ?? []);
    expect(spoilt.length).toBeGreaterThan(100);
    expect(spoilt.filter((item) => doubts(item).length === 0).map(({ stem }) => stem)).toEqual([]);
  });
});
