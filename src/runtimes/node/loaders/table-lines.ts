/** A cell of a table as its reader sees it. A cell that spans several places stands in each of them. */
export interface TableCell {
  readonly text: string;
  readonly header: boolean;
}

/** Rows of equal length; `null` where the source has no cell. */
export type TableGrid = readonly (readonly (TableCell | null)[])[];

/** Longer first cells are sentences, not labels. */
const MAX_LABEL_CHARS = 24;
const DIGIT = /\d/;

/**
 * Each row as one line that can be read on its own: `表头：值；表头：值`. A row that spans the whole table is its
 * caption and stays as it is; a two-column table without a header row gives `名称：值`.
 */
export function tableToLines(grid: TableGrid): string[] {
  const rows = grid.filter((row) => row.some((cell) => cell !== null && cell.text !== ""));
  const captions: string[] = [];
  while (rows[0] && distinctCells(rows[0]).length === 1 && rows.length > 1 && rows[0].length > 1)
    captions.push(distinctCells(rows.shift() ?? [])[0]?.text ?? "");
  const headerRows = countHeaderRows(rows);
  const headers = joinHeaders(rows.slice(0, headerRows));
  const body = rows.slice(headerRows);
  if (body.length === 0)
    return [
      ...captions,
      ...rows.map((row) =>
        distinctCells(row)
          .map((cell) => cell.text)
          .join("；"),
      ),
    ];
  return [...captions, ...body.map((row) => rowToLine(row, headers))];
}

function countHeaderRows(rows: TableGrid): number {
  let marked = 0;
  while (rows[marked]?.every((cell) => cell === null || cell.header || cell.text === "")) marked++;
  if (marked > 0) return marked;
  const first = rows[0];
  if (first === undefined || rows.length < 2 || !first.every((cell) => isLabel(cell))) return 0;
  if (first.length === 2 && !isValueColumn(rows, 1)) return 0;
  // Cells that reach down from the first row say how many rows the header has.
  let depth = 1;
  while (depth < rows.length - 1 && rows[depth]?.some((cell, column) => cell !== null && cell === first[column]))
    depth++;
  return rows.slice(1, depth).every((row) => row.every((cell) => isLabel(cell))) ? depth : 1;
}

function isLabel(cell: TableCell | null): boolean {
  return cell === null || (cell.text.length <= MAX_LABEL_CHARS && !/^[\d.,%\s]+$/.test(cell.text));
}

/** True where the column reads like figures under a label: `数量` over 12, 30, 7. */
function isValueColumn(rows: TableGrid, column: number): boolean {
  const [head, ...values] = rows.map((row) => row[column]?.text ?? "");
  return !DIGIT.test(head ?? "") && values.filter((value) => DIGIT.test(value)).length * 2 >= values.length;
}

/** One name a column; of stacked headers the parts stand together: `行政复议·受理`. */
function joinHeaders(rows: TableGrid): string[] {
  const width = rows[0]?.length ?? 0;
  return Array.from({ length: width }, (_, column) => {
    const parts = rows.map((row) => row[column]?.text ?? "").filter((text) => text !== "");
    return [...new Set(parts)].join("·");
  });
}

function rowToLine(row: readonly (TableCell | null)[], headers: readonly string[]): string {
  const parts: string[] = [];
  for (const [column, cell] of row.entries()) {
    if (cell === null || cell.text === "" || cell === row[column - 1]) continue;
    const header = headers[column] ?? "";
    parts.push(header === "" || header === cell.text ? cell.text : `${header}：${cell.text}`);
  }
  const keyed = headers.length === 0 && parts.length === 2 && (parts[0]?.length ?? 0) <= MAX_LABEL_CHARS;
  return parts.join(keyed ? "：" : "；");
}

function distinctCells(row: readonly (TableCell | null)[]): TableCell[] {
  return [...new Set(row)].filter((cell): cell is TableCell => cell !== null && cell.text !== "");
}
