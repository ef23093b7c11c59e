import type { Section } from "../model/report.ts";
import { splitSentences } from "../text/sentences.ts";
import { type Line, readLines } from "./lines.ts";
import { PLAN_WORDS } from "./mark-plans.ts";

/** A heading longer than this is a paragraph that happens to begin with a number. */
const MAX_HEADING = 60;
const MAX_FIRST_LEVEL_HEADING = 90;
/** Headings without numbers are shorter: nothing but their length and place tells them from text. */
const MAX_BARE_HEADING = 36;

const CHINESE_NUMBER = "[一二三四五六七八九十]{1,3}";
/** 第三条 of a rule; 第三条规定 and 第三条的要求 speak of one. */
const ARTICLE = /^第[一二三四五六七八九十百零〇\d]{1,6}条(?!规定|要求|明确|第|[款项的之、和与及，。])/;
/** Kinds of numbering, outermost first; the row is the level, from 1. */
const NUMBERINGS: readonly (readonly [level: number, pattern: RegExp])[] = [
  [1, new RegExp(`^第${CHINESE_NUMBER}(?:编|章|部分)`)],
  [1, new RegExp(`^${CHINESE_NUMBER}(?:、|[.．](?!\\d))`)],
  [2, new RegExp(`^第${CHINESE_NUMBER}节`)],
  [2, new RegExp(`^[（(]${CHINESE_NUMBER}[）)]`)],
  [3, ARTICLE],
  [3, /^\d{1,2}(?:[.．](?!\d)|、)/],
  [4, /^[（(]\d{1,2}[）)]/],
  [5, /^[①-⑳]/],
];
/** A row of a table, as the loaders write it: 表头：值；表头：值. */
const CELLS = /^[^。，：]{1,20}：[^。；]{0,60}；/;
const ENDS_SENTENCE = /[。；！？，、：;:,!?]$/;
/** Paragraphs that close a report without a heading of their own. */
const CLOSING = new RegExp(
  [
    "^(?:下一步|接下来|今后|下阶段|新的一年|展望)",
    "^20\\d\\d年，?[^。]{0,40}将",
    "^[^。]{0,40}(?:成绩|成效|进展|进步)[^。：]{0,20}(?:但|短板|不足|问题|差距)",
    "^[^。]{0,20}(?:存在|面临)[^。]{0,16}(?:问题|不足|短板|差距)",
  ].join("|"),
);
const ADDRESSEE = /^(?:[省市区县州旗]?(?:委|人民政府|政府|人大常委会|政协)[、，和]?)+：?$|^[^。，]{2,24}：$/;
const SIGNATURE =
  /^[^。，；：]{2,40}(?:人民政府|委员会|办公室|办事处|局|厅|领导小组|中心|法院|检察院|委)(?:（[^）]*）)?$|^[（(]?(?:\d{4}|[二〇零一三四五六七八九]{4})年\d{0,2}[一二三四五六七八九十]{0,2}月(?:\d{1,2}|[一二三四五六七八九十]{1,3})?日?[）)]?$/;

export interface OutlineOptions {
  /** End of the title lines at the beginning: they are no headings. */
  readonly titleEnd: number;
}

interface Heading {
  readonly level: number;
  readonly heading: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The sections of a cleaned text, in order and without gaps: each runs from its heading to the next heading.
 * The text before the first heading, title included, is a section with an empty heading.
 */
export function outlineText(text: string, options: OutlineOptions): Section[] {
  const lines = readLines(text);
  const headings = findHeadings(lines, text, options.titleEnd);
  const sections: Section[] = [];
  const ancestors: Heading[] = [];
  const add = (heading: Heading, end: number): void => {
    while ((ancestors.at(-1)?.level ?? -1) >= heading.level) ancestors.pop();
    if (heading.heading !== "") ancestors.push(heading);
    sections.push({
      heading: heading.heading,
      start: heading.start,
      headingEnd: heading.end,
      end,
      level: heading.level,
      path: ancestors.map((ancestor) => ancestor.heading),
      plan: false,
    });
  };
  const first = headings[0]?.start ?? text.length;
  if (first > 0) add({ level: 0, heading: "", start: 0, end: 0 }, first);
  for (const [row, heading] of headings.entries()) add(heading, headings[row + 1]?.start ?? text.length);
  return sections;
}

function findHeadings(lines: readonly Line[], text: string, titleEnd: number): Heading[] {
  const numbered = lines.map((line) => (line.start < titleEnd ? undefined : readNumbered(line, text)));
  const hasNumbers = numbered.some((heading) => heading !== undefined && heading.level <= 2);
  const tail = findTail(lines);
  const headings: Heading[] = [];
  for (let row = 0; row < lines.length; row++) {
    const line = lines[row];
    if (line === undefined || line.start < titleEnd) continue;
    const own = numbered[row];
    if (own !== undefined) {
      headings.push(own);
      continue;
    }
    if (row >= tail) continue;
    const last = headings.at(-1);
    const bare = readBare(lines, row, last, hasNumbers);
    if (bare !== undefined) {
      headings.push(bare.heading);
      row += bare.lines - 1;
    } else if (last !== undefined && lines[row - 1]?.end !== last.end && isClosing(lines, row, numbered))
      headings.push({ level: 1, heading: "", start: line.start, end: line.start });
  }
  return headings;
}

/** `（一）…` alone on its line, or run into its paragraph: then its first sentence is the heading. */
function readNumbered(line: Line, text: string): Heading | undefined {
  const level = NUMBERINGS.find(([, pattern]) => pattern.test(line.text))?.[0];
  if (level === undefined) return undefined;
  // An article is as long as it likes; its number alone is what it is called by.
  const article = ARTICLE.exec(line.text)?.[0];
  if (article !== undefined) return { level, heading: article, start: line.start, end: line.start + article.length };
  const sentence = splitSentences(text, line.start, line.end)[0];
  if (sentence === undefined) return undefined;
  const length = sentence.end - sentence.start;
  if (length > (level === 1 ? MAX_FIRST_LEVEL_HEADING : MAX_HEADING)) return undefined;
  // A clause of a list that goes on behind a semicolon is no heading, nor is a bare number.
  if (/[；;，,]$/.test(text.slice(sentence.start, sentence.end)) || length < 4) return undefined;
  const heading = text.slice(sentence.start, sentence.end).replace(/[。：:]$/, "");
  return { level, heading, start: line.start, end: sentence.end };
}

/** One or two short lines without full stop above a paragraph. */
function readBare(
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
  const level =
    hasNumbers && last !== undefined && !PLAN_WORDS.test(heading) ? Math.min(5, Math.max(1, last.level) + 1) : 1;
  return { heading: { level, heading, start: line.start, end }, lines: count };
}

function isShort(line: Line | undefined): boolean {
  if (line === undefined || line.text.length > MAX_BARE_HEADING || line.text.length < 3) return false;
  return (
    !ENDS_SENTENCE.test(line.text) &&
    !CELLS.test(line.text) &&
    /[\u3400-\u9fff]{2}/.test(line.text) &&
    !NUMBERINGS.some(([, one]) => one.test(line.text))
  );
}

/** Row of the first signature or date line of the block that ends the text; `lines.length` without one. */
function findTail(lines: readonly Line[]): number {
  let row = lines.length;
  while (row > 0 && SIGNATURE.test(lines[row - 1]?.text ?? "")) row--;
  return row;
}

function isClosing(lines: readonly Line[], row: number, numbered: readonly (Heading | undefined)[]): boolean {
  if (numbered.slice(row).some((heading) => heading !== undefined)) return false;
  return CLOSING.test(lines[row]?.text ?? "");
}
