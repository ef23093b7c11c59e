import { countedFigures } from "../figures/counted-figures.ts";
import type { FramedFigure } from "../figures/figure-frame.ts";
import { ENDS_IN_VERB, readIndicators } from "../figures/indicator-words.ts";
import type { ScannedFigure } from "../text/figure-scan.ts";

const TAIL_CHARS = 40;
const THIN_CHARS = 4;
const CLAUSE_END = /[，；。,;]/u;
const SENTENCE_END = /[。！？\n]/u;
const SENTENCE_PART_END = /[；;。！？\n]/u;
/** A comma between clauses, not one between thousands. */
const LATIN_COMMA = /(?<!\d),|,(?!\d{3}(?!\d))/gu;
const DIGIT = /[\d〇零一二两三四五六七八九十百千]/u;
/** 12个委员会、80名委员; 4个部门439项事项: what stands between is the noun of the first. */
const NOUN_BEFORE = /^[\p{sc=Han}“”（）()]{2,12}(?:、|以及|[和与及])$/u;
const NOUN_BETWEEN = /^[\p{sc=Han}“”]{1,8}(?:[（(]\p{sc=Han}{1,4}[）)])?$/u;
const NOUN_BEHIND = /^\p{sc=Han}{2}/u;

/** A sentence with the heading right above it. */
export interface FigureSentence {
  readonly text: string;
  readonly heading: string;
  /** The rest of the sentence where `text` is a part of it. */
  readonly before?: string;
  readonly after?: string;
  /** Whom the report speaks for, and of when: path of a division, year; null or absent when unknown. */
  readonly region?: string | null;
  readonly year?: number | null;
}

/** What a figure's sentence says of it, folded. */
export interface FigureWords {
  /** Its own clause in front of it. */
  readonly lead: string;
  /** Its own clause behind it. */
  readonly tail: string;
  /** What its clause goes on with behind that, over other figures, and the clauses behind it that hold none. */
  readonly rest: string;
  /** All that may narrow it: back to the clause's start or the figure before, whichever is further. */
  readonly reach: string;
  /** What the sentence said before, and the headings above. */
  readonly earlier: string;
  /** What its list is headed by, or who did it all: 在参与的事务中, 67名法律顾问. Empty for none. */
  readonly head: string;
}

/** A figure within its sentence; commas and semicolons in the one form that clauses are cut at. */
export function framedOf(
  { text, before = "", after = "", region = null, year = null }: FigureSentence,
  figure: ScannedFigure,
  fold: (text: string) => string,
): FramedFigure {
  const digits = figure.start + Math.max(0, figure.text.search(DIGIT));
  const front = (before + text.slice(0, digits)).split(SENTENCE_END).at(-1) ?? "";
  const behind = (text.slice(figure.end) + after).split(SENTENCE_END)[0] ?? "";
  const plain = (words: string) => fold(words).replace(LATIN_COMMA, "，").replaceAll(";", "；");
  return { figure, before: plain(front), after: plain(behind), region, year };
}

/** What heads the list that a figure stands in, or who did what it counts; read from the whole sentence. */
export function readHeads({ text, before = "", after = "" }: FigureSentence, fold: (text: string) => string) {
  const whole = before + text + after;
  const counted = countedFigures(whole);
  const heads = readIndicators(whole, counted);
  return ({ start, end }: ScannedFigure): string => {
    const row = counted.findIndex((other) => other.start < before.length + end && before.length + start < other.end);
    return fold(heads[row]?.head ?? "");
  };
}

/** What is said of a figure: its own clause on both sides of it, and what its sentence said before that. */
export function wordsOf(
  { text, heading }: FigureSentence,
  figures: readonly ScannedFigure[],
  row: number,
  fold: (text: string) => string,
): Omit<FigureWords, "head"> {
  const figure = figures[row];
  if (figure === undefined) return { lead: "", tail: "", rest: "", reach: "", earlier: "" };
  const sentenceStart = Math.max(text.lastIndexOf("。", figure.start), text.lastIndexOf("\n", figure.start)) + 1;
  const previous = Math.max(figures[row - 1]?.end ?? 0, sentenceStart);
  const next = figures[row + 1]?.start ?? text.length;
  const between = text.slice(previous, figure.start);
  const isNounBefore =
    row > 0 &&
    (NOUN_BEFORE.test(between) ||
      (NOUN_BETWEEN.test(between) && NOUN_BEHIND.test(text.slice(figure.end)) && !ENDS_IN_VERB.test(between)));
  // 5507批次18312人次: the second figure has the words of the first.
  if (row > 0 && between.trim() === "" && previous > sentenceStart)
    return wordsOf({ text, heading }, figures, row - 1, fold);
  const clauseStart = previous + between.length - (between.split(CLAUSE_END).at(-1)?.length ?? 0);
  const clause = clauseOf(text, figure.start, sentenceStart);
  const tail = text.slice(figure.end, Math.min(next, figure.end + TAIL_CHARS)).split(CLAUSE_END)[0] ?? "";
  // …开通网上办证，办理3件: a clause that hardly says anything belongs to the one before it.
  const thin = `${text.slice(clauseStart, figure.start)}${tail}`.replace(/\P{sc=Han}/gu, "").length < THIN_CHARS;
  return {
    lead: isNounBefore ? "" : fold(text.slice(clauseStart, figure.start)),
    tail: fold(tail),
    rest: fold(restOf(text, figures, row).slice(tail.length)),
    reach: fold(text.slice(thin && previous > sentenceStart ? Math.min(clause, previous) : clause, figure.start)),
    earlier: fold(`${heading} ${text.slice(sentenceStart, isNounBefore ? figure.start : clauseStart)}`),
  };
}

/** The clause behind a figure and those of its sentence that follow without a figure. */
function restOf(text: string, figures: readonly ScannedFigure[], row: number): string {
  const from = figures[row]?.end ?? 0;
  const [behind = ""] = text.slice(from).split(SENTENCE_PART_END);
  let end = 0;
  for (const clause of behind.split(CLAUSE_END)) {
    const next = end + clause.length;
    if (end > 0 && figures.some(({ start }) => from + end <= start && start < from + next)) break;
    end = next + 1;
  }
  return behind.slice(0, end);
}

/** Where the clause around a place begins, figures in it or not. */
function clauseOf(text: string, at: number, sentenceStart: number): number {
  const before = text.slice(sentenceStart, at);
  return at - (before.split(CLAUSE_END).at(-1)?.length ?? 0);
}
