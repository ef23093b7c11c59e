import { HIDDEN_MARK } from "./hidden-text.ts";
import { readHtmlTable } from "./html-table.ts";
import { lowerDigits, raiseDigits } from "./raise-digits.ts";
import { tableToLines } from "./table-lines.ts";

const BLOCKS = new Set(
  "ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CAPTION CENTER DD DETAILS DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN NAV OL P PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL".split(
    " ",
  ),
);
const SKIPPED = new Set(
  "SCRIPT STYLE NOSCRIPT TEMPLATE HEAD TITLE IFRAME OBJECT SVG CANVAS VIDEO AUDIO SELECT BUTTON INPUT TEXTAREA RT RP S DEL STRIKE".split(
    " ",
  ),
);
/** With so many links, hardly anything else and no sentence, a block is a menu. */
const MIN_MENU_LINKS = 3;
const MENU_SHARE = 0.8;

/** Two of these stand for what cannot be read; the reading of a report marks the figure round them as one not to be told. */
const UNREADABLE = "□□";
const HIDDEN = new RegExp(`(\\d[.,，]?)?\\s*${HIDDEN_MARK}[${HIDDEN_MARK}\\s]*(?=([.,，]?\\d)?)`, "g");

const TEXT_NODE = 3;
const ELEMENT_NODE = 1;

/**
 * Text of an HTML element as lines: one a paragraph, heading or list item, tables as rows with their headers.
 * Only text is taken, so nothing of the markup can reach a page later. `skipMenus` leaves out blocks of links.
 */
export function htmlToLines(root: Element, { skipMenus = false } = {}): string[] {
  const writer = new LineWriter(skipMenus);
  writeNode(root, writer);
  return writer.finish();
}

class LineWriter {
  private readonly lines: string[] = [];
  private current = "";
  private mark = "";

  constructor(readonly skipMenus: boolean) {}

  add(text: string): void {
    this.current += text;
  }

  /** Stands before the next line that says something: an item's first paragraph may be a block of its own. */
  markNext(mark: string): void {
    this.endLine();
    this.mark = mark;
  }

  endLine(): void {
    const line = collapse(this.current);
    this.current = "";
    if (line === "") return;
    this.lines.push(this.mark + line);
    this.mark = "";
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
    .replace(HIDDEN, (hidden: string, before = "", after = "") =>
      before !== "" && after !== "" ? before + UNREADABLE : hidden.replaceAll(HIDDEN_MARK, ""),
    )
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
  if (writer.skipMenus && BLOCKS.has(name) && isMenu(element)) return;
  const grid = name === "TABLE" ? readHtmlTable(element, (cell) => htmlToLines(cell).join(" ")) : null;
  if (grid !== null) writer.addLines(tableToLines(grid));
  else if (name === "BR") writer.endLine();
  else if (name === "SUP") writer.add(raiseDigits(element.textContent ?? ""));
  else if (name === "SUB") writer.add(lowerDigits(element.textContent ?? ""));
  else {
    const block = BLOCKS.has(name);
    if (block) writer.endLine();
    if (name === "LI") writer.markNext(listMark(element));
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

function isMenu(element: Element): boolean {
  const links = [...element.querySelectorAll("a")];
  if (links.length < MIN_MENU_LINKS || element.textContent?.includes("。")) return false;
  const count = (text: string | null) => (text ?? "").replace(/[\s|·>»]/g, "").length;
  const linked = links.reduce((sum, link) => sum + count(link.textContent), 0);
  return linked >= count(element.textContent) * MENU_SHARE;
}
