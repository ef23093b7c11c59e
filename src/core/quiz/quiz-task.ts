import type { Library } from "../model/library.ts";
import type { QuizDifficulty, QuizItem } from "../model/quiz.ts";
import type { QuizFact } from "./quiz-fact.ts";
import type { ReportList } from "./report-lists.ts";
import type { Random } from "./seeded-random.ts";

/** What an item is made with. */
export interface QuizTask {
  readonly library: Library;
  readonly random: Random;
  /** Rows of the reports of the paper, in the order that they were drawn in. */
  readonly rows: readonly number[];
  /** Whether a row is one of them. */
  readonly isOfPaper: (row: number) => boolean;
  /** Facts of the report in turn that were not asked yet, in the order to try them. */
  readonly facts: readonly QuizFact[];
  readonly reportRow: number;
  readonly difficulty: QuizDifficulty;
  /** For what is to come out evenly: of two items of a type, one has true and one false. */
  readonly coin: boolean;
  /** How many wrong figures lie below the key, and at which place the key stands: 0–3, each as often as the others. */
  readonly rank: number;
  readonly place: number;
  /** Whether a fact, of any report, was not asked yet and may be. */
  readonly mayAsk: (fact: QuizFact) => boolean;
  /** The same for what a report lists. */
  readonly mayAskList: (list: ReportList) => boolean;
}

/** An item with what it used up: nothing of it is asked again in the paper. */
export interface MadeItem {
  readonly item: QuizItem;
  /** What `askedOf` gives for its facts, or the places of a text. */
  readonly asked: readonly string[];
}

/** Makes one item, or null where the report in turn has nothing for it. */
export type ItemMaker = (task: QuizTask) => MadeItem | null;

/** Marks facts as asked: themselves, and what they say wherever else it is told. */
export function askedOf(facts: readonly QuizFact[]): readonly string[] {
  return facts.flatMap(({ id, topic }) => [id, topic]);
}

/** The first item that can be made of several candidates; null where none can. */
export function firstMade<T>(candidates: Iterable<T>, make: (one: T) => MadeItem | null): MadeItem | null {
  for (const one of candidates) {
    const made = make(one);
    if (made !== null) return made;
  }
  return null;
}
