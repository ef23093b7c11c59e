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
    const node = inlineNode(part, markerButton);
    const last = nodes.at(-1);
    if (part.type === "marker" && last instanceof Text) nodes.push(glueMarker(last, node));
    else if (part.type === "marker" && last instanceof HTMLSpanElement) last.append(node);
    else nodes.push(node);
  }
  return nodes;
}

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

function tableNode(head: Row, rows: readonly Row[], inline: (content: readonly Inline[]) => Node[]): HTMLElement {
  const headCells = head.map((cell) => element("th", { scope: "col" }, ...inline(cell)));
  const bodyRows = rows.map((row) => element("tr", {}, ...row.map((cell) => element("td", {}, ...inline(cell)))));
  const table = element(
    "table",
    {},
    element("thead", {}, element("tr", {}, ...headCells)),
    element("tbody", {}, ...bodyRows),
  );
  // Wide tables scroll inside, the page never does; tabindex lets the keyboard scroll it.
  return element("div", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": "表格" }, table);
}

function inlineNode(part: Inline, markerButton: MarkerButton): Node {
  switch (part.type) {
    case "text":
      return document.createTextNode(part.text);
    case "strong":
      return element("strong", {}, part.text);
    case "marker":
      return markerButton(part.marker) ?? document.createTextNode(`[${part.marker}]`);
  }
}
