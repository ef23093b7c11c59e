import type { Library } from "../model/library.ts";
import type { QuizDifficulty, QuizItem } from "../model/quiz.ts";
import type { QuizFact } from "./quiz-fact.ts";
import type { Random } from "./seeded-random.ts";

/** What an item is made with. */
export interface QuizTask {
  readonly library: Library;
  readonly random: Random;
  /** Rows of the reports of the paper. */
  readonly rows: readonly number[];
  /** Facts of the report in turn that were not asked yet, in the order to try them. */
  readonly facts: readonly QuizFact[];
  readonly reportRow: number;
  readonly difficulty: QuizDifficulty;
}

/** An item with what it used up: nothing of it is asked again in the paper. */
export interface MadeItem {
  readonly item: QuizItem;
  /** Ids of facts, or of places of a text. */
  readonly asked: readonly string[];
}

/** Makes one item, or null where the report in turn has nothing for it. */
export type ItemMaker = (task: QuizTask) => MadeItem | null;
