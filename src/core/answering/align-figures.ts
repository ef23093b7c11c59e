import { tokenize } from "../search/tokenize.ts";
import { type ScannedFigure, scanFigures } from "../text/figure-scan.ts";
import type { AskedFigure } from "./plan-question.ts";

/** A figure is taken for the one asked only when its words fit this much better than those of the next. */
const CLEAR_MARGIN = 1.15;
const CONTEXT_CHARS = 24;

/**
 * For each figure asked for, the figure of the sentence that answers it; null where the words do not decide
 * clearly. `fold` is the folding that the question went through. Better no lead than a neighbour's number.
 */
export function alignFigures(
  sentence: string,
  asked: readonly AskedFigure[],
  fold: (text: string) => string,
): (ScannedFigure | null)[] {
  const figures = scanFigures(sentence);
  const contexts = figures.map((_, row) => contextOf(sentence, figures, row));
  return asked.map((wanted) => {
    const words = new Set(tokenize(wanted.context));
    const ranked = figures
      .map((figure, row) => ({ figure, score: fits(figure, wanted) ? overlap(words, fold(contexts[row] ?? "")) : -1 }))
      .filter(({ score }) => score >= 0)
      .sort((a, b) => b.score - a.score);
    const [best, second] = ranked;
    if (best === undefined) return null;
    if (second === undefined) return best.figure;
    return best.score > 0 && best.score >= second.score * CLEAR_MARGIN ? best.figure : null;
  });
}

function fits(figure: ScannedFigure, wanted: AskedFigure): boolean {
  // A year or month is a period, not a quantity, unless it is asked for.
  if (wanted.units.length === 0) return !["年", "月", "日"].includes(figure.unit) || figure.qualifier !== "";
  return wanted.units.includes(figure.unit);
}

/** The words that say what a figure counts: back to the figure before it or the clause's start, and its noun. */
function contextOf(sentence: string, figures: readonly ScannedFigure[], row: number): string {
  const figure = figures[row];
  if (figure === undefined) return "";
  const from = Math.max(figures[row - 1]?.end ?? 0, figure.start - CONTEXT_CHARS);
  const next = figures[row + 1]?.start ?? sentence.length;
  const tail =
    sentence.slice(figure.end, Math.min(next, figure.end + CONTEXT_CHARS / 2)).split(/[，；。、,;]/u)[0] ?? "";
  const lead =
    sentence
      .slice(from, figure.start)
      .split(/[；。;]/u)
      .at(-1) ?? "";
  return `${lead} ${tail}`;
}

function overlap(words: ReadonlySet<string>, folded: string): number {
  let score = 0;
  for (const term of new Set(tokenize(folded))) if (words.has(term)) score += term.length > 1 ? 1 : 0.2;
  return score;
}
