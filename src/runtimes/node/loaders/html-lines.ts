import { type TableCell, type TableGrid, tableToLines } from "./table-lines.ts";

const BLOCKS = new Set(
  "ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CAPTION CENTER DD DETAILS DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN NAV OL P PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL".split(
    " ",
  ),
);
const SKIPPED = new Set(
  "SCRIPT STYLE NOSCRIPT TEMPLATE HEAD TITLE IFRAME OBJECT SVG CANVAS VIDEO AUDIO SELECT BUTTON INPUT TEXTAREA".split(
    " ",
  ),
);
/** Tables wider or longer than this by their span attributes are not tables but mistakes. */
const MAX_SPAN = 200;
/** A cell with more text than this holds a page, not a value: the table is only there for the layout. */
const MAX_CELL_CHARS = 300;

const TEXT_NODE = 3;
const ELEMENT_NODE = 1;

/**
 * Text of an HTML element as lines: one a paragraph, heading or list item, tables as rows with their headers.
 * Only text is taken, so nothing of the markup can reach a page later.
 */
export function htmlToLines(root: Element): string[] {
  const writer = new LineWriter();
  writeNode(root, writer);
  return writer.finish();
}

class LineWriter {
  private readonly lines: string[] = [];
  private current = "";

  add(text: string): void {
    this.current += text;
  }

  endLine(): void {
    const line = collapse(this.current);
    if (line !== "") this.lines.push(line);
    this.current = "";
  }

  addLines(lines: readonly string[]): void {
    this.endLine();
    this.lines.push(...lines.filter((line) => line !== ""));
  }

  finish(): string[] {
    this.endLine();
    return this.lines;
  }
}

/** White space as a browser shows it; a line break inside Chinese text is no space. */
function collapse(text: string): string {
  return text
    .replace(/(?<=[\u3000-\u9fff\uff00-\uffef])\s*\n\s*(?=[\u3000-\u9fff\uff00-\uffef])/g, "")
    .replace(/[\s\u00a0\u3000]+/g, (space) => (space.includes("\u3000") ? "\u3000" : " "))
    .trim();
}

function writeNode(node: Node, writer: LineWriter): void {
  if (node.nodeType === TEXT_NODE) writer.add(node.textContent ?? "");
  // nodeType says that it is an element; linkedom has no global Element class to ask.
  else if (node.nodeType === ELEMENT_NODE) writeElement(node as Element, writer);
}

function writeElement(element: Element, writer: LineWriter): void {
  const name = element.tagName.toUpperCase();
  if (SKIPPED.has(name) || element.hasAttribute("hidden")) return;
  const grid = name === "TABLE" ? readGrid(element) : null;
  if (grid !== null) writer.addLines(tableToLines(grid));
  else if (name === "BR") writer.endLine();
  else {
    const block = BLOCKS.has(name);
    if (block) writer.endLine();
    if (name === "LI") writer.add(listMark(element));
    for (const child of element.childNodes) writeNode(child, writer);
    if (block) writer.endLine();
  }
}

/** The number that a browser shows before an item of a numbered list; it may be what the outline hangs on. */
function listMark(item: Element): string {
  const list = item.parentElement;
  if (list?.tagName.toUpperCase() !== "OL") return "";
  const start = Number.parseInt(list.getAttribute("start") ?? "1", 10);
  const items = [...list.children].filter((child) => child.tagName.toUpperCase() === "LI");
  return `${(Number.isNaN(start) ? 1 : start) + items.indexOf(item)}. `;
}

/** Cells in their places, spans filled in; null when the table only arranges other content. */
function readGrid(table: Element): TableGrid | null {
  if (table.querySelector("table") !== null) return null;
  const grid: (TableCell | null)[][] = [];
  for (const [rowAt, row] of [...table.querySelectorAll("tr")].entries()) {
    const places = grid[rowAt] ?? [];
    grid[rowAt] = places;
    let column = 0;
    for (const element of row.children) {
      if (!/^T[DH]$/i.test(element.tagName)) continue;
      while (places[column] !== undefined) column++;
      const cell = readCell(element, row);
      if (cell.text.length > MAX_CELL_CHARS) return null;
      placeCell(grid, cell, { rowAt, column, down: span(element, "rowspan"), across: span(element, "colspan") });
    }
  }
  return squareOff(grid);
}

function readCell(element: Element, row: Element): TableCell {
  const header = element.tagName.toUpperCase() === "TH" || row.parentElement?.tagName.toUpperCase() === "THEAD";
  return { text: htmlToLines(element).join(" "), header };
}

interface Place {
  readonly rowAt: number;
  readonly column: number;
  readonly down: number;
  readonly across: number;
}

function placeCell(grid: (TableCell | null)[][], cell: TableCell, { rowAt, column, down, across }: Place): void {
  for (let row = rowAt; row < rowAt + down; row++) {
    const places = grid[row] ?? [];
    grid[row] = places;
    for (let at = column; at < column + across; at++) places[at] = cell;
  }
}

/** Rows of equal length; a table of one row or one column is layout. */
function squareOff(grid: readonly (TableCell | null)[][]): TableGrid | null {
  const width = Math.max(0, ...grid.map((row) => row.length));
  if (width < 2 || grid.length < 2) return null;
  return grid.map((row) => Array.from({ length: width }, (_, column) => row[column] ?? null));
}

function span(element: Element, attribute: string): number {
  const value = Number.parseInt(element.getAttribute(attribute) ?? "1", 10);
  return Number.isNaN(value) ? 1 : Math.min(Math.max(value, 1), MAX_SPAN);
}
