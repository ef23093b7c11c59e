interface Level {
  readonly start: number;
  readonly format: string;
  /** `（%2）`: the number of the second level in brackets. */
  readonly pattern: string;
}

/** A list as paragraphs refer to it; lists of one kind count on from one another unless they say where to start. */
interface List {
  readonly counter: string;
  readonly levels: readonly Level[];
  /** Styles whose paragraphs stand on a level. */
  readonly levelOfStyle: ReadonlyMap<string, number>;
}

interface NumberReference {
  readonly list?: string | undefined;
  readonly level?: number | undefined;
}

const CHINESE = "〇一二三四五六七八九";
const CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳";
const MAX_STYLE_DEPTH = 10;

/**
 * Writes the numbers that Word shows by itself (`一、`, `（二）`, `1.`) into the paragraphs, where they stand nowhere in
 * the text, and takes hidden text out. The arguments are parts of a .docx (WordprocessingML, ECMA-376 part 1, 17.9);
 * `body` is changed.
 */
export function writeOutNumbers(body: Document, numbering: Document | null, styles: Document | null): void {
  for (const hidden of [...body.getElementsByTagName("w:vanish")]) {
    const run = hidden.parentElement?.parentElement;
    if (run?.tagName === "w:r" && !isOff(hidden)) run.remove();
  }
  if (numbering === null) return;
  const lists = readLists(numbering);
  const numberOfStyle = readStyles(styles);
  const counters = new Map<string, number[]>();
  for (const paragraph of [...body.getElementsByTagName("w:p")]) {
    const properties = child(paragraph, "w:pPr");
    const style = value(child(properties, "w:pStyle")) ?? "";
    const own = readReference(child(properties, "w:numPr"));
    const inherited = numberOfStyle(style);
    // What the converter makes of lists are numbers of its own.
    child(properties, "w:numPr")?.remove();
    const list = lists.get(own.list ?? inherited.list ?? "");
    if (list === undefined) continue;
    const level = own.level ?? list.levelOfStyle.get(style) ?? inherited.level ?? 0;
    const label = countUp(counters, list, level);
    if (label !== "") insertText(body, paragraph, label);
  }
}

function readLists(numbering: Document): Map<string, List> {
  const kinds = new Map<string, Omit<List, "counter">>();
  for (const kind of numbering.getElementsByTagName("w:abstractNum")) {
    const levels = [...kind.getElementsByTagName("w:lvl")];
    const styles = levels.map((level, at) => [value(child(level, "w:pStyle")) ?? "", at] as const);
    kinds.set(kind.getAttribute("w:abstractNumId") ?? "", {
      levels: levels.map(readLevel),
      levelOfStyle: new Map(styles.filter(([style]) => style !== "")),
    });
  }
  const lists = new Map<string, List>();
  for (const list of numbering.getElementsByTagName("w:num")) {
    const id = list.getAttribute("w:numId") ?? "";
    const kindId = value(child(list, "w:abstractNumId")) ?? "";
    const kind = kinds.get(kindId);
    if (kind === undefined) continue;
    const starts = new Map(
      [...list.getElementsByTagName("w:startOverride")].map((start) => [
        Number(start.parentElement?.getAttribute("w:ilvl") ?? 0),
        Number(value(start) ?? 1),
      ]),
    );
    const levels = kind.levels.map((level, at) => ({ ...level, start: starts.get(at) ?? level.start }));
    lists.set(id, { ...kind, levels, counter: starts.size > 0 ? `num ${id}` : `kind ${kindId}` });
  }
  return lists;
}

function readLevel(level: Element): Level {
  return {
    start: Number(value(child(level, "w:start")) ?? 1),
    format: value(child(level, "w:numFmt")) ?? "decimal",
    pattern: value(child(level, "w:lvlText")) ?? "",
  };
}

/** The number that a style gives its paragraphs, its own or that of the style it is based on. */
function readStyles(styles: Document | null): (style: string) => NumberReference {
  const all = new Map(
    [...(styles?.getElementsByTagName("w:style") ?? [])].map((s) => [s.getAttribute("w:styleId"), s]),
  );
  return (name) => {
    let style = all.get(name);
    for (let depth = 0; style !== undefined && depth < MAX_STYLE_DEPTH; depth++) {
      const number = child(child(style, "w:pPr"), "w:numPr");
      if (number !== null) return readReference(number);
      style = all.get(value(child(style, "w:basedOn")) ?? "");
    }
    return {};
  };
}

function readReference(number: Element | null): NumberReference {
  const level = value(child(number, "w:ilvl"));
  return { list: value(child(number, "w:numId")), level: level === undefined ? undefined : Number(level) };
}

/** The label of the next paragraph on a level; the levels under it start again. */
function countUp(counters: Map<string, number[]>, list: List, level: number): string {
  const counts = counters.get(list.counter) ?? [];
  counters.set(list.counter, counts);
  const start = (at: number) => list.levels[at]?.start ?? 1;
  counts[level] = (counts[level] ?? start(level) - 1) + 1;
  counts.length = level + 1;
  const { pattern = "", format = "none" } = list.levels[level] ?? {};
  if (format === "bullet" || format === "none") return "";
  const label = pattern.replace(/%(\d)/g, (_, digit: string) => {
    const at = Number(digit) - 1;
    counts[at] ??= start(at);
    return formatNumber(counts[at], list.levels[at]?.format ?? "decimal");
  });
  return /[\w.)]$/.test(label) ? `${label} ` : label;
}

/** The formats that Chinese documents use; the others as figures. */
function formatNumber(count: number, format: string): string {
  if (/^(?:chineseCounting|japaneseCounting|taiwaneseCounting|ideographDigital|chineseLegal)/.test(format))
    return toChinese(count);
  if (/^decimalEnclosedCircle/.test(format)) return CIRCLED[count - 1] ?? String(count);
  if (format === "upperLetter") return String.fromCharCode(64 + count);
  if (format === "lowerLetter") return String.fromCharCode(96 + count);
  return String(count);
}

/** 12 → 十二. Lists of a hundred items are numbered in figures. */
function toChinese(count: number): string {
  if (count >= 100) return String(count);
  const [tens, ones] = [Math.floor(count / 10), count % 10];
  const head = tens === 0 ? "" : `${tens === 1 ? "" : CHINESE[tens]}十`;
  return ones === 0 && tens > 0 ? head : head + (CHINESE[ones] ?? "");
}

function insertText(body: Document, paragraph: Element, text: string): void {
  const run = body.createElement("w:r");
  const content = body.createElement("w:t");
  content.setAttribute("xml:space", "preserve");
  content.textContent = text;
  run.append(content);
  paragraph.insertBefore(run, child(paragraph, "w:pPr")?.nextSibling ?? paragraph.firstChild);
}

function child(parent: Element | null | undefined, name: string): Element | null {
  return [...(parent?.children ?? [])].find((element) => element.tagName === name) ?? null;
}

function value(element: Element | null): string | undefined {
  return element?.getAttribute("w:val") ?? undefined;
}

/** Switches are on unless they say otherwise. */
function isOff(element: Element): boolean {
  return /^(?:0|false|off)$/.test(value(element) ?? "");
}
