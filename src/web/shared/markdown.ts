/** The Markdown that answers use, as data. Everything else stays the text it is. */
export type Block =
  | { readonly type: "paragraph" | "quote"; readonly content: readonly Inline[] }
  | { readonly type: "heading"; readonly level: number; readonly content: readonly Inline[] }
  | { readonly type: "list"; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] }
  | { readonly type: "table"; readonly head: Row; readonly rows: readonly Row[] };

export type Row = readonly (readonly Inline[])[];

export type Inline =
  | { readonly type: "text" | "strong"; readonly text: string }
  /** `[n]`: the citation with this number. */
  | { readonly type: "marker"; readonly marker: number };

const LIST_ITEM = /^ {0,3}(?:([-*+])|\d{1,3}[.)]) +(.*)$/;
const TABLE_RULE = /^ *\|?(?: *:?-+:? *\|)+ *:?-*:? *$/;

/** Reads paragraphs, headings, quotes, lists, tables, **bold** and [n]; never throws, never loses a character. */
export function parseMarkdown(source: string): Block[] {
  return source
    .replace(/\r\n?/g, "\n")
    .split(/\n[ \t]*\n/)
    .flatMap((chunk) => parseChunk(chunk.split("\n").filter((line) => line.trim() !== "")));
}

/** Lines without an empty one between them. A list or table may follow a paragraph directly. */
function parseChunk(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  let row = 0;
  while (row < lines.length) {
    const [block, taken] = takeBlock(lines.slice(row));
    blocks.push(block);
    row += taken;
  }
  return blocks;
}

function takeBlock(lines: readonly string[]): [Block, number] {
  const first = lines[0] ?? "";
  const heading = /^(#{1,6}) +(.*)$/.exec(first);
  if (heading?.[1] !== undefined)
    return [{ type: "heading", level: heading[1].length, content: parseInline(heading[2] ?? "") }, 1];
  if (isTable(lines)) return takeTable(lines);
  if (LIST_ITEM.test(first)) return takeList(lines);
  if (first.startsWith(">")) {
    const taken = countWhile(lines, (line) => line.startsWith(">"));
    const text = lines.slice(0, taken).map((line) => line.replace(/^> ?/, ""));
    return [{ type: "quote", content: parseInline(text.join("\n")) }, taken];
  }
  const taken = 1 + countWhile(lines.slice(1), (line, at) => !startsBlock(line, lines.slice(at + 1)));
  return [{ type: "paragraph", content: parseInline(lines.slice(0, taken).join("\n")) }, taken];
}

function startsBlock(line: string, from: readonly string[]): boolean {
  return /^#{1,6} /.test(line) || line.startsWith(">") || LIST_ITEM.test(line) || isTable(from);
}

function takeList(lines: readonly string[]): [Block, number] {
  const ordered = LIST_ITEM.exec(lines[0] ?? "")?.[1] === undefined;
  const items: string[] = [];
  let taken = 0;
  for (const line of lines) {
    const item = LIST_ITEM.exec(line);
    const continues = /^ {2,}\S/.test(line) && items.length > 0;
    if (item !== null && (item[1] === undefined) === ordered) items.push(item[2] ?? "");
    else if (item === null && continues) items.push(`${items.pop()}\n${line.trim()}`);
    else break;
    taken++;
  }
  return [{ type: "list", ordered, items: items.map(parseInline) }, taken];
}

function isTable(lines: readonly string[]): boolean {
  return (lines[0] ?? "").includes("|") && TABLE_RULE.test(lines[1] ?? "");
}

function takeTable(lines: readonly string[]): [Block, number] {
  const body = lines.slice(2);
  const rows = body.slice(
    0,
    countWhile(body, (line) => line.includes("|")),
  );
  return [{ type: "table", head: parseRow(lines[0] ?? ""), rows: rows.map(parseRow) }, 2 + rows.length];
}

function parseRow(line: string): Row {
  const cells = line
    .trim()
    .replace(/^\|/, "")
    .replace(/(?<!\\)\|$/, "");
  return cells.split(/(?<!\\)\|/).map((cell) => parseInline(cell.trim()));
}

function countWhile(lines: readonly string[], test: (line: string, at: number) => boolean): number {
  const end = lines.findIndex((line, at) => !test(line, at));
  return end === -1 ? lines.length : end;
}

/** `\` before a punctuation mark of ASCII takes its meaning away, as in CommonMark. */
const INLINE = /\\([!-/:-@[-`{-~])|\*\*([^*\n]+?)\*\*|\[(\d{1,3})\]/g;

function parseInline(source: string): Inline[] {
  const parts: Inline[] = [];
  const addText = (text: string) => {
    const last = parts.at(-1);
    if (text === "") return;
    if (last?.type === "text") parts[parts.length - 1] = { type: "text", text: last.text + text };
    else parts.push({ type: "text", text });
  };
  let at = 0;
  for (const match of source.matchAll(INLINE)) {
    const [whole, escaped, strong, marker] = match;
    addText(source.slice(at, match.index));
    if (escaped !== undefined) addText(escaped);
    else if (strong !== undefined) parts.push({ type: "strong", text: strong });
    else parts.push({ type: "marker", marker: Number(marker) });
    at = match.index + whole.length;
  }
  addText(source.slice(at));
  return parts;
}
