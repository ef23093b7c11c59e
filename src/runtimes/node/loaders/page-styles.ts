/** Property → value, lower case: what an element's own rules, attributes and `style` say, nothing inherited. */
export type Style = ReadonlyMap<string, string>;

type Color = { readonly red: number; readonly green: number; readonly blue: number };

interface Declaration {
  readonly property: string;
  readonly value: string;
  readonly important: boolean;
}

interface Rule {
  readonly selector: string;
  readonly weight: number;
  readonly declarations: readonly Declaration[];
}

/** Properties that can take something out of sight. */
const RELEVANT =
  /^(?:display|visibility|opacity|font-size|left|top|text-indent|margin-left|height|max-height|width|max-width|overflow|position|clip|clip-path|color|background(?:-color|-image)?)$/;
/** Tags, classes, ids and attributes, also one inside the other; what depends on a state (:hover) counts for nothing. */
const SIMPLE_SELECTOR = /^[\w\s.#>*+~[\]="'\-\u0080-\uffff]+$/;
/** A page's own sheet has some hundreds; more than this is no style for one report. */
const MAX_RULES = 3_000;
const NONE: Style = new Map();

/**
 * Reads the `<style>` elements of a page: rules later in the page win over earlier ones, ids over classes over tags,
 * `style` over rules, `!important` over all. Sheets in other files are not read.
 */
export function readStyles(document: Document): (element: Element) => Style {
  const rules = [...document.querySelectorAll("style")].flatMap((sheet) => readRules(sheet.textContent ?? ""));
  const sorted = usefulRules(rules.slice(0, MAX_RULES)).sort((a, b) => a.weight - b.weight);
  const ruled = new Map<Element, Declaration[]>();
  for (const { selector, declarations } of sorted)
    for (const element of select(document, selector)) {
      const own = ruled.get(element);
      if (own === undefined) ruled.set(element, [...declarations]);
      else own.push(...declarations);
    }
  return (element) => {
    const own = [...attributesOf(element), ...(ruled.get(element) ?? [])];
    const inline = element.getAttribute("style");
    if (inline !== null) own.push(...readDeclarations(inline));
    if (own.length === 0) return NONE;
    // Stable: among equals the later one stays.
    const order = [...own.filter((one) => !one.important), ...own.filter((one) => one.important)];
    return new Map(order.map(({ property, value }) => [property, value]));
  };
}

/** Of a property that no rule uses to hide something, rules need not be looked up; colours go together. */
function usefulRules(rules: readonly Rule[]): Rule[] {
  const groupOf = (property: string) => (/color|background/.test(property) ? "color" : property);
  const hiding = new Set<string>();
  for (const { declarations } of rules) {
    const style = new Map(declarations.map(({ property, value }) => [property, value]));
    for (const { property } of declarations)
      if (isHiding(style) || groupOf(property) === "color") hiding.add(groupOf(property));
  }
  return rules.filter(({ declarations }) => declarations.some(({ property }) => hiding.has(groupOf(property))));
}

function select(document: Document, selector: string): Iterable<Element> {
  try {
    return document.querySelectorAll(selector);
  } catch {
    // What the parser does not know as a selector selects nothing in a browser either.
    return [];
  }
}

/** The rules of a sheet that apply on a screen: those for print, for small screens and the like are left out. */
function readRules(css: string): Rule[] {
  const rules: Rule[] = [];
  const text = css.replace(/\/\*[\s\S]*?(?:\*\/|$)|<!--|-->/g, "");
  for (let at = 0; at < text.length; ) {
    const open = text.indexOf("{", at);
    if (open < 0) break;
    const head = text
      .slice(at, open)
      .replace(/^(?:[^{]*;)/, "")
      .trim();
    const close = head.startsWith("@") ? endOfBlock(text, open) : endOf(text, "}", open);
    const body = text.slice(open + 1, close);
    if (/^@media\s+(?:all|screen|only screen)$/i.test(head)) rules.push(...readRules(body));
    else if (!head.startsWith("@")) {
      const declarations = readDeclarations(body);
      for (const selector of declarations.length === 0 ? [] : head.split(","))
        if (SIMPLE_SELECTOR.test(selector))
          rules.push({ selector: selector.trim(), weight: weigh(selector), declarations });
    }
    at = close + 1;
  }
  return rules;
}

function endOf(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found;
}

function endOfBlock(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === "{") depth++;
    else if (text[at] === "}" && --depth === 0) return at;
  }
  return text.length;
}

/** Specificity: ids, then classes and attributes, then tags. */
function weigh(selector: string): number {
  const count = (pattern: RegExp) => selector.match(pattern)?.length ?? 0;
  return count(/#/g) * 1_000_000 + count(/[.[]/g) * 1_000 + count(/(?:^|[\s>+~])[a-z]/gi);
}

function readDeclarations(body: string): Declaration[] {
  return body.split(";").flatMap((part) => {
    const colon = part.indexOf(":");
    const property = part.slice(0, colon).trim().toLowerCase();
    if (colon < 0 || !RELEVANT.test(property)) return [];
    const value = part
      .slice(colon + 1)
      .trim()
      .toLowerCase();
    return [{ property, value: value.replace(/\s*!\s*important$/, ""), important: /!\s*important$/.test(value) }];
  });
}

function attributesOf(element: Element): Declaration[] {
  const [color, background] = [element.getAttribute("color"), element.getAttribute("bgcolor")];
  const plain = (property: string, value: string | null): Declaration[] =>
    value === null ? [] : [{ property, value: hexOf(value.trim().toLowerCase()), important: false }];
  return [
    ...plain("color", element.tagName.toUpperCase() === "FONT" ? color : null),
    ...plain("background-color", background),
  ];
}

/** `color=ffffff`: attributes may leave the sign out. */
function hexOf(value: string): string {
  return /^[\da-f]{6}$|^[\da-f]{3}$/.test(value) ? `#${value}` : value;
}

/** True where a style takes an element, with all that is in it, out of sight. */
export function isHiding(style: Style): boolean {
  const is = (property: string, pattern: RegExp) => pattern.test(style.get(property) ?? "");
  const away = /^-\d{3,}/;
  const farAway = /^-\d{4,}/;
  const nothing = /^0(?:\.0*)?(?:px|pt|em|rem|%)?$/;
  return (
    is("display", /^none$/) ||
    is("visibility", /^(?:hidden|collapse)$/) ||
    is("opacity", /^\.?0(?:\.0*)?%?$/) ||
    is("font-size", /^(?:0(?:\.\d*)?|\.\d+|1)(?:px|pt)?$|^0(?:\.0*)?(?:em|rem|%)$/) ||
    ["left", "top", "text-indent"].some((property) => is(property, away)) ||
    // Less than this centres a page of a thousand pixels.
    is("margin-left", farAway) ||
    (is("overflow", /^(?:hidden|clip)$/) &&
      ["height", "max-height", "width", "max-width"].some((property) => is(property, nothing))) ||
    is("clip", /^rect\(\s*(?:0(?:px)?|1px)(?:[\s,]+(?:0(?:px)?|1px)){3}\s*\)$/) ||
    is("clip-path", /^inset\(\s*(?:50|100)%/)
  );
}

const NAMED: Readonly<Record<string, string>> = {
  ...{ white: "#ffffff", black: "#000000", red: "#ff0000", blue: "#0000ff", green: "#008000", yellow: "#ffff00" },
  ...{ snow: "#fffafa", ivory: "#fffff0", ghostwhite: "#f8f8ff", whitesmoke: "#f5f5f5", floralwhite: "#fffaf0" },
  ...{ gray: "#808080", grey: "#808080", silver: "#c0c0c0", navy: "#000080", maroon: "#800000", orange: "#ffa500" },
};

/** `white`, `#fff`, `rgb(255, 255, 255)`; null where the colour is not known, `inherited`'s where nothing is named. */
export function parseColor(
  value = "",
  inherited?: { readonly color: Color | "transparent" | null },
): Color | "transparent" | null {
  const text = NAMED[value.trim()] ?? value.trim();
  if (text === "inherit" || text === "") return inherited?.color ?? null;
  if (text === "transparent") return "transparent";
  const hex = /^#([\da-f]{3,8})$/.exec(text)?.[1];
  if (hex !== undefined) {
    const digits = hex.length <= 4 ? hex.replace(/./g, "$&$&") : hex;
    if (digits.length === 8 && digits.endsWith("00")) return "transparent";
    const part = (at: number) => Number.parseInt(digits.slice(at, at + 2), 16);
    return digits.length === 6 || digits.length === 8 ? { red: part(0), green: part(2), blue: part(4) } : null;
  }
  const parts = /^rgba?\(\s*([\d.]+%?)[\s,]+([\d.]+%?)[\s,]+([\d.]+%?)(?:[\s,/]+([\d.]+%?))?\s*\)$/.exec(text);
  if (parts === null) return null;
  if (parts[4] !== undefined && Number.parseFloat(parts[4]) === 0) return "transparent";
  const [red = 0, green = 0, blue = 0] = parts
    .slice(1, 4)
    .map((part) => Number.parseFloat(part) * (part.endsWith("%") ? 2.55 : 1));
  return { red, green, blue };
}
