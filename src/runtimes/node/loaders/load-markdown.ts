import { decodeText } from "./decode-text.ts";
import { frontMatterFacts } from "./front-matter.ts";
import type { LoadedText } from "./loaded-text.ts";
import { type TableGrid, tableToLines } from "./table-lines.ts";

const TABLE_ROW = /(?<!\\)\|/;
const TABLE_RULE = /^(?=.*\|)\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;
/** Settings of a site's generator in front of the text. */
const FRONT_MATTER = /^\uFEFF?---[ \t]*\r?\n[^\s:]+:[\s\S]*?\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/;
/** Fences, rules, underlines of headings, and the targets of links. */
const MARK_LINE = /^\s*(?:```|~~~|([-*_])(?:\s*\1){2,}\s*$|=+\s*$|\[[^\]^][^\]]*\]:\s*\S+)/;
const HTML_TABLE = /<table\b[\s\S]*?<\/table>/gi;
const HTML_TAG = /<\/?(?:a|b|big|center|div|em|font|h[1-6]|hr|i|img|p|small|span|strong|u)(?:\s[^<>]*)?\/?>/gi;

/**
 * Markdown as the lines that its reader sees: marks of headings, emphasis, quotes and links go, tables become rows
 * with their headers. Numbers of lists stay, because outlines hang on them (a full Markdown parser would renumber).
 */
export async function loadMarkdown(bytes: Uint8Array): Promise<LoadedText> {
  const { text, warnings } = await decodeText(bytes);
  const known = frontMatterFacts(FRONT_MATTER.exec(text)?.[0] ?? "");
  return {
    text: markdownToText(await writeOutTables(text)),
    warnings,
    ...(Object.keys(known).length === 0 ? {} : { known }),
  };
}

/** Tables written as HTML, which Markdown has no other way for where cells are merged. */
async function writeOutTables(markdown: string): Promise<string> {
  if (markdown.search(HTML_TABLE) === -1) return markdown;
  const { fragmentText } = await import("./load-html.ts");
  const tables = await Promise.all([...markdown.matchAll(HTML_TABLE)].map(([table]) => fragmentText(table)));
  let at = 0;
  return markdown.replace(HTML_TABLE, () => tables[at++] ?? "");
}

/** Without tables in HTML, which take a parser. */
export function markdownToText(markdown: string): string {
  const lines = markdown
    .replace(FRONT_MATTER, "")
    .replace(/<!--[\s\S]*?-->/g, "")
    .split(/\r?\n/);
  const output: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const table = readTable(lines, at);
    if (table !== null) {
      output.push(...tableToLines(table.grid));
      at = table.end - 1;
    } else if (!MARK_LINE.test(lines[at] ?? "")) output.push(plainLine(lines[at] ?? ""));
  }
  return output.join("\n");
}

function plainLine(line: string): string {
  const block = line
    .replace(/^\s*(?:>\s?)+/, "")
    .replace(/^\s{0,3}#{1,6}\s+(.*?)(?:\s+#+)?\s*$/, "$1")
    .replace(/^\s*[-*+]\s+(?:\[[ xX]\]\s+)?/, "")
    .replace(/^\s*\[\^[^\]]+\]:\s*/, "")
    .replace(/(?<!\\)\\$/, "");
  return plainInline(block);
}

function plainInline(text: string): string {
  return (
    text
      .replace(/!\[[^\]]*\]\([^)]*\)/g, "")
      .replace(/\[\^[^\]]+\]/g, "")
      .replace(/\[([^\]]+)\](?:\([^)]*\)|\[[^\]]*\])/g, "$1")
      // What was struck no longer holds.
      .replace(/~~(?=\S).*?(?<=\S)~~/g, "")
      .replace(/<br\s*\/?>/gi, " ")
      .replace(HTML_TAG, "")
      .replace(/&nbsp;/gi, " ")
      .replace(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, "$2")
      .replace(/(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])/g, "$1")
      .replace(/`([^`]+)`/g, "$1")
      .replace(/\\([\\`*_{}[\]()#+\-.!|>])/g, "$1")
  );
}

function readTable(lines: readonly string[], start: number): { grid: TableGrid; end: number } | null {
  if (!TABLE_ROW.test(lines[start] ?? "") || !TABLE_RULE.test(lines[start + 1] ?? "")) return null;
  let end = start + 2;
  while (TABLE_ROW.test(lines[end] ?? "")) end++;
  const rows = lines.slice(start, end).filter((_, at) => at !== 1);
  const cells = rows.map((row) => splitRow(row));
  const width = Math.max(...cells.map((row) => row.length));
  const grid = cells.map((row, rowAt) =>
    Array.from({ length: width }, (_, column) => ({
      text: plainInline(row[column] ?? "").trim(),
      header: rowAt === 0,
    })),
  );
  return { grid, end };
}

function splitRow(row: string): string[] {
  return row
    .trim()
    .replace(/^\||(?<!\\)\|$/g, "")
    .split(/(?<!\\)\|/);
}
