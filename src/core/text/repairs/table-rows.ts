import type { Edit } from "../offset-map.ts";
import type { RepairStep } from "./repair-step.ts";

/** What parts the cells of a table's rows in a repaired text; a bar of Markdown would break the tables of answers. */
export const CELL_MARK = "｜";
/** Longer cells are sentences, longer lines paragraphs. */
const MAX_CELL_CHARS = 40;
const MAX_ROW_CHARS = 400;
/** 96, 95.2%, 1,734件, 约3.4万元: what a table is there for … */
const VALUE = /^[约超近]?\d[\d,]*(?:\.\d+)?\s*(?:[%％‰]|\p{Script=Han}{0,4})$/u;
/** … and what heads a column. */
const YEAR = /^(?:19|20)\d\d年?度?$/u;
/** --- | --- between the rows of Markdown, ├──┼──┤ of a printed frame. */
const RULE = /^(?=.*[|｜│┼┬┴])[\s|｜│+:=\-—─━┼├┤┬┴]+$/u;
const CAPTION = /^[附续]?表\s?[\d一二三四五六七八九十]/u;

/** A way to write rows: what parts their cells, and what stands around them. */
interface Layout {
  readonly parting: RegExp;
  readonly lead: RegExp;
  readonly trail: RegExp;
}

const LAYOUTS: readonly Layout[] = [
  { parting: /[ \u3000]*[|｜│][ \t\u3000]*/gu, lead: /^\s*(?:[|｜│]\s*)?/u, trail: /(?:\s*[|｜│])?\s*$/u },
  // A tab in front or behind leaves a cell empty.
  { parting: / *\t */gu, lead: /^ */u, trail: / *$/u },
  { parting: /(?:[ \u00a0]{2}|\u3000)[ \u00a0\u3000]*/gu, lead: /^\s*/u, trail: /\s*$/u },
];

interface Row {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Rows of tables whose cells stand apart by bars, tabs or runs of spaces, before white space goes: 食品\t734\t562.3
 * would become one figure. A table is two rows and more of as many cells, with values below its first row; rules
 * between its rows (--- | ---) are dropped.
 */
export const tableRows: RepairStep = {
  name: "table-rows",
  label: "标出表格各列",
  triggers: "|｜│\t \u00a0\u3000",
  findEdits(text) {
    const rows = splitRows(text);
    const edits: Edit[] = [];
    for (let at = 0; at < rows.length; at++) {
      const ends = LAYOUTS.map((layout) => endOfTable(rows, at, layout));
      const end = Math.max(...ends);
      const layout = LAYOUTS[ends.indexOf(end)];
      if (end <= at || layout === undefined) continue;
      markCells(rows.slice(at, end), layout, text, edits);
      at = end - 1;
    }
    return edits;
  },
};

function splitRows(text: string): Row[] {
  const rows: Row[] = [];
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf("\n", start);
    const end = found < 0 ? text.length : found;
    rows.push({ start, end, text: end - start > MAX_ROW_CHARS ? "" : text.slice(start, end) });
    start = end + 1;
  }
  return rows;
}

/** Row behind the table that begins at `from` in this layout; `from` where none does. */
function endOfTable(rows: readonly Row[], from: number, layout: Layout): number {
  const head = cellsOf(rows[from], layout);
  if (head === null || CAPTION.test(head[0] ?? "")) return from;
  if (head.some((cell) => VALUE.test(cell) && !YEAR.test(cell))) return from;
  let [end, hasValues] = [from, false];
  for (let at = from + 1; at < rows.length; at++) {
    if (RULE.test(rows[at]?.text ?? "")) continue;
    const cells = cellsOf(rows[at], layout);
    if (cells?.length !== head.length) break;
    hasValues ||= cells.slice(1).some((cell) => VALUE.test(cell));
    end = at + 1;
  }
  return hasValues ? end : from;
}

/** The cells of a line; null for a line that is no row. */
function cellsOf(row: Row | undefined, layout: Layout): string[] | null {
  if (row === undefined || row.text === "" || RULE.test(row.text)) return null;
  const { from, to } = innerOf(row, layout);
  const cells = row.text.slice(from, to).split(layout.parting);
  const isRow = cells.length > 1 && cells.every((cell) => cell.length <= MAX_CELL_CHARS && !cell.includes("。"));
  return isRow ? cells : null;
}

/** What of a line its cells fill. */
function innerOf({ text }: Row, { lead, trail }: Layout): { from: number; to: number } {
  const from = lead.exec(text)?.[0].length ?? 0;
  return { from, to: Math.max(from, text.length - (trail.exec(text)?.[0].length ?? 0)) };
}

function markCells(table: readonly Row[], layout: Layout, text: string, edits: Edit[]): void {
  for (const row of table) {
    if (RULE.test(row.text)) {
      edits.push({ start: row.start, end: Math.min(row.end + 1, text.length), text: "" });
      continue;
    }
    const { from, to } = innerOf(row, layout);
    if (from > 0) edits.push({ start: row.start, end: row.start + from, text: "" });
    for (const { 0: parting, index } of row.text.slice(from, to).matchAll(layout.parting)) {
      const start = row.start + from + index;
      if (parting !== CELL_MARK) edits.push({ start, end: start + parting.length, text: CELL_MARK });
    }
    if (row.start + to < row.end) edits.push({ start: row.start + to, end: row.end, text: "" });
  }
}
