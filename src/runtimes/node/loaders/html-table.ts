import type { TableCell, TableGrid } from "./table-lines.ts";

/** Tables wider than this are not tables but mistakes. */
const MAX_COLUMNS = 200;
/** A cell with more text than this holds a page, not a value: the table is only there for the layout. */
const MAX_CELL_CHARS = 300;

/** Cells in their places, spans filled in; null when the table only arranges other content. */
export function readHtmlTable(table: Element, readText: (cell: Element) => string): TableGrid | null {
  if (table.querySelector("table") !== null) return null;
  const rows = [...table.querySelectorAll("tr")];
  const grid: (TableCell | null)[][] = rows.map(() => []);
  for (const [rowAt, row] of rows.entries()) {
    let column = 0;
    for (const element of row.children) {
      if (!/^T[DH]$/i.test(element.tagName)) continue;
      while (grid[rowAt]?.[column] !== undefined) column++;
      const cell = { text: readText(element), header: isHeader(element, row) };
      if (cell.text.length > MAX_CELL_CHARS) return null;
      // A rowspan of 0 reaches to the end of the table.
      const end = rowAt + (span(element, "rowspan") || rows.length);
      const right = Math.min(column + (span(element, "colspan") || 1), MAX_COLUMNS);
      for (const places of grid.slice(rowAt, end)) for (let at = column; at < right; at++) places[at] = cell;
      if (right === MAX_COLUMNS) break;
    }
  }
  return squareOff(grid);
}

function isHeader(cell: Element, row: Element): boolean {
  return cell.tagName.toUpperCase() === "TH" || row.parentElement?.tagName.toUpperCase() === "THEAD";
}

/** Rows of equal length; a table of one row or one column is layout. */
function squareOff(grid: readonly (TableCell | null)[][]): TableGrid | null {
  const width = Math.max(0, ...grid.map((row) => row.length));
  if (width < 2 || grid.length < 2) return null;
  return grid.map((row) => Array.from({ length: width }, (_, column) => row[column] ?? null));
}

/** 1 where nothing sensible is said. */
function span(element: Element, attribute: string): number {
  const value = Number.parseInt(element.getAttribute(attribute) ?? "1", 10);
  return Number.isNaN(value) || value < 0 ? 1 : value;
}
