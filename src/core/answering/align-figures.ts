import { tokenize } from "../search/tokenize.ts";
import { type ScannedFigure, scanFigures } from "../text/figure-scan.ts";
import type { AskedFigure } from "./plan-question.ts";

/** A figure is taken for the one asked only when its words fit this much better than those of the next. */
const CLEAR_MARGIN = 1.15;
/** Pairs of characters that a figure's words must share with the question's to count as the same thing. */
const MIN_SHARED_PAIRS = 1;
const CONTEXT_CHARS = 24;

/**
 * For each figure asked for, the figure of the sentences that answers it; null where the words do not decide
 * clearly. A figure answers one question only. `fold` is the folding that the question went through. Better no
 * lead than a neighbour's number.
 */
export function alignFigures(
  sentences: readonly string[],
  asked: readonly AskedFigure[],
  fold: (text: string) => string,
): (ScannedFigure | null)[] {
  const figures = sentences.flatMap((sentence) => {
    const scanned = scanFigures(sentence);
    return scanned.map((figure, row) => ({ figure, context: fold(contextOf(sentence, scanned, row)) }));
  });
  const taken = new Set<ScannedFigure>();
  return asked.map((wanted) => {
    const words = new Set(tokenize(wanted.context));
    const ranked = figures
      .filter(({ figure }) => fits(figure, wanted) && !taken.has(figure))
      .map(({ figure, context }) => ({ figure, score: overlap(words, context) }))
      .sort((a, b) => b.score - a.score);
    const [best, second] = ranked;
    if (best === undefined || best.score < MIN_SHARED_PAIRS) return null;
    if (second !== undefined && best.score < second.score * CLEAR_MARGIN) return null;
    taken.add(best.figure);
    return best.figure;
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
