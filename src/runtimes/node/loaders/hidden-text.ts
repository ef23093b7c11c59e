import { isHiding, parseColor, readStyles, type Style } from "./page-styles.ts";

/**
 * Stands for text that was hidden, until lines are made: what stood on either side of it must not become one figure.
 * A character for private use; where a page has it of its own it says nothing.
 */
export const HIDDEN_MARK = "\ue0f1";
/** Colours this near to each other, in each of red, green and blue, cannot be told apart. */
const MAX_DIFFERENCE = 20;
const BLOCK =
  /^(?:ADDRESS|ARTICLE|ASIDE|BLOCKQUOTE|BODY|CAPTION|CENTER|DD|DIV|DL|DT|FIGCAPTION|FIGURE|FOOTER|FORM|H[1-6]|HEADER|LI|MAIN|NAV|OL|P|PRE|SECTION|TABLE|TBODY|TD|TFOOT|TH|THEAD|TR|UL)$/;
const TEXT_NODE = 3;
const ELEMENT_NODE = 1;

type Color = ReturnType<typeof parseColor>;

/**
 * Puts a mark in place of what a reader of the page does not see: elements that the page's own styles or their `style`
 * take out of sight, and text in the colour of its background. Pages that were broken into carry other people's words
 * in them. `html` and `body` are never hidden: pages show them by a script.
 */
export function markHiddenText(document: Document): void {
  const styleOf = readStyles(document);
  for (const element of [...document.body.querySelectorAll("*")])
    if (element.hasAttribute("hidden") || isHiding(styleOf(element))) replace(element, document);
  const unseen = findUnseen(document.body, styleOf);
  // Where backgrounds come from another file, a block all in white stands on a colour that is not known here.
  const isKnown = document.querySelector('link[rel~="stylesheet"]') === null;
  for (const text of unseen) if (isKnown || !fillsItsBlock(text, unseen)) replace(text, document);
}

function replace(node: ChildNode, document: Document): void {
  const isBlank = (node.textContent ?? "").trim() === "";
  node.replaceWith(document.createTextNode(isBlank ? "" : HIDDEN_MARK));
}

interface Paint {
  readonly node: Node;
  readonly color: Color;
  readonly background: Color;
}

/** Texts in the colour of what is behind them. Walked without recursion, as deep as a page may be. */
function findUnseen(body: Element, styleOf: (element: Element) => Style): Set<Text> {
  const found = new Set<Text>();
  const black = { red: 0, green: 0, blue: 0 };
  const white = { red: 255, green: 255, blue: 255 };
  const open: Paint[] = [{ node: body, color: black, background: white }];
  for (let paint = open.pop(); paint !== undefined; paint = open.pop()) {
    const { node } = paint;
    if (node.nodeType === TEXT_NODE && (node.textContent ?? "").trim() !== "" && isUnseen(paint))
      found.add(node as Text);
    if (node.nodeType !== ELEMENT_NODE) continue;
    const style = styleOf(node as Element);
    const color = style.get("color") === undefined ? paint.color : parseColor(style.get("color"), paint);
    const behind = style.get("background-color") ?? style.get("background");
    const image = style.get("background-image") ?? style.get("background");
    // A picture behind the text may have any colour.
    const background = /url\(|gradient/i.test(image ?? "") ? null : readBackground(behind, paint.background);
    for (const child of node.childNodes) open.push({ node: child, color, background });
  }
  return found;
}

function readBackground(value: string | undefined, inherited: Color): Color {
  if (value === undefined) return inherited;
  const words = value.match(/[a-z]+\([^)]*\)|#[\da-f]+|[a-z]+/gi) ?? [];
  const named = words.map((word) => parseColor(word)).find((color) => color !== null && color !== "transparent");
  // What names no colour that is known (a variable, `inherit`) may be any; none at all lets through what is behind.
  return named ?? (/^(?:none|transparent|rgba\([^)]*,\s*0\s*\))\b/i.test(value.trim()) ? inherited : null);
}

function isUnseen({ color, background }: Paint): boolean {
  if (color === "transparent") return true;
  if (color === null || background === null || background === "transparent") return false;
  return (["red", "green", "blue"] as const).every(
    (part) => Math.abs(color[part] - background[part]) <= MAX_DIFFERENCE,
  );
}

/** True where nothing in the block round a text can be seen. */
function fillsItsBlock(text: Text, unseen: ReadonlySet<Text>): boolean {
  let block: Node | null = text.parentNode;
  while (block !== null && !BLOCK.test(block.nodeName.toUpperCase())) block = block.parentNode;
  const open: Node[] = block === null ? [] : [...block.childNodes];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.nodeType === TEXT_NODE && (node.textContent ?? "").trim() !== "" && !unseen.has(node as Text))
      return false;
    if (node.nodeType === ELEMENT_NODE) open.push(...node.childNodes);
  }
  return true;
}
