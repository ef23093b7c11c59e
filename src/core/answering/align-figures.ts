import { isStrongTerm, type TermId, tokenize } from "../search/tokenize.ts";
import { type ScannedFigure, scanFigures } from "../text/figure-scan.ts";
import type { AskedFigure } from "./plan-question.ts";

/** A figure is taken for the one asked only when its words fit this much better than those of the next. */
const CLEAR_MARGIN = 1.3;
/** Pairs of characters that a figure's words must share with the question's to count as the same thing. */
const MIN_SHARED_PAIRS = 1;
const TAIL_CHARS = 24;
const CLAUSE_END = /[，；。,;]/u;
/** Words before the clause that asks (…案件中, 民事的有多少) say less of what is counted than the clause itself. */
const EARLIER_CLAUSE_WEIGHT = 0.3;
/** 复议审结多少件: 审结 tells the figure from its neighbours, 复议 only the topic. */
const NEAREST_WEIGHT = 2.5;
const INHERITED_SHARE = 0.7;
const SINGLE_CHARACTER_SHARE = 0.2;

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
    const words = weighContext(wanted);
    const free = figures.filter(({ figure }) => fits(figure, wanted) && !taken.has(figure));
    // 多少份 is answered by 166份 wherever one is stated, and by another measure word only where none is.
    const exact = free.filter(({ figure }) => figure.unit === wanted.unit);
    const ranked = (exact.length > 0 ? exact : free)
      .map(({ figure, context }) => ({ figure, score: fitOf(words, fold(context.own), fold(context.earlier)) }))
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

/** What a figure counts: its own clause on both sides of it, and what its sentence said before that. */
interface FigureContext {
  readonly own: string;
  readonly earlier: string;
}

function contextOf(text: string, figures: readonly ScannedFigure[], row: number): FigureContext {
  const figure = figures[row];
  if (figure === undefined) return { own: "", earlier: "" };
  const sentenceStart = Math.max(text.lastIndexOf("。", figure.start), text.lastIndexOf("\n", figure.start)) + 1;
  const previous = Math.max(figures[row - 1]?.end ?? 0, sentenceStart);
  const next = figures[row + 1]?.start ?? text.length;
  const between = text.slice(previous, figure.start);
  const clauseStart = previous + between.length - (between.split(CLAUSE_END).at(-1)?.length ?? 0);
  const tail = text.slice(figure.end, Math.min(next, figure.end + TAIL_CHARS)).split(CLAUSE_END)[0] ?? "";
  return { own: `${text.slice(clauseStart, figure.start)} ${tail}`, earlier: text.slice(sentenceStart, clauseStart) };
}

/** The words around the asking word: those right in front of it say what is counted, earlier ones the topic. */
function weighContext({ context, nearest }: AskedFigure): Map<TermId, number> {
  const words = new Map<TermId, number>();
  const clauses = context.split(/[，,；;。？?]/u).filter((clause) => clause.trim() !== "");
  for (const [row, clause] of clauses.entries())
    for (const term of tokenize(clause)) words.set(term, row === clauses.length - 1 ? 1 : EARLIER_CLAUSE_WEIGHT);
  for (const term of tokenize(nearest)) words.set(term, NEAREST_WEIGHT);
  return words;
}

/** A word in the figure's own clause counts whole; one that its sentence said before is inherited for less. */
function fitOf(words: ReadonlyMap<TermId, number>, own: string, earlier: string): number {
  const ownTerms = new Set(tokenize(own));
  const earlierTerms = new Set(tokenize(earlier));
  let score = 0;
  for (const [term, weight] of words) {
    const pair = isStrongTerm(term) ? weight : weight * SINGLE_CHARACTER_SHARE;
    if (ownTerms.has(term)) score += pair;
    else if (earlierTerms.has(term)) score += pair * INHERITED_SHARE;
  }
  return score;
}
