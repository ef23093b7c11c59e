import type { ReportDetail } from "../../http/contract.ts";

/** A line of a report as the reader shows it; `before + lit + after` is the line. */
export interface Paragraph {
  /** 0 for running text, otherwise the level of the heading, from 1. */
  readonly headingLevel: number;
  readonly before: string;
  /** The part that is cited; empty where nothing is. */
  readonly lit: string;
  readonly after: string;
}

/**
 * Cuts a report into its lines and marks the cited span in them. Joined with `\n`, the `lit` parts of the
 * lines that the span touches are exactly `text.slice(start, end)`.
 */
export function splitParagraphs(
  { text, sections }: Pick<ReportDetail, "text" | "sections">,
  span: { readonly start: number; readonly end: number },
): Paragraph[] {
  const headings = sections.filter((section) => section.headingEnd > section.start);
  const paragraphs: Paragraph[] = [];
  let start = 0;
  for (const line of text.split("\n")) {
    const end = start + line.length;
    const from = Math.min(Math.max(span.start, start), end);
    const to = Math.max(from, Math.min(span.end, end));
    paragraphs.push({
      // A heading may run over two lines of the file.
      headingLevel: headings.find((section) => section.start <= start && start < section.headingEnd)?.level ?? 0,
      before: text.slice(start, from),
      lit: text.slice(from, to),
      after: text.slice(to, end),
    });
    start = end + 1;
  }
  return paragraphs.filter(({ before, lit, after }) => before + lit + after !== "");
}
