import type { Span } from "../model/offsets.ts";
import type { Report } from "../model/report.ts";
import { trustedParts } from "../reading/trusted-parts.ts";
import { isOrder } from "../text/find-suspects.ts";
import { parseChineseNumeral } from "../text/numbers.ts";
import { splitSentences } from "../text/sentences.ts";
import type { QuestionPlan } from "./plan-question.ts";

/** 一是, 二是 … and 第一, 其一 in a paragraph. */
const ENUMERATOR = /(?:^|(?<=[。；：，、\n]))(?:[一二三四五六七八九十]{1,3}是|其[一二三四五六七八九])/gu;
const MAX_ITEMS = 12;

/**
 * The items of the enumeration (一是 … 二是 …) in the paragraph around `at`, each up to the next one, the last as many
 * sentences as the longest before it; empty when the paragraph enumerates nothing.
 */
export function enumeratedItems(report: Report, at: number): Span[] {
  const from = report.text.lastIndexOf("\n", at - 1) + 1;
  const lineEnd = report.text.indexOf("\n", at);
  const paragraph = report.text.slice(from, lineEnd < 0 ? report.text.length : lineEnd);
  const starts = [...paragraph.matchAll(ENUMERATOR)].map((match) => match.index);
  if (starts.length < 2) return [];
  let most = 1;
  const items = starts.slice(0, MAX_ITEMS).map((start, row) => {
    const next = starts[row + 1];
    const item = paragraph.slice(start, next ?? paragraph.length).trimEnd();
    const stops = [...item.matchAll(/。/gu)].map(({ index }) => index + 1);
    if (next !== undefined) most = Math.max(most, stops.length);
    const end = next === undefined ? (stops[most - 1] ?? item.length) : item.length;
    return { start: from + start, end: from + start + end };
  });
  const orders = report.suspects.filter(isOrder);
  return orders.length === 0
    ? items
    : items.filter((item) => orders.every(({ start, end }) => end <= item.start || item.end <= start));
}

/** The sentences of the paragraph around `at`, where it has no enumeration: what is listed follows sentence by sentence. */
export function paragraphItems(report: Report, at: number): Span[] {
  const from = report.text.lastIndexOf("\n", at - 1) + 1;
  const lineEnd = report.text.indexOf("\n", at);
  return splitSentences(report.text, from, lineEnd < 0 ? report.text.length : lineEnd)
    .flatMap((span) => trustedParts(report, span))
    .slice(0, MAX_ITEMS);
}

/** One line of a list answer. */
export interface ListedItem {
  readonly span: Span;
  readonly sectionRow: number;
}

/** True for a sentence that is itself one item of an enumeration. */
export function isItem(sentence: string): boolean {
  return /^(?:[一二三四五六七八九十]{1,3}是|其[一二三四五六七八九])/u.test(sentence);
}

/**
 * The section that a question names: by its number (第四部分), which is certain, or by the heading that says most
 * of the question. `coverage` is 0–1.
 */
export function namedSection(
  report: Report,
  plan: QuestionPlan,
  coverageOfHeading: (heading: string) => number,
): { sectionRow: number; coverage: number; certain: boolean } | null {
  const part = /第([一二三四五六七八九十]+|\d+)(?:个)?(?:部分|章|大点)/u.exec(plan.question)?.[1];
  const number = part === undefined ? null : /^\d/u.test(part) ? Number(part) : parseChineseNumeral(part);
  let best: { sectionRow: number; coverage: number; certain: boolean } | null = null;
  let ordinal = 0;
  for (const [sectionRow, section] of report.sections.entries()) {
    if (section.heading === "") continue;
    if (section.level === 1) ordinal++;
    if (section.level === 1 && ordinal === number) return { sectionRow, coverage: 1, certain: true };
    const coverage = coverageOfHeading(section.heading);
    if (coverage > (best?.coverage ?? 0)) best = { sectionRow, coverage, certain: false };
  }
  return best;
}

/** What a section lists: its enumeration, else the headings below it, else its sentences. */
export function sectionItems(report: Report, sectionRow: number): ListedItem[] {
  const section = report.sections[sectionRow];
  if (section === undefined) return [];
  const enumerated = enumeratedItems(report, Math.min(section.headingEnd + 1, section.end)).filter(
    (span) => span.start >= section.headingEnd && span.end <= section.end,
  );
  if (enumerated.length > 1) return enumerated.map((span) => ({ span, sectionRow }));
  const below = subsections(report, sectionRow);
  if (below.length > 1) return below;
  return splitSentences(report.text, section.headingEnd, section.end)
    .flatMap((span) => trustedParts(report, span))
    .filter(({ start, end }) => !SIGNATURE.test(report.text.slice(start, end).trim()))
    .slice(0, MAX_ITEMS)
    .map((span) => ({ span, sectionRow }));
}

/** Who signs and when, at the end of the last section. */
const SIGNATURE = /^[^，。；：、]{2,24}(?:委员会|政府|[局厅院])$|^(?:19|20)\d\d年\d{1,2}月\d{1,2}日$/u;

/** The headings one level below a section: those that follow it before the next of its own level. */
function subsections(report: Report, sectionRow: number): ListedItem[] {
  const level = report.sections[sectionRow]?.level ?? 0;
  const below: ListedItem[] = [];
  for (let row = sectionRow + 1; row < report.sections.length; row++) {
    const other = report.sections[row];
    if (other === undefined || other.level <= level) break;
    if (other.level === level + 1) below.push({ span: { start: other.start, end: other.headingEnd }, sectionRow: row });
  }
  return below;
}

/** The headings of the outermost level, as spans: the outline of a report in its own words. */
export function outlineItems(report: Report): ListedItem[] {
  return report.sections.flatMap((section, sectionRow) =>
    section.level === 1 && section.heading !== ""
      ? [{ span: { start: section.start, end: section.headingEnd }, sectionRow }]
      : [],
  );
}
