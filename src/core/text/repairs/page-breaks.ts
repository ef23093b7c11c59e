import type { Edit } from "../offset-map.ts";
import type { RepairStep } from "./repair-step.ts";
import { isWrapped } from "./wrapped-lines.ts";

/** A page number as a line of its own: - 3 -, — 12 —, 第 3 页 共 15 页, 3 / 15. */
const PAGE_NUMBER =
  /^[ \t\u00a0\u3000]*(?:[-–—－·•~]{1,2}[ \u3000]*\d{1,4}[ \u3000]*[-–—－·•~]{1,2}|第[ \u3000]*\d{1,4}[ \u3000]*页(?:[ \u3000，,/]*共[ \u3000]*\d{1,4}[ \u3000]*页)?|\d{1,4}[ \u3000]*\/[ \u3000]*\d{1,4}|(?:Page|PAGE)[ ]?\d{1,4}(?: of \d{1,4})?)[ \t\u00a0\u3000]*$/;
/** Lines beside a page number that stand there twice and more are the running head. */
const MAX_HEAD = 40;
const ENDS_SENTENCE = /[。！？：；!?:;][”’）)」』]?$/;
const OPENS_BLOCK =
  /^[ \t\u00a0\u3000]*(?:第[一二三四五六七八九十百\d]+[编章节条]|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、](?!\d)|附件)|^(?:[ \t\u00a0]{2}|\u3000)/;
/** A title or a heading has none. */
const PROSE = /[，。；,;]/;
/** Shorter lines may be headings, which go on on no other page. */
const MIN_CUT_LINE = 15;

/**
 * Page numbers and running heads that stand between the lines of a text copied from a paged document. Where they
 * stand inside a sentence, its two halves are joined.
 */
export const pageBreaks: RepairStep = {
  name: "page-breaks",
  label: "去掉页码和页眉，接合被分页断开的句子",
  triggers: "0-9０-９",
  findEdits(text) {
    if (!mayHavePages(text)) return [];
    const lines = text.split("\n");
    const isFurniture = markFurniture(lines);
    // The halves of a line cut at the margin are joined with all the other lines, which shows where the margin is.
    const keepsLines = isWrapped(
      lines.filter((line, row) => isFurniture[row] !== true && line.trim() !== "").join("\n"),
    );
    const edits: Edit[] = [];
    let place = 0;
    for (let row = 0; row < lines.length; row++) {
      const length = (lines[row] ?? "").length;
      if (isFurniture[row] !== true) {
        place += length + 1;
        continue;
      }
      let end = place;
      let next = row;
      while (next < lines.length && (isFurniture[next] === true || lines[next]?.trim() === ""))
        end += (lines[next++] ?? "").length + 1;
      edits.push(cutBreak(lines, { row, next, start: place, end: Math.min(end, text.length), keepsLines }));
      place = end;
      row = next - 1;
    }
    return edits;
  },
};

/** Cheap look first: most texts have none. */
function mayHavePages(text: string): boolean {
  return /^[ \t\u00a0\u3000]*(?:[-–—－·•~]{1,2}[ \u3000]*\d|第[ \u3000]*\d{1,4}[ \u3000]*页|\d{1,4}[ \u3000]*\/|P(?:age|AGE)[ ]?\d)/m.test(
    text,
  );
}

function markFurniture(lines: readonly string[]): boolean[] {
  const isNumber = lines.map((line) => PAGE_NUMBER.test(line));
  const first = lines.findIndex((line) => line.trim() !== "");
  const heads = new Map<string, Set<number>>();
  for (const row of rowsBeside(lines, isNumber)) {
    const head = (lines[row] ?? "").trim();
    // The title is what the running head repeats.
    if (row <= first || head.length > MAX_HEAD || isNumber[row] === true || ENDS_SENTENCE.test(head)) continue;
    heads.set(head, (heads.get(head) ?? new Set()).add(row));
  }
  const isFurniture = [...isNumber];
  for (const rows of heads.values()) if (rows.size > 1) for (const row of rows) isFurniture[row] = true;
  return isFurniture;
}

/** The rows that stand right above or below a page number, blank lines aside. */
function rowsBeside(lines: readonly string[], isNumber: readonly boolean[]): number[] {
  const rows: number[] = [];
  for (const [row, found] of isNumber.entries())
    for (const step of found ? [-1, 1] : []) {
      let other = row + step;
      while (lines[other]?.trim() === "") other += step;
      if (lines[other] !== undefined) rows.push(other);
    }
  return rows;
}

interface Break {
  /** Rows of the first line that goes and of the first that stays. */
  readonly row: number;
  readonly next: number;
  readonly start: number;
  readonly end: number;
  readonly keepsLines: boolean;
}

function cutBreak(lines: readonly string[], found: Break): Edit {
  let before = found.row - 1;
  let start = found.start;
  // Blank lines before the page number belong to the break.
  while (before >= 0 && lines[before]?.trim() === "") start -= (lines[before--] ?? "").length + 1;
  const last = (lines[before] ?? "").trimEnd();
  const following = lines[found.next] ?? "";
  const isCut =
    !found.keepsLines &&
    before >= 0 &&
    last.length >= MIN_CUT_LINE &&
    (PROSE.test(last) || last.length > MAX_HEAD) &&
    following !== "" &&
    !ENDS_SENTENCE.test(last) &&
    !OPENS_BLOCK.test(following) &&
    !/^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)[^，。；]*$/.test(last);
  if (!isCut) return { start: found.start, end: found.end, text: "" };
  const lineEnd = start - 1 - ((lines[before] ?? "").length - last.length);
  return { start: lineEnd, end: found.end, text: /[A-Za-z]$/.test(last) && /^[A-Za-z]/.test(following) ? " " : "" };
}
