import type { Section } from "../model/report.ts";
import { type Line, readLines } from "./lines.ts";
import { PLAN_OPENING, SHORTCOMINGS_AND_PLANS } from "./mark-plans.ts";
import { CHINESE_NUMBER, type Heading, PART, readBare, readNumbered } from "./read-heading.ts";

/** Paragraphs that close a report without a heading of their own. */
const CLOSING = new RegExp(
  [
    "^(?:下一步|接下来|今后|下阶段|新的一年|展望)",
    "^20\\d\\d年，?[^。]{0,40}将",
    "^[^。]{0,40}(?:成绩|成效|进展|进步)[^。：]{0,20}(?:但|短板|不足|问题|差距)",
    "^[^。]{0,20}(?:存在|面临)[^。]{0,16}(?:问题|不足|短板|差距)",
  ].join("|"),
);
/** A line as long as this may be a whole report; shorter ones may hold a list behind a full stop. */
const LINE_OF_MANY = 600;
const NUMBER = `(?:[（(]${CHINESE_NUMBER}[）)]|${CHINESE_NUMBER}、)`;
const HAS_NUMBER_INSIDE = new RegExp(`[。；]${NUMBER}`);
const NUMBER_INSIDE = new RegExp(`(?<=[。；])(?=${NUMBER})`);
const SIGNATURE =
  /^[^。，；：]{2,40}(?:人民政府|委员会|办公室|办事处|局|厅|领导小组|中心|法院|检察院|委)(?:（[^）]*）)?$|^[（(]?(?:\d{4}|[二〇零一三四五六七八九]{4})年\d{0,2}[一二三四五六七八九十]{0,2}月(?:\d{1,2}|[一二三四五六七八九十]{1,3})?日?[）)]?$/;

export interface OutlineOptions {
  /** End of the title lines at the beginning: they are no headings. */
  readonly titleEnd: number;
}

/**
 * The sections of a cleaned text, in order and without gaps: each runs from its heading to the next heading.
 * The text before the first heading, title included, is a section with an empty heading.
 */
export function outlineText(text: string, options: OutlineOptions): Section[] {
  const lines = cutLinesOfMany(readLines(text));
  const headings = nestInParts(findHeadings(lines, text, options.titleEnd));
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

function cutLinesOfMany(lines: readonly Line[]): readonly Line[] {
  const hasMany = lines.some(({ text }) => text.length >= LINE_OF_MANY);
  return hasMany ? lines.flatMap(cutAtHeadings) : lines;
}

/** A text that lost its line feeds: pieces of a line from one numbered heading behind a full stop to the next. */
function cutAtHeadings(line: Line): Line[] {
  if (line.text.length < LINE_OF_MANY || !HAS_NUMBER_INSIDE.test(line.text)) return [line];
  let start = 0;
  return line.text.split(NUMBER_INSIDE).map((text) => {
    const piece = { start: line.start + start, end: line.start + start + text.length, text };
    start += text.length;
    return piece;
  });
}

/** 一、 below 第一部分: everything but the parts goes one level down. */
function nestInParts(headings: readonly Heading[]): readonly Heading[] {
  const isPart = ({ heading }: Heading) => PART.test(heading);
  const first = headings.findIndex(isPart);
  const needed =
    first >= 0 &&
    headings.slice(first).some((one) => one.level === 1 && one.bare !== true && one.heading !== "" && !isPart(one));
  if (!needed) return headings;
  return headings.map((one, row) =>
    row < first || isPart(one) || (one.level === 1 && one.heading === "") ? one : { ...one, level: one.level + 1 },
  );
}

/** Row behind a table of contents, whose lines are no headings; 0 without one. */
function skipContents(lines: readonly Line[]): number {
  const title = lines.slice(0, 8).findIndex((line) => /^目\s?录$/.test(line.text));
  const first = lines[title + 1];
  if (title < 0 || first === undefined) return 0;
  const name = first.text.replace(/[.…·\s\d]+$/, "");
  const body = lines.findIndex((line, row) => row > title + 1 && line.text.startsWith(name));
  return Math.max(body, 0);
}

function findHeadings(lines: readonly Line[], text: string, titleEnd: number): Heading[] {
  const contentsEnd = lines[skipContents(lines)]?.start ?? 0;
  const bodyStart = Math.max(titleEnd, contentsEnd);
  const numbered = lines.map((line, row) =>
    line.start < bodyStart ? undefined : readNumbered(line, text, lines[row + 1]),
  );
  const hasNumbers = numbered.some((own) => own !== undefined && own.heading !== "" && own.level <= 2);
  const tail = findTail(lines);
  const headings: Heading[] = [];
  for (let row = 0; row < lines.length; row++) {
    const line = lines[row];
    if (line === undefined || line.start < bodyStart) continue;
    const own = numbered[row];
    const last = headings.at(-1);
    if (own !== undefined) {
      // An item of a list needs no section of its own, except to get out of one that has another name.
      const goesOn = last === undefined || last.level < own.level || (last.heading === "" && last.level === own.level);
      if (own.heading !== "" || !goesOn) headings.push(own);
      continue;
    }
    if (row >= tail) continue;
    const bare = readBare(lines, row, last, hasNumbers);
    if (bare !== undefined) {
      headings.push(bare.heading);
      row += bare.lines - 1;
    } else if (last !== undefined && lines[row - 1]?.end !== last.end && isClosing(lines, row, numbered))
      headings.push({ level: 1, heading: "", start: line.start, end: line.start });
    else if (last !== undefined && SHORTCOMINGS_AND_PLANS.test(last.heading) && PLAN_OPENING.test(line.text))
      headings.push({ level: last.level + 1, heading: "", start: line.start, end: line.start });
  }
  return headings;
}

/** Row of the first signature or date line of the block that ends the text; `lines.length` without one. */
function findTail(lines: readonly Line[]): number {
  let row = lines.length;
  while (row > 0 && SIGNATURE.test(lines[row - 1]?.text ?? "")) row--;
  return row;
}

function isClosing(lines: readonly Line[], row: number, numbered: readonly (Heading | undefined)[]): boolean {
  if (numbered.slice(row).some((own) => own !== undefined && own.heading !== "")) return false;
  return CLOSING.test(lines[row]?.text ?? "");
}
