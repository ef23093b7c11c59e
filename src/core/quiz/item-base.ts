import type { QuizDifficulty, QuizItem, QuizItemType, QuizSource } from "../model/quiz.ts";
import { LEANING, type QuizFact, sourceOf } from "./quiz-fact.ts";
import { hashText } from "./seeded-random.ts";

export interface ItemParts {
  readonly type: QuizItemType;
  readonly difficulty: QuizDifficulty;
  readonly stem: string;
  /** What is asked about, at least one. */
  readonly facts: readonly QuizFact[];
  /** The right answer as written, where it is one; the stem must not say it. */
  readonly key?: string;
  readonly label?: QuizItem["label"];
}

type ItemBase = Omit<QuizItem, "type" | "options" | "correct" | "answers" | "points" | "explanation">;

/** What items of all types have; null where the stem does not stand alone or gives its key away. */
export function itemBase({ type, difficulty, stem, facts, key, label = "原文摘录" }: ItemParts): ItemBase | null {
  const sources = facts.map(sourceOf);
  const [first, ...others] = sources;
  if (first === undefined || !standsAlone(stem, facts) || (key !== undefined && givesAway(stem, key))) return null;
  const unique = others.filter((one, row) => !sources.slice(0, row + 1).some((other) => isSame(one, other)));
  return {
    id: itemId(
      type,
      facts.map(({ id }) => id),
      stem,
    ),
    ...{ difficulty, stem, label },
    sources: [first, ...unique],
    chapter: facts[0]?.chapter ?? "",
    review: "unreviewed",
  };
}

function isSame(one: QuizSource, other: QuizSource): boolean {
  return one.reportId === other.reportId && one.start === other.start;
}

/** Eight digits for what is asked about, eight for how. */
export function itemId(type: QuizItemType, asked: readonly string[], stem: string): string {
  return evidenceDigits(asked) + hex(`${type} ${stem}`);
}

/** See `itemId`. */
export function evidenceDigits(asked: readonly string[]): string {
  return hex([...asked].sort().join(" "));
}

function hex(text: string): string {
  return hashText(text).toString(16).padStart(8, "0");
}

/** Whether a stem names the place and year of every fact and leans on nothing outside of it. */
export function standsAlone(stem: string, facts: readonly Pick<QuizFact, "who" | "year">[]): boolean {
  return !LEANING.test(stem) && facts.every(({ who, year }) => stem.includes(who.place) && stem.includes(`${year}年`));
}

/** Whether a text says a figure, or its number alone as a whole number. */
export function givesAway(text: string, key: string): boolean {
  if (text.includes(key)) return true;
  const digits = /\d[\d,]*(?:\.\d+)?/u.exec(key)?.[0];
  return digits !== undefined && new RegExp(`(?<![\\d.,])${digits.replaceAll(".", "\\.")}(?![\\d.,])`, "u").test(text);
}
