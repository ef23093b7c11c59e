import type { Edit } from "../offset-map.ts";
import { HAN_WIDTH, isSpace, MEASURES, type Measure, measure, type Widths } from "./line-width.ts";
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
const GAP = /[\t|｜]| {3}|\u3000\u3000/;
const CELLS = /^[^。，：]{1,20}：[^：；。]{0,40}；[^。，：]{1,20}：/;
const FIRST_UNIT =
  /^[“‘《（(「『]*(?:\w[\w.,%-]*(?:[ \u00a0]*[.,，][ \u00a0]*\d[\d%]*)*(?:[ \u00a0]+%)?|.)[，。；：、！？”’》）)」』,;:?!%]*/;
const LATIN = /[A-Za-z]/;

interface WrappedLine {
  /** Span without the line feed, indent and trailing space included. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly indent: number;
  /** True where it stands further in than the text does: an indent is two characters wide. */
  readonly opensParagraph: boolean;
  readonly endsSentence: boolean;
  readonly opensBlock: boolean;
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
    const best = findMargins(text).sort((one, other) => other.share - one.share)[0];
    return best === undefined ? [] : joinLines(best);
  },
};

/** True for text whose lines are cut inside their sentences at one margin. */
export function isWrapped(text: string): boolean {
  return findMargins(text).length > 0;
}

/** The margins that a text may have been cut at, one a measure at most. */
function findMargins(text: string): Margin[] {
  if (!mayBeWrapped(text)) return [];
  const lines = splitLines(text);
  const cutRows = findCut(lines);
  if (cutRows.length < MIN_CUT_LINES) return [];
  const widths = lines.map(widthsOf);
  return MEASURES.map((one) => findMargin(lines, widths, cutRows, one)).filter((one) => one !== undefined);
}

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
  const lines: Pick<WrappedLine, "start" | "end" | "text" | "indent">[] = [];
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf("\n", start);
    const end = found < 0 ? text.length : found;
    let indent = 0;
    while (start + indent < end && isSpace(text.charCodeAt(start + indent))) indent++;
    lines.push({ start, end, text: text.slice(start + indent, end).trimEnd(), indent });
    start = end + 1;
  }
  const hang = lines.reduce((least, line) => (line.text === "" ? least : Math.min(least, line.indent)), MAX_WIDTH);
  // Written out, because spreading each line costs more than all the rest of this step.
  return lines.map(({ start, end, text: own, indent }) => {
    const opensParagraph = indent > hang && isIndented(text.slice(start + hang, end));
    const endsSentence = ENDS_SENTENCE.test(own.slice(-2));
    return { start, end, text: own, indent, opensParagraph, endsSentence, opensBlock: OPENS_BLOCK.test(own) };
  });
}

/** Measured with its indent. */
function widthsOf({ text, opensParagraph }: WrappedLine): Widths {
  const [characters, columns, widened] = measure(text);
  return opensParagraph ? [characters + 2, columns + 4, widened + 4] : [characters, columns, widened];
}

/** Two columns and more; before a quotation more than two, because spaces get in there on any line. */
function isIndented(line: string): boolean {
  return /^(?:\u3000|[ \t\u00a0]{2})[ \t\u00a0\u3000]*[^\s“"「]|^(?:\u3000|[ \t\u00a0]{2}){2}\s*\S/.test(line);
}

interface Margin {
  readonly lines: readonly WrappedLine[];
  /** Width of each line in the measure that the margin is in. */
  readonly widths: readonly number[];
  readonly margin: number;
  /** Share of the cut lines that end there. */
  readonly share: number;
  readonly by: Measure;
}

/** Rows of the lines that end inside a sentence. */
function findCut(lines: readonly WrappedLine[]): number[] {
  const rows: number[] = [];
  for (const [row, line] of lines.entries()) {
    const next = lines[row + 1];
    if (next === undefined || next.text === "" || line.endsSentence || next.opensBlock) continue;
    if (!isHeading(line, lines[row - 1])) rows.push(row);
  }
  return rows;
}

/** The width at which the cut lines end; undefined where there is no such width. */
function findMargin(
  lines: readonly WrappedLine[],
  allWidths: readonly Widths[],
  cutRows: readonly number[],
  by: Measure,
): Margin | undefined {
  const widths = allWidths.map((each) => each[by]);
  const scale = HAN_WIDTH[by];
  const cut = cutRows.map((row) => widths[row] ?? 0).filter((width) => width >= MIN_WIDTH * scale);
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
  return flowing.length >= best.count / 2 ? { lines, widths, margin: best.margin, share, by } : undefined;
}

/** A numbered line behind the end of a sentence: its own end is the end of a heading more often than a cut. */
function isHeading(line: WrappedLine, previous: WrappedLine | undefined): boolean {
  const opens = previous === undefined || previous.text === "" || previous.endsSentence;
  return opens && HEADING.test(line.text) && !/[。，；]/.test(line.text);
}

function joinLines({ lines, widths, margin, by }: Margin): Edit[] {
  const isMarked = lines.some((line) => line.text === "" || line.opensParagraph);
  const edits: Edit[] = [];
  for (const [row, line] of lines.entries()) {
    const next = lines[row + 1];
    if (next === undefined || line.text === "" || next.text === "" || next.opensParagraph) continue;
    if (next.opensBlock) continue;
    if ((line.endsSentence && !isMarked) || (/[。；]$/.test(line.text) && OPENS_ITEM.test(next.text))) continue;
    const isHeadingLine = isHeading(line, lines[row - 1]);
    const slack = isHeadingLine ? 0 : HAN_WIDTH[by];
    if ((widths[row] ?? 0) + firstWidth(next, by) + slack <= margin) continue;
    if (isRow(line.text) || isRow(next.text)) continue;
    // 占比98 and 15个镇街: two figures joined would be a third that nobody wrote.
    if (/\d$/.test(line.text) && /^\d/.test(next.text)) continue;
    const end = next.start + next.indent;
    const start = line.start + line.indent + line.text.length;
    const space = LATIN.test(line.text.slice(-1)) && LATIN.test(next.text.slice(0, 1)) ? " " : "";
    edits.push({ start, end, text: space });
  }
  return edits;
}

function isRow(text: string): boolean {
  return GAP.test(text) || CELLS.test(text);
}

/** Width of what would have had to fit: a number or Latin word stays whole, and takes along a mark behind it. */
function firstWidth(line: WrappedLine, by: Measure): number {
  return measure(FIRST_UNIT.exec(line.text)?.[0] ?? "")[by];
}
