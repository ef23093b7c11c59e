import type { QuizItem } from "../core/model/quiz.ts";
import { textId } from "../core/quiz/seeded-random.ts";

/**
 * Stands for everything that an item tells: sent along with it, so that an item that comes back shows whether anybody
 * has changed it. No signature: who wants to pass their own words off as ours can, and changes nothing but their own
 * paper. What people mark (`review`) is not part of it.
 */
export function sealItem(item: QuizItem): string {
  const { id, type, difficulty, stem, explanation, chapter, label } = item;
  const sources = item.sources.map(({ reportId, title, section, quote, start, end }) =>
    [reportId, title, ...section, quote, start, end].join("\n"),
  );
  return textId(JSON.stringify([id, type, difficulty, stem, explanation, chapter, label, keyOf(item), sources]));
}

function keyOf(item: QuizItem): unknown {
  switch (item.type) {
    case "single":
    case "multiple":
      return item.options.map(({ text, correct }) => [text, correct]);
    case "judge":
      return item.correct;
    case "fill":
      return item.answers;
    case "short":
      return item.points;
  }
}
