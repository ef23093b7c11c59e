import type { QuizDifficulty, QuizItem, QuizItemType, QuizSource } from "../model/quiz.ts";
import type { QuizFact } from "./quiz-fact.ts";
import { sourceOf } from "./quiz-source.ts";
import { hashText } from "./seeded-random.ts";
import { LEANING } from "./stands-alone.ts";

/** The label of an item whose key no report states by itself. */
export function computedLabel([first, ...others]: readonly QuizFact[]): QuizItem["label"] {
  return others.some(({ report }) => report !== first?.report) ? "由多份报告计算" : "由报告数据计算";
}

interface ItemWords {
  readonly type: QuizItemType;
  readonly difficulty: QuizDifficulty;
  readonly stem: string;
  /** The right answer as written, where it is one; the stem must not say it. */
  readonly key?: string;
  readonly label?: QuizItem["label"];
}

export interface FactItemParts extends ItemWords {
  /** What is asked about, at least one. */
  readonly facts: readonly QuizFact[];
}

export interface TextItemParts extends ItemWords {
  readonly sources: readonly QuizSource[];
  /** Stand for what is asked about. */
  readonly asked: readonly string[];
  /** What the stem has to name. */
  readonly named: readonly PlaceAndYear[];
}

export interface PlaceAndYear {
  readonly place: string;
  readonly year: number;
}

type ItemBase = Omit<QuizItem, "type" | "options" | "correct" | "answers" | "points" | "explanation">;

/** What items about facts have in common; null where the stem does not stand alone or gives its key away. */
export function itemBase({ facts, ...words }: FactItemParts): ItemBase | null {
  return textItemBase({
    ...words,
    sources: facts.map(sourceOf),
    asked: facts.map(({ id }) => id),
    named: facts.map(({ who, year }) => ({ place: who.place, year })),
  });
}

/** The same for items about what a report says in words. */
export function textItemBase(parts: TextItemParts): ItemBase | null {
  const { type, difficulty, stem, key, label = "原文摘录", sources, asked, named } = parts;
  const [first, ...others] = sources;
  if (first === undefined || !standsAlone(stem, named) || (key !== undefined && givesAway(stem, key))) return null;
  const unique = others.filter((one, row) => !sources.slice(0, row + 1).some((other) => isSame(one, other)));
  return {
    id: evidenceDigits(asked) + hex(`${type} ${stem}`),
    ...{ difficulty, stem, label },
    sources: [first, ...unique],
    chapter: first.section[0] ?? "",
    review: "unreviewed",
  };
}

function isSame(one: QuizSource, other: QuizSource): boolean {
  return one.reportId === other.reportId && one.start === other.start;
}

/** The first eight digits of an item's id: they stand for what is asked about, the other eight for how. */
export function evidenceDigits(asked: readonly string[]): string {
  return hex([...asked].sort().join(" "));
}

function hex(text: string): string {
  return hashText(text).toString(16).padStart(8, "0");
}

/** Whether a stem names every place and year asked about and leans on nothing outside of it. */
export function standsAlone(stem: string, named: readonly PlaceAndYear[]): boolean {
  return !LEANING.test(stem) && named.every(({ place, year }) => stem.includes(place) && stem.includes(`${year}年`));
}

/** Whether a text says a figure, or its number alone as a whole number. */
export function givesAway(text: string, key: string): boolean {
  if (text.includes(key)) return true;
  const digits = /\d[\d,]*(?:\.\d+)?/u.exec(key)?.[0];
  return digits !== undefined && new RegExp(`(?<![\\d.,])${digits.replaceAll(".", "\\.")}(?![\\d.,])`, "u").test(text);
}
