import { raiseDigits } from "./raise-digits.ts";

/** What is needed of a piece of text on a page; lengths in points, origin at the bottom left. */
export interface PdfItem {
  readonly str: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly fontSize: number;
}

/** A stretch of a printed line without a wide gap in it. */
export interface PrintedCell {
  readonly text: string;
  readonly left: number;
  readonly right: number;
}

export interface PrintedLine extends PrintedCell {
  readonly page: number;
  readonly y: number;
  readonly fontSize: number;
  readonly cells: readonly PrintedCell[];
}

/** Pieces whose base lines differ by less than this share of the letter height stand on one line. */
const SAME_LINE = 0.55;
/** A piece of at most this share of its line's letter height … */
const SMALL = 0.75;
/** … that stands higher by this share of it is raised: a power, or the mark of a note. */
const RAISED_BY = 0.25;
/** A gap of this many letter heights separates the cells of a table … */
const CELL_GAP = 1.5;
/** … and one of this many separates Latin words. */
const WORD_GAP = 0.2;

/** The pieces of one page, top to bottom and left to right, put together to the lines that were printed. */
export function readPrintedLines(items: readonly PdfItem[]): PrintedLine[] {
  const visible = items.filter((item) => item.str.trim() !== "").sort((one, other) => other.y - one.y);
  const rows: PdfItem[][] = [];
  for (const item of visible) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (row && first && first.y - item.y < Math.max(first.fontSize, item.fontSize) * SAME_LINE) row.push(item);
    else rows.push([item]);
  }
  return rows.map((row) => assembleLine(row.sort((one, other) => one.x - other.x)));
}

function assembleLine(row: readonly PdfItem[]): PrintedLine {
  const fontSize = Math.max(...row.map((item) => item.fontSize));
  const cells: { text: string; left: number; right: number }[] = [];
  const base = row.find((item) => item.fontSize === fontSize)?.y ?? 0;
  for (const piece of row) {
    const isRaised = piece.fontSize <= fontSize * SMALL && piece.y - base >= fontSize * RAISED_BY;
    const item = isRaised ? { ...piece, str: raiseDigits(piece.str) } : piece;
    const last = cells.at(-1);
    const gap = last ? item.x - last.right : Number.POSITIVE_INFINITY;
    if (last && gap < CELL_GAP * fontSize) {
      last.text += needsSpace(last.text, item.str) && gap > WORD_GAP * fontSize ? ` ${item.str}` : item.str;
      last.right = Math.max(last.right, item.x + item.width);
    } else cells.push({ text: item.str, left: item.x, right: item.x + item.width });
  }
  const trimmed = cells.map((cell) => ({ ...cell, text: cell.text.trim() }));
  return {
    page: 0,
    y: base,
    fontSize,
    cells: trimmed,
    text: trimmed.map((cell) => cell.text).join(" "),
    left: trimmed[0]?.left ?? 0,
    right: trimmed.at(-1)?.right ?? 0,
  };
}

function needsSpace(text: string, next: string): boolean {
  return /[A-Za-z0-9]$/.test(text) && /^[A-Za-z0-9]/.test(next);
}
