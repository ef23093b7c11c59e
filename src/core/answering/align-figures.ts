import { tokenize } from "../search/tokenize.ts";
import { type ScannedFigure, scanFigures } from "../text/figure-scan.ts";
import type { AskedFigure } from "./plan-question.ts";

/** A figure is taken for the one asked only when its words fit this much better than those of the next. */
const CLEAR_MARGIN = 1.3;
/** Pairs of characters that a figure's words must share with the question's to count as the same thing. */
const MIN_SHARED_PAIRS = 1;
const CONTEXT_CHARS = 24;
const CLAUSE_END = /[，；。,;]/u;
/** Words before the clause that asks (…案件中, 民事的有多少) say less of what is counted than the clause itself. */
const EARLIER_CLAUSE_WEIGHT = 0.3;

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
    return scanned.map((figure, row) => ({ figure, context: contextOf(sentence, scanned, row) }));
  });
  const taken = new Set<ScannedFigure>();
  return asked.map((wanted) => {
    const words = weighContext(wanted.context);
    const free = figures.filter(({ figure }) => fits(figure, wanted) && !taken.has(figure));
    // 多少份 is answered by 166份 wherever one is stated, and by another measure word only where none is.
    const exact = free.filter(({ figure }) => figure.unit === wanted.unit);
    const ranked = (exact.length > 0 ? exact : free)
      .map(({ figure, context }) => ({
        figure,
        score: overlap(words, fold(context.own)) + EARLIER_CLAUSE_WEIGHT * overlap(words, fold(context.earlier)),
      }))
      .sort((a, b) => b.score - a.score);
    const [best, second] = ranked;
    if (best === undefined || best.score < MIN_SHARED_PAIRS) return null;
    if (second !== undefined && best.score < second.score * CLEAR_MARGIN) return null;
    taken.add(best.figure);
    return best.figure;
  });
}

function fits(figure: ScannedFigure, wanted: AskedFigure): boolean {
  // A bare number is a name (12345热线) and a year or month a period, not a quantity, unless it is asked for.
  if (wanted.units.length === 0) return figure.qualifier !== "" || !["", "年", "月", "日"].includes(figure.unit);
  return wanted.units.includes(figure.unit);
}

/** What a figure counts: its own clause on both sides of it, and, for less, the clause before. */
interface FigureContext {
  readonly own: string;
  readonly earlier: string;
}

function contextOf(sentence: string, figures: readonly ScannedFigure[], row: number): FigureContext {
  const figure = figures[row];
  if (figure === undefined) return { own: "", earlier: "" };
  const from = Math.max(figures[row - 1]?.end ?? 0, figure.start - CONTEXT_CHARS);
  const next = figures[row + 1]?.start ?? sentence.length;
  const tail = sentence.slice(figure.end, Math.min(next, figure.end + CONTEXT_CHARS)).split(CLAUSE_END)[0] ?? "";
  const clauses = sentence.slice(from, figure.start).split(CLAUSE_END);
  return { own: `${clauses.at(-1) ?? ""} ${tail}`, earlier: clauses.at(-2) ?? "" };
}

function weighContext(context: string): Map<string, number> {
  const clauses = context.split(/[，,；;。？?]/u).filter((clause) => clause.trim() !== "");
  const words = new Map<string, number>();
  for (const [row, clause] of clauses.entries())
    for (const term of tokenize(clause)) words.set(term, row === clauses.length - 1 ? 1 : EARLIER_CLAUSE_WEIGHT);
  return words;
}

function overlap(words: ReadonlyMap<string, number>, folded: string): number {
  let score = 0;
  for (const term of new Set(tokenize(folded))) score += (words.get(term) ?? 0) * (term.length > 1 ? 1 : 0.2);
  return score;
}
