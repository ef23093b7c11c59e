import type { Span } from "../model/offsets.ts";
import type { Report, Section } from "../model/report.ts";
import { splitSentences } from "../text/sentences.ts";
import { trustedParts } from "./score-sentences.ts";

/** 一是, 二是 … and 第一, 其一 in a paragraph. */
const ENUMERATOR = /(?:^|(?<=[。；：，、\n]))(?:[一二三四五六七八九十]{1,3}是|其[一二三四五六七八九])/gu;
const MAX_ITEMS = 12;

/**
 * The items of the enumeration (一是 … 二是 …) in the paragraph around `at`, each down to its first full
 * stop; empty when the paragraph enumerates nothing.
 */
export function enumeratedItems(report: Report, at: number): Span[] {
  const from = report.text.lastIndexOf("\n", at - 1) + 1;
  const lineEnd = report.text.indexOf("\n", at);
  const paragraph = report.text.slice(from, lineEnd < 0 ? report.text.length : lineEnd);
  const starts = [...paragraph.matchAll(ENUMERATOR)].map((match) => match.index);
  if (starts.length < 2) return [];
  return starts.slice(0, MAX_ITEMS).map((start, row) => {
    const item = paragraph.slice(start, starts[row + 1] ?? paragraph.length);
    const stop = item.search(/[。；;]/u);
    return { start: from + start, end: from + start + (stop < 0 ? item.trimEnd().length : stop + 1) };
  });
}

/** The sentences of a section and the sections below it, headings left out. */
export function sectionSentences(report: Report, section: Section): Span[] {
  const headings = new Set(report.sections.filter((other) => other.heading !== "").map((other) => other.start));
  return splitSentences(report.text, section.headingEnd, section.end)
    .filter((span) => !headings.has(span.start))
    .flatMap((span) => trustedParts(report, span))
    .slice(0, MAX_ITEMS);
}

/** The headings of the outermost level, as spans: the outline of a report in its own words. */
export function outlineItems(report: Report): { span: Span; sectionRow: number }[] {
  return report.sections
    .map((section, sectionRow) => ({ section, sectionRow }))
    .filter(({ section }) => section.level === 1 && section.heading !== "")
    .map(({ section, sectionRow }) => ({ span: { start: section.start, end: section.headingEnd }, sectionRow }));
}
