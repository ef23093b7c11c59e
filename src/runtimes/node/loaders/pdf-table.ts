import type { PrintedCell, PrintedLine } from "./pdf-printed-lines.ts";
import type { TableCell, TableGrid } from "./table-lines.ts";

const MIN_ROWS = 3;
/** Rows of a table are not further apart than this many letter heights. */
const MAX_ROW_GAP = 4;
/** A line this near to its neighbour, in letter heights, belongs to the same row: a cell centred beside two lines. */
const SAME_ROW = 1;

interface Column {
  readonly left: number;
  readonly right: number;
}

/**
 * Neighbouring lines whose pieces stand in the same columns. The fullest rows say where the columns are; a piece between
 * two columns heads both; a place without a piece stays empty, so that no figure slips under another header.
 */
export function readPdfTable(lines: readonly PrintedLine[], start: number): { grid: TableGrid; end: number } | null {
  const end = findEnd(lines, start);
  const rows = lines.slice(start, end);
  const width = Math.max(0, ...rows.map((row) => row.cells.length));
  if (width < 2) return null;
  const columns = findColumns(rows, width);
  if (columns === null) return null;
  const placed: (readonly (TableCell | null)[])[] = [];
  for (const [at, row] of rows.entries()) {
    const cells = placeCells(row, columns);
    const above = rows[at - 1];
    const previous = placed.at(-1);
    const near = above !== undefined && above.y - row.y < SAME_ROW * row.fontSize;
    if (previous && near && cells.every((cell, column) => cell === null || previous[column] === null))
      placed[placed.length - 1] = previous.map((cell, column) => cell ?? cells[column] ?? null);
    else placed.push(cells);
  }
  const body = placed.filter((cells) => cells.filter((cell) => cell !== null).length > 1);
  return body.length >= MIN_ROWS || isSmallTable(placed) ? { grid: placed, end } : null;
}

/** Two rows, names over figures. */
function isSmallTable(rows: TableGrid): boolean {
  const [head = [], values = []] = rows;
  if (rows.length !== 2 || head.some((cell) => cell === null || /\d/.test(cell.text))) return false;
  return values.every((cell) => cell !== null && /^\D?[\d.,]+\D{0,3}$/.test(cell.text));
}

function findEnd(lines: readonly PrintedLine[], start: number): number {
  let end = start;
  for (let at = start; at < lines.length; at++) {
    const [line, above] = [lines[at], lines[at - 1]];
    if (line === undefined) break;
    const apart =
      above !== undefined && at > start && (line.page !== above.page || above.y - line.y > MAX_ROW_GAP * line.fontSize);
    if (apart) break;
    if (line.cells.length > 1) end = at + 1;
    // One piece alone may be a cell centred beside its row; two such lines are text.
    else if (at > end || above === undefined || above.y - line.y >= SAME_ROW * line.fontSize) break;
  }
  return end;
}

/** From the rows with the most pieces; null when these do not stand below one another. */
function findColumns(rows: readonly PrintedLine[], width: number): Column[] | null {
  const full = rows.filter((row) => row.cells.length === width);
  const columns = Array.from({ length: width }, (_, at) => {
    const cells = full.map((row) => row.cells[at]).filter((cell) => cell !== undefined);
    return { left: Math.min(...cells.map((cell) => cell.left)), right: Math.max(...cells.map((cell) => cell.right)) };
  });
  return columns.every((column, at) => at === 0 || column.left > (columns[at - 1]?.right ?? 0)) ? columns : null;
}

function placeCells(row: PrintedLine, columns: readonly Column[]): (TableCell | null)[] {
  const places: (TableCell | null)[] = columns.map(() => null);
  for (const cell of row.cells) {
    const content = { text: cell.text, header: false };
    for (const at of columnsOf(cell, columns)) places[at] ??= content;
  }
  return places;
}

function columnsOf(cell: PrintedCell, columns: readonly Column[]): number[] {
  const touched = columns.flatMap((column, at) => (cell.left < column.right && column.left < cell.right ? [at] : []));
  if (touched.length > 0) return touched;
  const after = columns.findIndex((column) => column.left >= cell.right);
  if (after === -1) return [columns.length - 1];
  return after === 0 ? [0] : [after - 1, after];
}
