import type { QuizSource } from "../model/quiz.ts";
import { divisionsOfPath } from "../reading/division-path.ts";
import { likelyFigure } from "./likely-figure.ts";

const COMPARES =
  /^(?<one>.+?)(?:的(?:[\p{sc=Han}]数|人次|件次|场次|批次|金额))?(?<sign>多于|少于|高于|低于)(?<other>.+?)[。．.]?$/u;

/** What the quotes say of a statement that one figure is more or less than another. */
export interface Comparison {
  readonly holds: boolean;
  /** The two figures as written, in the order of the statement. */
  readonly figures: readonly [string, string];
}

/**
 * Reads both sides of a comparison out of the quotes; null for a statement that compares nothing, and where it is not
 * sure which figures are meant.
 */
export function checkComparison(stem: string, sources: readonly QuizSource[]): Comparison | null {
  const { one = "", sign = "", other = "" } = COMPARES.exec(stem)?.groups ?? {};
  if (sign === "") return null;
  // 甲市2022年的…率低于甲市2023年: the second side leaves the indicator to the first.
  const second = /\d{4}年/u.test(other) && other.length < one.length ? one : other;
  const [mine, its] = [figureOf(one, one, sources), figureOf(other, second, sources)];
  if (mine === undefined || its === undefined || mine.value === null || its.value === null) return null;
  if (mine.start === its.start && mine.text === its.text) return null;
  const isMore = /多|高/u.test(sign);
  return { holds: isMore ? mine.value > its.value : mine.value < its.value, figures: [mine.text, its.text] };
}

/** The figure that a side names, of the quotes whose place and year it says where it says one. */
function figureOf(side: string, words: string, sources: readonly QuizSource[]) {
  const named = sources.filter(({ region, year }) => {
    const place = divisionsOfPath(region ?? "").at(-1) ?? "";
    return year !== null && place !== "" && side.includes(`${place}${year}年`);
  });
  const quoted = /“(?<name>[^”]+)”/u.exec(words)?.groups?.name ?? words;
  return likelyFigure(
    named.length > 0 && sources.length > 1 ? words : quoted,
    (named.length > 0 ? named : sources).map(({ quote }) => quote),
  );
}
