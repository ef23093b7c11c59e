/** A cell of a table as its reader sees it. A cell that spans several places stands in each of them. */
export interface TableCell {
  readonly text: string;
  readonly header: boolean;
}

type TableRow = readonly (TableCell | null)[];

/** Rows of equal length; `null` where the source has no cell. */
export type TableGrid = readonly TableRow[];

/** Longer first cells are sentences, not labels. */
const MAX_LABEL_CHARS = 24;
const DIGIT = /\d/;
/** A quantity: 17件, 35.6, 94.1%, 约3万元 … */
const VALUE = /^[约超近]?[\d.,，]+\s*(?:[%％‰]|\p{Script=Han}{0,4})$/u;
/** … and what reads like one but heads a column: 2023, 2023年上半年, 1-11月, 3季度. */
const PERIOD = /^(?:(?:19|20)\d{2}(?:年.*)?|\d{1,2}(?:[-—～至]\d{1,2})?(?:月|季度).*)$/;
const YEAR = /^(?:19|20)\d{2}$/;
const TOTAL = /^(?:合计|总计|总数|共计)$/;
const NOTE = /^(?:注|备注|说明|数据来源|填表)|[。；]$/;
/** A number in front of a heading inside a table; in front of a row it would make the row look like a heading. */
const NUMBERING = /^(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]\s*)+/;

/**
 * Each row as one line that can be read on its own: `表头：值；表头：值`. A row that spans the whole table is its
 * caption at the top; further down it heads the rows under it and is said in each of them. Tables without a header row
 * give `名称：值` where names and values take turns.
 */
export function tableToLines(grid: TableGrid): string[] {
  const rows = grid.filter((row) => row.some((cell) => cell !== null && cell.text !== ""));
  const captions: string[] = [];
  while (rows[0] && distinctCells(rows[0]).length === 1 && rows.length > 1 && rows[0].length > 1)
    captions.push(distinctCells(rows.shift() ?? [])[0]?.text ?? "");
  const headerRows = countHeaderRows(rows);
  const headers = joinHeaders(rows.slice(0, headerRows));
  const body = rows.slice(headerRows);
  if (body.length === 0) return [...captions, ...rows.map(bareLine)];
  const again = headerRows === 0 ? -1 : body.findIndex((row) => repeatsHeader(row, rows[0]));
  if (again > 0)
    return [...captions, ...bodyToLines(body.slice(0, again), headers), ...tableToLines(body.slice(again))];
  return [...captions, ...bodyToLines(body, headers)];
}

function bodyToLines(body: TableGrid, headers: readonly string[]): string[] {
  const lines: string[] = [];
  let section = "";
  let isUsed = true;
  const endSection = () => {
    if (!isUsed) lines.push(section);
    section = "";
    isUsed = true;
  };
  for (const row of body) {
    const whole = spanningText(row);
    if (whole === null) {
      lines.push(rowToLine(row, headers, section.replace(NUMBERING, "")));
      isUsed = true;
      continue;
    }
    endSection();
    if (whole.length > MAX_LABEL_CHARS || NOTE.test(whole)) lines.push(whole);
    else [section, isUsed] = [whole, false];
  }
  endSection();
  return lines;
}

function countHeaderRows(rows: TableGrid): number {
  let marked = 0;
  while (rows[marked]?.every((cell) => cell === null || cell.header || cell.text === "")) marked++;
  const first = rows[0];
  if (first === undefined || rows.length < 2) return marked;
  if (marked === 0 && !first.every((cell) => isLabel(cell))) return 0;
  if (marked === 0 && first.length === 2 && !isValueColumn(rows, 1)) return 0;
  let depth = Math.max(marked, 1);
  while (depth < rows.length - 1 && isHeaderBelow(rows[depth - 1], rows[depth])) depth++;
  return depth;
}

/** Cells that reach down from the header, or lie under one that spans several columns, belong to it. */
function isHeaderBelow(above: TableRow = [], row: TableRow = []): boolean {
  if (spanningText(row) !== null || !row.every((cell) => isLabel(cell))) return false;
  return row.some((cell, column) => {
    const head = above[column];
    const reachesDown = cell !== null && cell === head;
    return reachesDown || (head !== null && head === above[column - 1] && head?.text !== "");
  });
}

function isLabel(cell: TableCell | null): boolean {
  return cell === null || (cell.text.length <= MAX_LABEL_CHARS && !isValue(cell.text));
}

function isValue(text: string): boolean {
  return VALUE.test(text) && !PERIOD.test(text);
}

/** True where the column reads like figures under a label: `数量` over 12, 30, 7. */
function isValueColumn(rows: TableGrid, column: number): boolean {
  const [head = "", ...values] = rows.map((row) => row[column]?.text ?? "");
  if (DIGIT.test(head) && !PERIOD.test(head)) return false;
  return values.filter((value) => DIGIT.test(value) && !PERIOD.test(value)).length * 2 >= values.length;
}

/** A header that stands again in the middle of a table, as after a page break or over another kind of figures. */
function repeatsHeader(row: TableRow, head: TableRow | undefined): boolean {
  const first = row[0]?.text ?? "";
  return first !== "" && first === head?.[0]?.text && row.every((cell) => isLabel(cell)) && spanningText(row) === null;
}

/** One name a column; of stacked headers the parts stand together: `行政复议·受理`. */
function joinHeaders(rows: TableGrid): string[] {
  const width = rows[0]?.length ?? 0;
  return Array.from({ length: width }, (_, column) => {
    const parts = rows.map((row) => row[column]?.text ?? "").filter((text) => text !== "");
    // A bare year beside a figure would read as another figure.
    return [...new Set(parts)].map((part) => (YEAR.test(part) ? `${part}年` : part)).join("·");
  });
}

function rowToLine(row: TableRow, headers: readonly string[], section: string): string {
  const first = row.findIndex((cell) => cell !== null && cell.text !== "");
  const parts: string[] = [];
  for (const [column, cell] of row.entries()) {
    if (cell === null || cell.text === "" || cell === row[column - 1]) continue;
    const text = column === first && section !== "" && !TOTAL.test(cell.text) ? `${section}·${cell.text}` : cell.text;
    const header = headerOf(row, column, headers);
    parts.push(header === "" || header === text ? text : `${header}：${text}`);
  }
  if (headers.length > 0) return parts.join("；");
  if (parts.length === 2 && (parts[0]?.length ?? 0) <= MAX_LABEL_CHARS) return parts.join("：");
  return takeTurns(row) ? pairUp(parts) : parts.join("；");
}

/** A figure that stands for several columns is told with the names of all; a word over several needs none. */
function headerOf(row: TableRow, column: number, headers: readonly string[]): string {
  const cell = row[column];
  let end = column + 1;
  while (end < row.length && row[end] === cell) end++;
  const names = [...new Set(headers.slice(column, end).filter((name) => name !== ""))];
  if (names.length > 1 && !DIGIT.test(cell?.text ?? "")) return "";
  return names.join("、");
}

/** True for `名称 值 名称 值` without gaps. */
function takeTurns(row: TableRow): boolean {
  return (
    row.length % 2 === 0 &&
    row.every((cell, column) => cell !== null && (column % 2 === 1 ? DIGIT.test(cell.text) : !DIGIT.test(cell.text)))
  );
}

function pairUp(parts: readonly string[]): string {
  return parts.map((part, at) => (at === 0 ? part : (at % 2 === 1 ? "：" : "；") + part)).join("");
}

/** The text of a row that is one cell over the whole width; null for any other row. */
function spanningText(row: TableRow): string | null {
  const [cell] = row;
  return row.length > 1 && cell && cell.text !== "" && row.every((other) => other === cell) ? cell.text : null;
}

function bareLine(row: TableRow): string {
  return distinctCells(row)
    .map((cell) => cell.text)
    .join("；");
}

function distinctCells(row: TableRow): TableCell[] {
  return [...new Set(row)].filter((cell): cell is TableCell => cell !== null && cell.text !== "");
}
