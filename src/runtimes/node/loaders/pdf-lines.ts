import { orderColumns } from "./pdf-columns.ts";
import { type PdfItem, type PrintedLine, readPrintedLines } from "./pdf-printed-lines.ts";
import { readPdfTable } from "./pdf-table.ts";
import { tableToLines } from "./table-lines.ts";

const PAGE_NUMBER = /^[\s\-—–－·.第]*\d{1,3}(?:\s*页?\s*(?:[/／]|共)\s*\d{1,3})?[\s\-—–－·.页]*$/;
/** A line at the edge of this many pages, figures aside, is a running header or footer. */
const MIN_REPEATS = 3;
/** In widths of a character: how far a line is indented or falls short where a paragraph begins or ends. */
const INDENT_CHARS = 1.2;
const SHORT_CHARS = 1.8;
/** Two lines further apart than this many character heights do not belong together. */
const MAX_LEADING = 2.6;

/** Pages → paragraphs, headings and table rows, in reading order. */
export function pdfPagesToLines(pages: readonly (readonly PdfItem[])[]): string[] {
  const printed = dropPageFurniture(pages.map((items) => readPrintedLines(items)));
  const lines = printed.flatMap((page) => orderColumns(page));
  const left = mostCommon(lines.map((line) => Math.round(line.left)));
  const right = quantile(
    lines.map((line) => line.right),
    0.9,
  );
  const output: string[] = [];
  let paragraph: PrintedLine[] = [];
  const endParagraph = () => {
    if (paragraph.length > 0) output.push(paragraph.map((line) => line.text).reduce(joinLines));
    paragraph = [];
  };
  for (let at = 0; at < lines.length; ) {
    const line = lines[at];
    const table = readPdfTable(lines, at);
    if (table !== null) {
      endParagraph();
      output.push(...tableToLines(table.grid));
      at = table.end;
      continue;
    }
    const before = paragraph.at(-1);
    if (line && before && startsParagraph(before, line, left, right)) endParagraph();
    if (line) paragraph.push(line);
    at++;
  }
  endParagraph();
  return output;
}

function startsParagraph(before: PrintedLine, line: PrintedLine, left: number, right: number): boolean {
  const size = before.fontSize;
  if (Math.abs(line.fontSize - size) > size * 0.1) return true;
  if (line.left > left + INDENT_CHARS * size) return true;
  if (before.right < right - SHORT_CHARS * size) return true;
  return line.page === before.page && before.y - line.y > MAX_LEADING * size;
}

/** Latin words and figures need the space that the line break stood for; Chinese does not. */
function joinLines(text: string, next: string): string {
  return /[A-Za-z,.;]$/.test(text) && /^[A-Za-z]/.test(next) ? `${text} ${next}` : text + next;
}

function dropPageFurniture(pages: readonly PrintedLine[][]): PrintedLine[][] {
  const seen = new Map<string, number>();
  const key = (line: PrintedLine) => line.text.replace(/\d+/g, "#");
  for (const lines of pages)
    for (const line of new Set([lines[0], lines.at(-1)])) if (line) seen.set(key(line), (seen.get(key(line)) ?? 0) + 1);
  const isFurniture = (line: PrintedLine) =>
    PAGE_NUMBER.test(line.text) || (pages.length >= MIN_REPEATS && (seen.get(key(line)) ?? 0) >= MIN_REPEATS);
  return pages.map((lines, page) => {
    const start = lines.findIndex((line) => !isFurniture(line));
    const end = lines.findLastIndex((line) => !isFurniture(line)) + 1;
    return lines.slice(Math.max(start, 0), end).map((line) => ({ ...line, page }));
  });
}

function mostCommon(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1])[0]?.[0] ?? 0;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
}
