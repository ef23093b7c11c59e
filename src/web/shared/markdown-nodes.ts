import { element } from "./element.ts";
import type { Block, Inline, Row } from "./markdown.ts";

/** Gives the button for a marker; null where the answer has no such citation (the marker then stays text). */
export type MarkerButton = (marker: number) => HTMLElement | null;

/** An answer's blocks as elements; all of its words are text nodes. */
export function blockNodes(blocks: readonly Block[], markerButton: MarkerButton): HTMLElement[] {
  return blocks.map((block) => blockNode(block, markerButton));
}

export function inlineNodes(content: readonly Inline[], markerButton: MarkerButton): Node[] {
  const nodes: Node[] = [];
  for (const part of content) {
    if (part.type === "marker") {
      const node = markerButton(part.marker) ?? document.createTextNode(`[${part.marker}]`);
      // A space between them would let the line break there.
      if (isBlank(nodes.at(-1)) && nodes.at(-2) instanceof HTMLSpanElement) nodes.pop();
      const last = nodes.at(-1);
      if (last instanceof Text) nodes.push(glueMarker(last, node));
      else if (last instanceof HTMLSpanElement) last.append(node);
      else nodes.push(node);
    } else if (part.type === "strong") nodes.push(element("strong", {}, ...wordNodes(part.text)));
    else nodes.push(...wordNodes(part.text));
  }
  return nodes;
}

/** 98.82%, 2024年, 1.6万余件; longer runs of digits are no figure, and may break where they have to. */
const FIGURE = /(?<!\d)\d{1,16}(?:[.,]\d{1,16}){0,4}(?!\d)(?:[%％‰]|[万亿余多]{0,2}\p{Script=Han})?/gu;

/** Keeps each figure with the word after it on one line, whatever the width: read by halves it is another figure. */
function wordNodes(text: string): Node[] {
  const nodes: Node[] = [];
  let at = 0;
  for (const { 0: figure, index } of text.matchAll(FIGURE)) {
    if (index > at) nodes.push(document.createTextNode(text.slice(at, index)));
    nodes.push(element("span", { class: "glued" }, figure));
    at = index + figure.length;
  }
  if (at < text.length) nodes.push(document.createTextNode(text.slice(at)));
  return nodes;
}

const isBlank = (node: Node | undefined) => node instanceof Text && node.data.trim() === "";

/** Keeps a marker on the line of the words it belongs to: a number alone on a line belongs to nothing. */
function glueMarker(text: Text, marker: Node): HTMLSpanElement {
  const words = text.data.trimEnd();
  const tail = /.{0,2}$/su.exec(words)?.[0] ?? "";
  text.data = words.slice(0, words.length - tail.length);
  return element("span", { class: "glued" }, tail, marker);
}

function blockNode(block: Block, markerButton: MarkerButton): HTMLElement {
  const inline = (content: readonly Inline[]) => inlineNodes(content, markerButton);
  switch (block.type) {
    case "paragraph":
      return element("p", {}, ...inline(block.content));
    case "quote":
      return element("blockquote", {}, ...inline(block.content));
    case "heading":
      // The page's own headings end at h3, an answer's begin below.
      return element(block.level <= 2 ? "h4" : "h5", {}, ...inline(block.content));
    case "list":
      return element(block.ordered ? "ol" : "ul", {}, ...block.items.map((item) => element("li", {}, ...inline(item))));
    case "table":
      return tableNode(block.head, block.rows, inline);
  }
}

/** A cell with a sentence is never squeezed to a column of single characters. */
const SENTENCE_CHARS = 24;

function tableNode(head: Row, rows: readonly Row[], inline: (content: readonly Inline[]) => Node[]): HTMLElement {
  const headCells = head.map((cell) => element("th", { scope: "col" }, ...inline(cell)));
  const bodyRows = rows.map((row) => element("tr", {}, ...row.map((cell) => dataCell(inline(cell)))));
  const table = element(
    "table",
    {},
    element("thead", {}, element("tr", {}, ...headCells)),
    element("tbody", {}, ...bodyRows),
  );
  // Wide tables scroll inside, the page never does; tabindex lets the keyboard scroll it.
  const scroll = element("div", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": "表格" }, table);
  const hint = element("p", { class: "table-hint", "aria-hidden": "true", hidden: true }, "表格可以左右滑动");
  const room = new ResizeObserver(() => {
    hint.hidden = scroll.scrollWidth <= scroll.clientWidth;
  });
  room.observe(scroll);
  room.observe(table);
  return element("div", { class: "table-box" }, hint, scroll);
}

function dataCell(content: readonly Node[]): HTMLElement {
  const cell = element("td", {}, ...content);
  if ((cell.textContent?.length ?? 0) > SENTENCE_CHARS) cell.className = "sentence";
  return cell;
}
