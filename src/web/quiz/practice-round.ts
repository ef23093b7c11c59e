import type { QuizItemBody } from "../../http/quiz-item-contract.ts";
import { isAccepted } from "./fill-answer.ts";

/** What a learner gave: places of the options chosen, 对 or 错, a text a gap, or how they judged their own short answer. */
export type Given =
  | { readonly kind: "options"; readonly chosen: readonly number[] }
  | { readonly kind: "judge"; readonly correct: boolean }
  | { readonly kind: "fill"; readonly texts: readonly string[] }
  | { readonly kind: "own"; readonly right: boolean };

/** Items asked one after the other; each is answered once. */
export interface Round {
  readonly items: readonly QuizItemBody[];
  /** Whether each answer was right, in the order of the items; as many as were answered. */
  readonly results: readonly boolean[];
}

export const startRound = (items: readonly QuizItemBody[]): Round => ({ items, results: [] });

/** The item to be answered now; undefined once all are. */
export const currentItem = ({ items, results }: Round): QuizItemBody | undefined => items[results.length];

export const answerItem = (round: Round, right: boolean): Round => ({ ...round, results: [...round.results, right] });

export const countRight = ({ results }: Round): number => results.filter(Boolean).length;

/** The items whose answers were wrong, to be asked again. */
export const wrongItems = ({ items, results }: Round): QuizItemBody[] =>
  items.filter((_, row) => results[row] === false);

/** Right only as a whole: every option of a multiple choice, every gap. */
export function isRight(item: QuizItemBody, given: Given): boolean {
  switch (item.type) {
    case "single":
    case "multiple":
      return (
        given.kind === "options" && item.options.every(({ correct }, place) => correct === given.chosen.includes(place))
      );
    case "judge":
      return given.kind === "judge" && given.correct === item.correct;
    case "fill":
      return (
        given.kind === "fill" && item.answers.every((accepted, gap) => isAccepted(given.texts[gap] ?? "", accepted))
      );
    case "short":
      return given.kind === "own" && given.right;
  }
}
