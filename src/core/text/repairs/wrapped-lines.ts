import type { Edit } from "../offset-map.ts";
import type { RepairStep } from "./repair-step.ts";

/** Nobody wraps text wider than this many characters; lines that are longer are paragraphs. */
const MAX_WIDTH = 120;
const MIN_WIDTH = 15;
/** Fewer lines cut inside a sentence are chance. */
const MIN_CUT_LINES = 4;
/** Share of the cut lines that end at the margin. */
const MIN_AT_MARGIN = 0.75;
/** Share of the lines that may be wider than the margin. */
const MAX_BEYOND = 0.04;
/** How far from the margin a line may end: a mark that may not open a line, a number kept whole, narrow digits. */
const SLACK = 4;

const ENDS_SENTENCE = /[。！？?!][”’）)」』]?$/;
const OPENS_BLOCK =
  /^(?:第[一二三四五六七八九十百零〇\d]+[编章节条]|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}(?:[.．](?!\d)|、)|[①-⑳●■◆▪•·★※]|[-*+]\s|#{1,6}\s|附件?[:：\d])/;
const OPENS_ITEM = /^[一二三四五六七八九十]{1,2}(?:是|要)/;
const HEADING =
  /^(?:第[一二三四五六七八九十]+[编章节]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])/;
/** Cells parted by tabs, bars or wide gaps, or 表头：值；表头：值. */
const ROW = /\t|[|｜]|\S(?: {3,}|\u3000{2,})\S|^[^。，：]{1,20}：[^：；。]{0,40}；[^。，：]{1,20}：/;
const INDENT = /^[ \t\u00a0\u3000]*/;
const LATIN = /[A-Za-z]/;

/**
 * How wide a character is held to be by whatever wrapped the text. Spaces count nothing: Chinese has none, and those
 * beside figures and quotes came in later.
 */
type Measure = (unit: number, previous: number, next: number) => number;
const asCharacters: Measure = (unit) => (isSpace(unit) ? 0 : 1);
const asColumns: Measure = (unit) => (isSpace(unit) ? 0 : unit < 0x2000 ? 1 : 2);
/** Marks that were narrowed after wrapping (，→,) counted two columns then. */
const asWidenedColumns: Measure = (unit, previous, next) =>
  NARROW_MARKS.has(unit) && (previous >= 0x2000 || next >= 0x2000) ? 2 : asColumns(unit, previous, next);
const NARROW_MARKS = new Set([...",;:()?!"].map((mark) => mark.charCodeAt(0)));

function isSpace(unit: number): boolean {
  return unit === 0x20 || unit === 0xa0 || unit === 0x3000 || unit === 0x09;
}

interface WrappedLine {
  /** Span without the line feed, indent and trailing space included. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly indent: number;
  /** True where it stands further in than the text does: an indent is two characters wide. */
  readonly opensParagraph: boolean;
}

/**
 * Lines that were cut at a fixed width inside their sentences, as text copied from PDF or e-mail is, are joined.
 *
 * A line is joined to the next only where it was full: where the first character of the next would not have fitted.
 * Headings, items and table rows open lines of their own; behind a full stop at the very margin a paragraph goes on
 * only if the text shows its paragraphs by indents or blank lines and there is none. A text counts as wrapped only
 * when nearly all lines that end inside a sentence end at one margin and hardly any is longer, so paragraphs,
 * headings and lists of short lines stay as they are.
 */
export const wrappedLines: RepairStep = {
  name: "wrapped-lines",
  label: "接合被固定宽度断开的行",
  findEdits(text) {
    if (!mayBeWrapped(text)) return [];
    const lines = splitLines(text);
    const measured = [asCharacters, asColumns, asWidenedColumns]
      .map((measure) => findMargin(lines, measure))
      .filter((one) => one !== undefined)
      .sort((one, other) => other.share - one.share)[0];
    return measured === undefined ? [] : joinLines(lines, measured);
  },
};

/** Cheap look at the lengths alone: most reports have paragraphs far too long for this damage. */
function mayBeWrapped(text: string): boolean {
  let lines = 0;
  let long = 0;
  for (let start = 0; start < text.length; lines++) {
    const found = text.indexOf("\n", start);
    const end = found < 0 ? text.length : found;
    if (end - start > MAX_WIDTH * 1.5) long++;
    start = end + 1;
  }
  return lines > MIN_CUT_LINES && long / lines <= MAX_BEYOND;
}

function splitLines(text: string): WrappedLine[] {
  const lines: Omit<WrappedLine, "opensParagraph">[] = [];
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf("\n", start);
    const end = found < 0 ? text.length : found;
    const line = text.slice(start, end);
    const indent = INDENT.exec(line)?.[0].length ?? 0;
    lines.push({ start, end, text: line.slice(indent).trimEnd(), indent });
    start = end + 1;
  }
  const hang = lines.reduce((least, line) => (line.text === "" ? least : Math.min(least, line.indent)), MAX_WIDTH);
  return lines.map((line) => ({ ...line, opensParagraph: isIndented(text.slice(line.start + hang, line.end)) }));
}

/** Two columns and more; before a quotation more than two, because spaces get in there on any line. */
function isIndented(line: string): boolean {
  return /^(?:\u3000|[ \t\u00a0]{2})[ \t\u00a0\u3000]*[^\s“"「]|^(?:\u3000|[ \t\u00a0]{2}){2}\s*\S/.test(line);
}

interface Margin {
  readonly margin: number;
  /** Share of the cut lines that end there. */
  readonly share: number;
  readonly measure: Measure;
}

/** The width at which the lines that end inside a sentence end; undefined where there is no such width. */
function findMargin(lines: readonly WrappedLine[], measure: Measure): Margin | undefined {
  const widths = lines.map((line) => widthOf(line, measure));
  const scale = measure === asCharacters ? 1 : 2;
  const cut = widths.filter((width, row) => {
    const line = lines[row];
    const next = lines[row + 1];
    if (line === undefined || next === undefined || next.text === "" || width < MIN_WIDTH * scale) return false;
    return !ENDS_SENTENCE.test(line.text) && !OPENS_BLOCK.test(next.text) && !isHeading(line, lines[row - 1]);
  });
  const slack = SLACK * (scale === 1 ? 0.75 : 1);
  const counts = new Map<number, number>();
  for (const width of cut) counts.set(width, (counts.get(width) ?? 0) + 1);
  let best = { margin: 0, count: 0 };
  for (const margin of counts.keys()) {
    let count = 0;
    for (const [width, times] of counts) if (width <= margin && width > margin - slack) count += times;
    if (count > best.count || (count === best.count && margin < best.margin)) best = { margin, count };
  }
  const share = cut.length === 0 ? 0 : best.count / cut.length;
  if (best.count < MIN_CUT_LINES || share < MIN_AT_MARGIN || best.margin > MAX_WIDTH * scale) return undefined;
  const filled = widths.filter((width) => width > 0).length;
  const beyond = widths.filter((width) => width > best.margin + scale).length;
  if (beyond > Math.max(1, filled * MAX_BEYOND)) return undefined;
  // A list of names of one length has a margin too, but no sentences.
  const flowing = lines.filter((line, row) => (widths[row] ?? 0) > best.margin - slack && /[，。；]./.test(line.text));
  return flowing.length >= best.count / 2 ? { margin: best.margin, share, measure } : undefined;
}

function widthOf(line: WrappedLine, measure: Measure): number {
  return (line.opensParagraph ? (measure === asCharacters ? 2 : 4) : 0) + widthOfText(line.text, measure);
}

function widthOfText(text: string, measure: Measure): number {
  let width = 0;
  let previous = 0;
  for (let place = 0; place < text.length; place++) {
    const unit = text.charCodeAt(place);
    width += measure(unit, previous, place + 1 < text.length ? text.charCodeAt(place + 1) : 0x3000);
    previous = unit;
  }
  return width;
}

/** A numbered line behind the end of a sentence: its own end is the end of a heading more often than a cut. */
function isHeading(line: WrappedLine, previous: WrappedLine | undefined): boolean {
  const opens = previous === undefined || previous.text === "" || ENDS_SENTENCE.test(previous.text);
  return opens && HEADING.test(line.text) && !/[。，；]/.test(line.text);
}

function joinLines(lines: readonly WrappedLine[], { margin, measure }: Margin): Edit[] {
  const isMarked = lines.some((line) => line.text === "" || line.opensParagraph);
  const edits: Edit[] = [];
  for (const [row, line] of lines.entries()) {
    const next = lines[row + 1];
    if (next === undefined || line.text === "" || next.text === "" || next.opensParagraph) continue;
    if (OPENS_BLOCK.test(next.text) || ROW.test(line.text) || ROW.test(next.text)) continue;
    const ends = ENDS_SENTENCE.test(line.text);
    if ((ends && !isMarked) || (/[。；]$/.test(line.text) && OPENS_ITEM.test(next.text))) continue;
    const width = widthOf(line, measure);
    const isHeadingLine = isHeading(line, lines[row - 1]);
    const slack = isHeadingLine ? 0 : measure === asCharacters ? 1 : 2;
    if (width + firstWidth(next, measure) + slack <= margin) continue;
    const end = next.start + next.indent;
    const start = line.start + line.indent + line.text.length;
    const space = LATIN.test(line.text.slice(-1)) && LATIN.test(next.text.slice(0, 1)) ? " " : "";
    edits.push({ start, end, text: space });
  }
  return edits;
}

/** Width of what would have had to fit: a number or Latin word stays whole, and takes along a mark behind it. */
function firstWidth(line: WrappedLine, measure: Measure): number {
  const unit = /^(?:[“‘《（(「『]*(?:\w[\w.,%-]*|.)[，。；：、！？”’》）)」』,;:?!%]*)/.exec(line.text)?.[0] ?? "";
  return widthOfText(unit, measure);
}
