import type { QuizSource } from "../../src/core/model/quiz.ts";

/** A figure as a reader finds it in a text: its number, what makes it rough, its unit, and the words around it. */
export interface ReadFigure {
  readonly written: string;
  readonly value: number;
  readonly unit: string;
  /** Its own clause, and the one before. */
  readonly own: string;
  readonly earlier: string;
}

const FIGURE =
  /(?<rough>超|逾|近|突破)?(?<number>\d[\d,]*(?:\.\d+)?)(?<more>[余多]?[百千万亿]{0,2}[余多]?)(?<unit>%|人次|件次|场次|批次|[\p{sc=Han}])?|第(?<rank>[一二三四五六七八九]|\d+)(?<rankUnit>名|位)?/gu;
const RANKS = "一二三四五六七八九";
const TIMES: Readonly<Record<string, number>> = { 百: 1e2, 千: 1e3, 万: 1e4, 亿: 1e8 };
const TIME = /\d{4}年(?:\d{1,2}[—-]\d{1,2}月|\d{1,2}月[底末]?|[上下]半年)?|\d{1,2}月?[—-]\d{1,2}月/gu;

/** Of the figures with a unit the one whose words say most of what is asked; of several equal ones the wanted. */
export function bestFigure(
  asked: string,
  unit: string | null,
  sources: readonly QuizSource[],
  wanted?: ReadFigure,
): ReadFigure | undefined {
  const words = pairsOf(withoutTime(asked).replace(/“|”|^.+中，/gu, ""));
  let best: ReadFigure | undefined;
  let most = -1;
  for (const { quote } of sources)
    for (const figure of figuresOf(quote)) {
      if (unit !== null && figure.unit !== unit) continue;
      const score =
        overlap(words, figure.own) +
        0.4 * overlap(words, figure.earlier) +
        (figure.written === wanted?.written ? 0.01 : 0);
      if (score > most) [best, most] = [figure, score];
    }
  return best;
}

function overlap(words: ReadonlySet<string>, text: string): number {
  const own = pairsOf(text.replace(/“|”/gu, ""));
  let shared = 0;
  for (const pair of own) if (words.has(pair)) shared++;
  return own.size === 0 ? 0 : shared;
}

function pairsOf(text: string): ReadonlySet<string> {
  const pairs = new Set<string>();
  for (let at = 0; at + 1 < text.length; at++) pairs.add(text.slice(at, at + 2));
  return pairs;
}

/** Without who tells it and when it was. */
export function withoutTime(text: string): string {
  return text.replace(/^根据[^，]*，|^[^，]*报告显示，/u, "").replace(TIME, "");
}

/** The first figure of a text. */
export function firstFigure(text: string): ReadFigure | undefined {
  return figuresOf(text)[0];
}

/** All figures of a text, each with the words around it. */
export function figuresOf(text: string): readonly ReadFigure[] {
  return [...text.matchAll(FIGURE)].flatMap((match) => {
    const { rough = "", number, more = "", unit = "", rank, rankUnit = "" } = match.groups ?? {};
    const start = match.index;
    const around = wordsAround(text, start, start + match[0].length);
    const behind = text.slice(start + (number ?? "").length);
    if (rank !== undefined) {
      const value = RANKS.includes(rank) ? RANKS.indexOf(rank) + 1 : Number(rank);
      return [{ written: `第${rank}${rankUnit}`, value, unit: "第", ...around }];
    }
    // 12345热线 is a number to call.
    if (/[年月日]/u.test(unit) || /^(?:服务)?(?:热线|平台)/u.test(behind)) return [];
    const times = [...more].reduce((product, char) => product * (TIMES[char] ?? 1), 1);
    const value = Number((number ?? "").replaceAll(",", "")) * times;
    return [{ written: `${rough}${number}${more}${unit}`, value, unit, ...around }];
  });
}

/** The clause that a figure stands in, cut at other figures' items, and the one before. */
function wordsAround(text: string, start: number, end: number): { own: string; earlier: string } {
  const marks = /[，；。：（）\n]/u;
  let from = start;
  while (
    from > 0 &&
    !marks.test(text[from - 1] ?? "") &&
    !(text[from - 1] === "、" && /\d/u.test(text.slice(Math.max(0, from - 6), from)))
  )
    from--;
  let to = end;
  while (to < text.length && !marks.test(text[to] ?? "") && !(text[to] === "、" && /\d/u.test(text.slice(to, to + 30))))
    to++;
  let earlier = from - 1;
  while (earlier > 0 && !/[。；\n]/u.test(text[earlier - 1] ?? "")) earlier--;
  return { own: text.slice(from, to), earlier: text.slice(Math.max(0, earlier), Math.max(0, from - 1)) };
}

/** Whether two numbers are one, but for how computers count. */
export function sameNumber(one: number | undefined, other: number): boolean {
  return one !== undefined && Math.abs(one - other) < 1e-6;
}
