import { beforeAll, describe, expect, it } from "vitest";
import type { Library } from "../../src/core/model/library.ts";
import type { ChoiceItem, QuizBlueprint, QuizItem } from "../../src/core/model/quiz.ts";
import { makeQuiz } from "../../src/core/quiz/make-quiz.ts";
import { findFaults, guessRates } from "./find-faults.ts";
import { FOLDERS, generatedLibrary, HAS_ORIGINALS, libraryOf } from "./quiz-libraries.ts";

const ITEMS = 1_000;
const REPORTS = 150;
const SEEDS = 400;

const LIBRARIES: readonly (readonly [string, () => Promise<Library>])[] = [
  ["the digests, which the product starts with", () => libraryOf(FOLDERS.digests)],
  ["invented reports", () => libraryOf(FOLDERS.further)],
  ["generated reports", () => generatedLibrary(REPORTS)],
  ...(HAS_ORIGINALS ? ([["the five originals", () => libraryOf(FOLDERS.originals)]] as const) : []),
];

/** Items of papers of one blueprint with seed after seed, until there are enough. */
function itemsOf(library: Library, blueprint: QuizBlueprint): QuizItem[] {
  const items: QuizItem[] = [];
  for (let seed = 1; items.length < ITEMS && seed < SEEDS; seed++)
    items.push(...makeQuiz(library, { ...blueprint, seed }).items);
  return items;
}

/** The names of the faults, each with the first stem that shows it. */
function told(library: Library, items: readonly QuizItem[]): readonly string[] {
  return [...findFaults(library, items)].map(([name, [first]]) => `${name}: ${first?.stem}`);
}

describe.each(LIBRARIES)("1,000 items of %s", (_, open) => {
  let library: Library;
  beforeAll(async () => {
    library = await open();
  });

  it.each([
    ["of all types", { count: 50 }],
    ["of single choice", { count: 20, types: ["single"] }],
    ["of figures to be told apart or reckoned with", { count: 10, difficulties: ["distinguish", "combine"] }],
  ] as const)(
    "%s are right by what they cite, stand alone and cannot be guessed",
    (name, blueprint) => {
      const items = itemsOf(library, blueprint);
      expect(items.length).toBeGreaterThanOrEqual(ITEMS);
      const faults = told(library, items);
      // Of a part of the items a guesser may be off by chance.
      expect(faults.filter((fault) => name === "of single choice" || !/not chance|not half/u.test(fault))).toEqual([]);
      expect(guessRates(items).size).toBeGreaterThan(0);
    },
    120_000,
  );

  it("make a full paper of fifty of all types", () => {
    for (const seed of [1, 2, 3]) expect(makeQuiz(library, { count: 50, seed }).shortfall).toEqual([]);
  });
});

/** Makes each single-choice item worse in one way. */
const broken: readonly [fault: string, (item: ChoiceItem) => QuizItem][] = [
  [
    "is not proven by what it cites",
    (item) => ({
      ...item,
      options: item.options.map(({ text, correct }, row) => ({
        text,
        correct: row === item.options.findIndex((one) => !one.correct) && !correct,
      })),
    }),
  ],
  ["leans on something outside", (item) => ({ ...item, stem: item.stem.replace(/\d{4}年/u, "今年") })],
  ["leans on something outside", (item) => ({ ...item, stem: item.stem.replace(/\d{4}年，?/u, "$&就能") })],
  ["does not name place and year", (item) => ({ ...item, stem: item.stem.replace(/\d{4}年/gu, "") })],
  [
    "says its key",
    (item) => ({ ...item, stem: `${item.stem}（${item.options.find(({ correct }) => correct)?.text}）` }),
  ],
  [
    "cites what is not there",
    (item) => ({ ...item, sources: [{ ...item.sources[0], start: item.sources[0].start + 1 }] }),
  ],
  [
    "has one value twice",
    (item) => ({
      ...item,
      options: item.options.map(({ correct }, row) => ({ text: row === 0 ? "1万件" : "10000件", correct })),
    }),
  ],
  [
    "largest is not chance",
    (item) => ({
      ...item,
      options: item.options.map(({ text, correct }) => ({ text: correct ? `9${text}` : text, correct })),
    }),
  ],
  [
    "longest is not chance",
    (item) => ({
      ...item,
      options: item.options.map(({ text, correct }) => ({ text: correct ? `${text}整` : text, correct })),
    }),
  ],
  [
    "first is not chance",
    (item) => ({ ...item, options: [...item.options].sort((a, b) => Number(b.correct) - Number(a.correct)) }),
  ],
];

describe("findFaults", () => {
  let given: Library;
  beforeAll(async () => {
    given = await libraryOf(FOLDERS.digests);
  });

  it.each(broken)("finds what %s", (fault, spoil) => {
    const items = makeQuiz(given, { count: 20, types: ["single"], difficulties: ["recall"] }).items;
    const spoilt = items.flatMap((item) => (item.type === "single" ? [spoil(item)] : []));
    expect([...findFaults(given, spoilt).keys()]).toContain(fault);
  });

  it("finds a wrong answer that a ledger tells of the same", () => {
    const { items } = makeQuiz(given, { count: 20, types: ["single"], difficulties: ["recall"] });
    const spoilt = items.flatMap((item) => {
      const key = item.type === "single" ? item.options.find(({ correct }) => correct)?.text : undefined;
      if (item.type !== "single" || key === undefined) return [];
      return [{ ...item, options: item.options.map((option) => ({ ...option, correct: !option.correct })) }];
    });
    expect([...findFaults(given, spoilt).keys()]).toContain("has a true distractor");
  });

  it("finds statements that are mostly true", () => {
    const items = makeQuiz(given, { count: 20, types: ["judge"] }).items.filter(
      (item) => item.type === "judge" && item.correct,
    );
    expect([...findFaults(given, items).keys()]).toContain("true is not half");
  });
});
