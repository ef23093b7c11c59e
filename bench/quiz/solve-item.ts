import type { QuizItem, QuizSource } from "../../src/core/model/quiz.ts";

/** A figure as a reader finds it in a text: its number, what makes it rough, its unit, and the words around it. */
interface ReadFigure {
  readonly written: string;
  readonly value: number;
  readonly unit: string;
  /** Its own clause, and the one before. */
  readonly own: string;
  readonly earlier: string;
}

const FIGURE =
  /(?<rough>超|逾|近)?(?<number>\d[\d,]*(?:\.\d+)?)(?<more>[余多]?[百千万亿]{0,2}[余多]?)(?<unit>%|人次|件次|场次|批次|[\p{sc=Han}])?|第(?<rank>[一二三四五六七八九]|\d+)(?<rankUnit>名|位)?/gu;
const RANKS = "一二三四五六七八九";
const TIMES: Readonly<Record<string, number>> = { 百: 1e2, 千: 1e3, 万: 1e4, 亿: 1e8 };
const TIME = /\d{4}年(?:\d{1,2}[—-]\d{1,2}月|\d{1,2}月[底末]?|[上下]半年)?|\d{1,2}月?[—-]\d{1,2}月/gu;

/**
 * Answers an item from nothing but its stem, its options and the quotes that it cites, by reading the quotes with a rule
 * of its own: of the figures with the right unit the one whose clause says most of what is asked. True where that
 * answer is the item's key.
 */
export function solveItem(item: QuizItem): boolean {
  const { stem, sources } = item;
  switch (item.type) {
    case "single": {
      const said = solveFigure(
        stem,
        sources,
        item.options.map(({ text }) => text),
      );
      return item.options.find(({ correct }) => correct)?.text === said;
    }
    case "multiple":
      return item.options.every(({ text, correct }) => holds(text, sources) === correct);
    case "judge":
      return holds(stem, sources) === item.correct;
    case "fill":
      return solveGaps(stem, sources, item.answers);
    case "short":
      return item.points.every((point) => isSaid(point, sources));
  }
}

function solveFigure(stem: string, sources: readonly QuizSource[], options: readonly string[]): string | undefined {
  const difference = differenceOf(stem, sources);
  if (difference !== null) return options.find((option) => sameNumber(firstFigure(option)?.value, difference));
  const unit = firstFigure(options[0] ?? "")?.unit ?? "";
  const found = bestFigure(stem, unit, sources);
  return options.find((option) => option === found?.written);
}

/** “A”比“B”多…, 江门市2023年…比江门市2022年多…: what the two quotes say, taken from each other. */
function differenceOf(stem: string, sources: readonly QuizSource[]): number | null {
  const match = /^(?<one>.+)比(?<other>.+?)(?:高出?|多)(?:多少|____|[\d.,]+)(?<unit>个百分点|[\p{sc=Han}]+)/u.exec(
    stem,
  )?.groups;
  if (match === undefined) return null;
  const unit = match.unit === "个百分点" ? "%" : (match.unit ?? "").replace(/^[万亿](?=元)/u, "");
  const [one, other] = readTwo(match.one ?? "", match.other ?? "", unit, sources);
  if (one === undefined || other === undefined) return null;
  const scale = match.unit?.startsWith("万元") ? 1e4 : match.unit?.startsWith("亿元") ? 1e8 : 1;
  return (one.value - other.value) / scale;
}

function readTwo(first: string, second: string, unit: string, sources: readonly QuizSource[]) {
  const [one, other] = sources;
  if (one === undefined) return [];
  if (other === undefined || !isOther(one, other)) {
    const quoted = (text: string) => /“(?<name>[^”]+)”/u.exec(text)?.groups?.name ?? text;
    return [bestFigure(quoted(first), unit, sources), bestFigure(quoted(second), unit, sources)];
  }
  // Of two reports: the source whose place and year a side names.
  const nameOf = ({ region, year }: QuizSource) => `${(region ?? "").slice(-3)}${year}年`;
  const sideOf = (text: string) => sources.filter((source) => text.includes(nameOf(source)));
  const words = first.length > second.length ? first : second;
  return [bestFigure(words, unit, sideOf(first)), bestFigure(words, unit, sideOf(second))];
}

function isOther(one: QuizSource, other: QuizSource): boolean {
  return one.reportId !== other.reportId;
}

/** Whether the quotes say what a statement says. */
function holds(statement: string, sources: readonly QuizSource[]): boolean {
  const difference = differenceOf(statement, sources);
  if (difference !== null) {
    const told = firstFigure(/(?:高出?|多)([\d.,]+\p{sc=Han}+)/u.exec(statement)?.[1] ?? "");
    return sameNumber(told?.value, difference);
  }
  const order =
    /^(?<one>.+?)(?:的(?:[件次人个份项条宗家期场部]数|人次|场次|件次|批次|金额))?(?<sign>多于|少于|高于|低于)(?<other>.+)。$/u.exec(
      statement,
    )?.groups;
  if (order !== undefined) {
    const [one, other] = readTwo(order.one ?? "", order.other ?? "", unitOf(order.one ?? "", sources), sources);
    if (one === undefined || other === undefined) return false;
    return /多|高/u.test(order.sign ?? "") === one.value > other.value;
  }
  const body = withoutTime(statement);
  return figuresOf(body).every((figure) => bestFigure(body, figure.unit, sources, figure)?.written === figure.written);
}

/** A comparison does not name a unit: the one that the best fitting figure has. */
function unitOf(side: string, sources: readonly QuizSource[]): string {
  const quoted = /“(?<name>[^”]+)”/u.exec(side)?.groups?.name ?? side;
  return bestFigure(quoted, null, sources)?.unit ?? "";
}

function solveGaps(stem: string, sources: readonly QuizSource[], answers: readonly (readonly string[])[]): boolean {
  const difference = differenceOf(stem, sources);
  if (difference !== null) return answers[0]?.some((answer) => sameNumber(Number(answer), difference)) === true;
  const parts = stem.split("____");
  return answers.every((accepted, row) => {
    const [before = "", after = ""] = [parts[row], parts[row + 1]];
    const isRank = before.endsWith("第");
    const unit = isRank
      ? "第"
      : (/^(?:%|人次|件次|场次|批次|[万亿]?元|\p{sc=Han})/u.exec(after)?.[0] ?? "").replace(/^[万亿](?=元)/u, "");
    // The second gap's own words stand behind the first gap's clause.
    const own = row === 0 ? before + (after.split("，")[0] ?? "") : (before.split("，").at(-1) ?? "") + after;
    const found = bestFigure(own, unit, sources);
    return found !== undefined && accepted.includes(found.written);
  });
}

function isSaid(point: string, sources: readonly QuizSource[]): boolean {
  const plain = (text: string) => text.replace(/\s/gu, "");
  if (sources.some(({ quote }) => plain(quote).includes(plain(point)))) return true;
  if (point.includes(" − ")) {
    const [one, other, result] = figuresOf(point).map(({ value }) => value);
    return one !== undefined && other !== undefined && sameNumber(result, Number((one - other).toFixed(6)));
  }
  return holds(point, sources);
}

/** Of the figures with a unit the one whose words say most of what is asked; of several equal ones the wanted. */
function bestFigure(
  asked: string,
  unit: string | null,
  sources: readonly QuizSource[],
  wanted?: ReadFigure,
): ReadFigure | undefined {
  const words = pairsOf(withoutTime(asked).replace(/“|”/gu, ""));
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

function withoutTime(text: string): string {
  return text.replace(/^根据[^，]*，|^[^，]*报告显示，/u, "").replace(TIME, "");
}

function firstFigure(text: string): ReadFigure | undefined {
  return figuresOf(text)[0];
}

function figuresOf(text: string): readonly ReadFigure[] {
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

function sameNumber(one: number | undefined, other: number): boolean {
  return one !== undefined && Math.abs(one - other) < 1e-6;
}
