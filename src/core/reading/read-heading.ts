import { splitSentences } from "../text/sentences.ts";
import type { Line } from "./lines.ts";
import { PLAN_WORDS } from "./mark-plans.ts";

/** A heading longer than this is a paragraph that happens to begin with a number. */
const MAX_HEADING = 60;
const MAX_FIRST_LEVEL_HEADING = 90;
/** Headings without numbers are shorter: nothing but their length and place tells them from text. */
const MAX_BARE_HEADING = 36;

export const CHINESE_NUMBER = "[一二三四五六七八九十]{1,3}";
/** 第三条 of a rule; 第三条规定 and 第三条的要求 speak of one. */
const ARTICLE = /^第[一二三四五六七八九十百零〇\d]{1,6}条(?!规定|要求|明确|第|[款项的之、和与及，。])/;
/** The parts of a long report, each with its own 一、二、三. */
export const PART = new RegExp(`^第${CHINESE_NUMBER}(?:编|章|部分)`);
/** Kinds of numbering, outermost first; the row is the level, from 1. */
const NUMBERINGS: readonly (readonly [level: number, pattern: RegExp])[] = [
  [1, PART],
  [1, new RegExp(`^${CHINESE_NUMBER}(?:、|[.．](?!\\d))`)],
  [2, new RegExp(`^第${CHINESE_NUMBER}节`)],
  [2, new RegExp(`^[（(]?${CHINESE_NUMBER}[）)]`)],
  [3, ARTICLE],
  [3, /^\d{1,2}(?:[.．](?!\d)|、)/],
  // 1.1加强领导, but not 1.1万人次.
  [4, /^\d{1,2}(?:\.\d{1,2}){1,2}(?=[\u3400-\u9fff“])(?![万亿千百倍个件次人份项名家条元])/],
  [4, /^[（(]?\d{1,2}[）)]/],
  [5, /^[①-⑳]/],
];
/** What all of them begin with; most lines begin otherwise. */
const OPENS_NUMBERING = /^[第（(一二三四五六七八九十\d①-⑳]/;
/** A row of a table, as the loaders write it: 表头：值；表头：值. */
const CELLS = /^[^。，：]{1,20}：[^。；]{0,60}；/;
/** A result in an item of a list (1.全年办理案件35件。): to be told, so it is text and no heading. */
const RESULT = /\d+(?:\.\d+)?[余多]?(?:%|[件宗起场次人份项名家条个万亿元])/;
const ENDS_SENTENCE = /[。；！？，、：;:,!?]$/;
const ADDRESSEE = /^(?:[省市区县州旗]?(?:委|人民政府|政府|人大常委会|政协)[、，和]?)+：?$|^[^。，]{2,24}：$/;
/** A place where a section begins. */
export interface Heading {
  readonly level: number;
  /** Empty for an item of a list, or a paragraph that closes a report. */
  readonly heading: string;
  readonly start: number;
  readonly end: number;
  /** True for a heading without a number. */
  readonly bare?: boolean;
}

/**
 * `（一）…` alone on its line, or run into its paragraph: then its first sentence is the heading. An item of a list
 * (1.全年办理案件35件。) has an empty one.
 */
export function readNumbered(line: Line, text: string, next: Line | undefined): Heading | undefined {
  const level = levelOf(line);
  if (level === undefined) return undefined;
  // An article is called by its number alone, which is part of its first sentence.
  const article = ARTICLE.exec(line.text)?.[0];
  if (article !== undefined) return { level, heading: article, start: line.start, end: line.start };
  const sentence = splitSentences(text, line.start, line.end)[0];
  if (sentence === undefined || sentence.end - sentence.start < 4) return undefined;
  const words = text.slice(sentence.start, sentence.end);
  const nextLevel = next === undefined ? 0 : levelOf(next);
  const isAlone = sentence.end === line.end && nextLevel !== undefined && nextLevel <= level;
  return isItem(words, level, isAlone)
    ? { level, heading: "", start: line.start, end: line.start }
    : { level, heading: words.replace(/[。：:]$/, ""), start: line.start, end: sentence.end };
}

/** An item of a list rather than a heading; `isAlone`: nothing stands below it. */
function isItem(words: string, level: number, isAlone: boolean): boolean {
  if (words.length > (level === 1 ? MAX_FIRST_LEVEL_HEADING : MAX_HEADING) || /[；;，,]$/.test(words)) return true;
  if (!/[。！]$/.test(words)) return false;
  if (level === 1) return isAlone && RESULT.test(words);
  return isAlone || RESULT.test(words) || /：.{8}/.test(words);
}

function levelOf(line: Line): number | undefined {
  if (!OPENS_NUMBERING.test(line.text)) return undefined;
  return NUMBERINGS.find(([, pattern]) => pattern.test(line.text))?.[0];
}

/** One or two short lines without full stop above a paragraph. */
export function readBare(
  lines: readonly Line[],
  row: number,
  last: Heading | undefined,
  hasNumbers: boolean,
): { readonly heading: Heading; readonly lines: number } | undefined {
  const line = lines[row];
  if (line === undefined || !isShort(line) || (row < 4 && ADDRESSEE.test(line.text))) return undefined;
  // A third short line makes it a list or a table.
  if (row > 0 && isShort(lines[row - 1]) && (last === undefined || last.end < (lines[row - 1]?.end ?? 0)))
    return undefined;
  let count = 1;
  while (isShort(lines[row + count])) count++;
  const next = lines[row + count];
  if (count > 2 || next === undefined || next.text.length <= MAX_BARE_HEADING) return undefined;
  const end = lines[row + count - 1]?.end ?? line.end;
  const heading = lines
    .slice(row, row + count)
    .map((one) => one.text)
    .join(" ");
  const below = hasNumbers && last !== undefined && !PLAN_WORDS.test(heading);
  // Headings without numbers that follow one another stand side by side.
  const level = below ? (last.bare === true ? last.level : Math.min(5, Math.max(1, last.level) + 1)) : 1;
  return { heading: { level, heading, start: line.start, end, bare: true }, lines: count };
}

function isShort(line: Line | undefined): boolean {
  if (line === undefined || line.text.length > MAX_BARE_HEADING || line.text.length < 3) return false;
  return (
    !ENDS_SENTENCE.test(line.text) &&
    !CELLS.test(line.text) &&
    /[\u3400-\u9fff]{2}/.test(line.text) &&
    levelOf(line) === undefined
  );
}
