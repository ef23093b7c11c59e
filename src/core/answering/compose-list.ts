import type { Span } from "../model/offsets.ts";
import type { Report } from "../model/report.ts";
import { CitationList } from "./cite.ts";
import { type Draft, planNote, sourceOf } from "./compose-answer.ts";
import { cutLine, MAX_LEAD_CHARS } from "./cut-line.ts";
import type { Evidence } from "./find-evidence.ts";
import { inlineItems } from "./inline-items.ts";

/** 二、 （三） 4. in front of a heading: where it stands, not what it says. */
const HEADING_NUMBER = /^：(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.、．])\s*/u;

/** One line an item, each with its own citation. */
export function composeList(
  report: Report,
  items: readonly { readonly span: Span; readonly sectionRow: number }[],
  reports: readonly Report[],
): Draft {
  const citations = new CitationList();
  const lines = items.map(({ span, sectionRow }) => {
    const text = report.text.slice(span.start, span.end).replaceAll("\n", " ").trim();
    return `- ${text} [${citations.cite(report, sectionRow, span)}]`;
  });
  const heading = items[0] === undefined ? undefined : report.sections[items[0].sectionRow]?.heading;
  const about = heading === undefined || heading === "" ? "" : `：${heading}`;
  const [only = "", ...others] = items.map(({ span }) => report.text.slice(span.start, span.end).trim());
  if (others.length === 0)
    return { outcome: "answered", lead: cutLine(only), answer: `${lines.join("\n")}${planNote(citations)}`, citations };
  return {
    outcome: "answered",
    lead: cutLine(`${sourceOf(report, reports)}${about.replaceAll("\n", "").replace(HEADING_NUMBER, "：")}`),
    answer: `${lines.join("\n")}${planNote(citations)}`,
    citations,
  };
}

/** The things that one sentence names and counts (A、B、C等三项工作), one a line, with the sentence; null where it names none. */
export function composeNamed(
  { report, sectionRow, sentence }: Evidence,
  count: number | null,
  reports: readonly Report[],
): Draft | null {
  const items = inlineItems(sentence.text, count).map(({ start, end }) => sentence.text.slice(start, end).trim());
  if (items.length === 0) return null;
  const citations = new CitationList();
  const marker = citations.cite(report, sectionRow, sentence);
  const lead = `${items.join("、")}（${sourceOf(report, reports)}）`;
  return {
    outcome: "answered",
    lead: lead.length <= MAX_LEAD_CHARS ? lead : `共${items.length}项，见下（${sourceOf(report, reports)}）`,
    answer: `${items.map((item) => `- ${item} [${marker}]`).join("\n")}\n\n${sentence.text.trim()} [${marker}]${planNote(citations)}`,
    citations,
  };
}
