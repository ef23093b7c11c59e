import type { Span } from "../model/offsets.ts";
import type { Report } from "../model/report.ts";
import { CELL_MARK } from "../text/repairs/table-rows.ts";
import { type Line, readLines } from "./lines.ts";

/** One place of a table's row with all that heads it. */
export interface TableCell extends Span {
  readonly text: string;
  /** The words above it, of stacked headers parted by ·; empty where there are none. */
  readonly header: string;
}

/** A row below the headers, in order of the text. */
export interface TableRow extends Span {
  readonly cells: readonly TableCell[];
}

/** A table of a cleaned text; its span goes from the first line of its headers, or of its rows, to its last row. */
export interface Table extends Span {
  /** The lines above that name it or its unit: 表1 2022年各区行政应诉情况（单位：件）; empty for none. */
  readonly caption: string;
  /** Its header lines stand from `start` to here; equal to `start` where each row says its headers itself. */
  readonly headEnd: number;
  readonly rows: readonly TableRow[];
}

const CAPTION =
  /^(?:[附续]?表\s?[\d一二三四五六七八九十]|[（(]?(?:计量)?单位[：:])|(?:情况|统计|一览|明细|汇总)表?(?:[（(][^（）()]*[）)])?[：:]?$/u;
const MAX_CAPTION_CHARS = 60;
const MAX_CAPTION_LINES = 2;
/** 96, 95.2%, 约3.4万元: below the headers every row has one. */
const VALUE = /^[约超近]?\d[\d,]*(?:\.\d+)?(?:[%‰]|\p{sc=Han}{0,4})$/u;
const YEAR = /^(?:19|20)\d\d年?度?$/u;
/** 地区：甲区；案件（件）：96 — a row that says its headers itself, as loaders write them out of formats that know tables. */
const PAIRED = /^[^：；。]{1,40}：[^：；。]{0,60}；[^：；。]{1,40}：/u;

/** Made once for each report: every citation of an answer asks for its place's table. */
const found = new WeakMap<Report, readonly Table[]>();

/** The tables of a report's cleaned text, in order. */
export function findTables(report: Report): readonly Table[] {
  const tables = found.get(report) ?? readTables(report.text);
  found.set(report, tables);
  return tables;
}

function readTables(text: string): Table[] {
  if (!text.includes(CELL_MARK) && !text.includes("；")) return [];
  const lines = readLines(text);
  const tables: Table[] = [];
  for (let at = 0; at < lines.length; at++) {
    const table = readMarked(lines, at) ?? readPaired(lines, at);
    if (table === null) continue;
    tables.push(table.table);
    at = table.end - 1;
  }
  return tables;
}

interface ReadTable {
  readonly table: Table;
  /** Line behind it. */
  readonly end: number;
}

/** A table whose cells are parted by `CELL_MARK`. */
function readMarked(lines: readonly Line[], from: number): ReadTable | null {
  const head = lines[from];
  if (head === undefined || !head.text.includes(CELL_MARK)) return null;
  const width = cellsOf(head).length;
  let end = from;
  while (lines[end] !== undefined && cellsOf(lines[end]).length === width) end++;
  const rows = lines.slice(from, end).map(cellsOf);
  const firstRow = rows.findIndex((cells) => cells.slice(1).some(isValue));
  if (firstRow < 1) return null;
  const headers = joinHeaders(rows.slice(0, firstRow));
  const body = lines.slice(from + firstRow, end).map((line, row) => ({
    start: line.start,
    end: line.end,
    cells: (rows[firstRow + row] ?? []).map((cell, column) => ({ ...cell, header: headers[column] ?? "" })),
  }));
  const headEnd = lines[from + firstRow - 1]?.end ?? head.end;
  const span = { start: head.start, end: body.at(-1)?.end ?? head.end };
  return { table: { ...span, caption: captionAbove(lines, from), headEnd, rows: body }, end };
}

function cellsOf(line: Line | undefined): Omit<TableCell, "header">[] {
  if (line === undefined) return [];
  let start = line.start;
  return line.text.split(CELL_MARK).map((text) => {
    const cell = { text: text.trim(), start: start + text.length - text.trimStart().length, end: 0 };
    start += text.length + CELL_MARK.length;
    return { ...cell, end: cell.start + cell.text.length };
  });
}

function isValue({ text }: { readonly text: string }): boolean {
  return VALUE.test(text) && !YEAR.test(text);
}

/** One name a column; an empty place of an upper line belongs to what stands left of it there. */
function joinHeaders(rows: readonly (readonly { readonly text: string }[])[]): string[] {
  const last = rows.length - 1;
  const filled = rows.map((cells, row) =>
    cells.map(({ text }, column) => text || (row < last && column > 0 ? leftOf(cells, column) : "")),
  );
  return (filled[0] ?? []).map((_, column) =>
    [...new Set(filled.map((cells) => cells[column] ?? "").filter((text) => text !== ""))].join("·"),
  );
}

function leftOf(cells: readonly { readonly text: string }[], column: number): string {
  return cells.slice(1, column).findLast(({ text }) => text !== "")?.text ?? "";
}

/** Two lines and more that say the same headers: one alone may be a sentence. */
function readPaired(lines: readonly Line[], from: number): ReadTable | null {
  const first = pairsOf(lines[from]);
  if (first === null) return null;
  const names = first.map(({ header }) => header);
  const rows: TableRow[] = [];
  let end = from;
  for (let cells: TableCell[] | null = first; cells !== null; cells = pairsOf(lines[end])) {
    if (cells[0]?.header !== names[0] || !cells.slice(1).some(({ header }) => names.includes(header))) break;
    const { start, end: stop } = lines[end] ?? { start: 0, end: 0 };
    rows.push({ start, end: stop, cells });
    end++;
  }
  const [head] = rows;
  if (head === undefined || rows.length < 2 || !rows.some(({ cells }) => cells.slice(1).some(isValue))) return null;
  const span = { start: head.start, end: rows.at(-1)?.end ?? head.end };
  return { table: { ...span, caption: captionAbove(lines, from), headEnd: head.start, rows }, end };
}

function pairsOf(line: Line | undefined): TableCell[] | null {
  if (line === undefined || !PAIRED.test(line.text)) return null;
  const cells: TableCell[] = [];
  let at = line.start;
  for (const part of line.text.split("；")) {
    const colon = part.indexOf("：");
    if (colon < 1 || part.indexOf("：", colon + 1) >= 0) return null;
    const text = part.slice(colon + 1).trim();
    const start = at + part.indexOf(text, colon + 1);
    cells.push({ header: part.slice(0, colon).trim(), text, start, end: start + text.length });
    at += part.length + 1;
  }
  return cells;
}

function captionAbove(lines: readonly Line[], from: number): string {
  const above: string[] = [];
  for (let at = from - 1; at >= 0 && above.length < MAX_CAPTION_LINES; at--) {
    const text = lines[at]?.text ?? "";
    if (text.length > MAX_CAPTION_CHARS || /[。；｜]/u.test(text) || !CAPTION.test(text)) break;
    above.unshift(text);
  }
  return above.join(" ");
}
