import type { QuizItem } from "../../core/model/quiz.ts";

/** Moodle refuses weights that are not on its list; of those it has one n-th for n up to 10 only. */
const MAX_CORRECT = 10;

/** Why Moodle cannot mark an item, in GIFT and in XML alike. */
export function findMoodleFault(item: QuizItem): string | undefined {
  if (item.type !== "multiple") return undefined;
  const correct = item.options.filter((option) => option.correct).length;
  return correct > MAX_CORRECT ? `Moodle 的多选题最多 ${MAX_CORRECT} 个正确选项，这道题有 ${correct} 个` : undefined;
}

/**
 * Per cent of the mark that choosing an option of a multiple item brings. As Chinese papers mark: each correct option
 * an equal share, together 100; one wrong option takes all away (Moodle lets no mark fall below 0).
 */
export function weighOption(correct: boolean, correctCount: number): string {
  return correct ? String(Number((100 / correctCount).toFixed(5))) : "-100";
}

/** In Moodle's short answers `*` stands for any text. */
export const escapeWildcard = (answer: string): string => answer.replaceAll("*", "\\*");
