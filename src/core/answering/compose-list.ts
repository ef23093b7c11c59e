import type { Span } from "../model/offsets.ts";
import type { Report } from "../model/report.ts";
import { CitationList } from "./cite.ts";
import { type Draft, planNote, sourceOf } from "./compose-answer.ts";
import { cutLine, MAX_LEAD_CHARS } from "./cut-line.ts";
import type { Evidence } from "./find-evidence.ts";
import { countsSo } from "./inline-items.ts";

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

/** The things that one sentence names (`items`, spans of its text), one a line, with the sentence. */
export function composeNamed(
  { report, sectionRow, sentence }: Evidence,
  items: readonly Span[],
  reports: readonly Report[],
): Draft {
  const names = items.map(({ start, end }) => sentence.text.slice(start, end).trim());
  const citations = new CitationList();
  const marker = citations.cite(report, sectionRow, sentence);
  const isOpen = sentence.text.startsWith("等", items.at(-1)?.end) && !isCounted(sentence.text, items);
  const lead = `${names.join("、")}${isOpen ? "等" : ""}（${sourceOf(report, reports)}）`;
  return {
    outcome: "answered",
    lead: lead.length <= MAX_LEAD_CHARS ? lead : `共${names.length}项，见下（${sourceOf(report, reports)}）`,
    answer: `${names.map((name) => `- ${name} [${marker}]`).join("\n")}\n\n${sentence.text.trim()} [${marker}]${planNote(citations)}`,
    citations,
  };
}

/** 甲、乙等两项: all that there are. */
function isCounted(text: string, items: readonly Span[]): boolean {
  return countsSo(text.slice(items.at(-1)?.end), items.length);
}
