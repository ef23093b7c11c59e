import { decodeText } from "./decode-text.ts";
import type { LoadedText } from "./loaded-text.ts";
import { type TableGrid, tableToLines } from "./table-lines.ts";

const TABLE_ROW = /^\s*\|.*\|\s*$/;
const TABLE_RULE = /^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$/;

/**
 * Markdown as the lines that its reader sees: marks of headings, emphasis, quotes and links go, tables become rows
 * with their headers. Numbers of lists stay, because outlines hang on them (a full Markdown parser would renumber).
 */
export async function loadMarkdown(bytes: Uint8Array): Promise<LoadedText> {
  const { text, warnings } = await decodeText(bytes);
  return { text: markdownToText(text), warnings };
}

export function markdownToText(markdown: string): string {
  const lines = markdown.replace(/<!--[\s\S]*?-->/g, "").split(/\r?\n/);
  const output: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const table = readTable(lines, at);
    if (table !== null) {
      output.push(...tableToLines(table.grid));
      at = table.end - 1;
    } else if (!/^\s*(?:```|~~~|([-*_])(?:\s*\1){2,}\s*$)/.test(lines[at] ?? ""))
      output.push(plainLine(lines[at] ?? ""));
  }
  return output.join("\n");
}

function plainLine(line: string): string {
  const block = line
    .replace(/^\s*(?:>\s?)+/, "")
    .replace(/^\s{0,3}#{1,6}\s+(.*?)(?:\s+#+)?\s*$/, "$1")
    .replace(/^\s*[-*+]\s+/, "");
  return plainInline(block);
}

function plainInline(text: string): string {
  return text
    .replace(/!\[[^\]]*\]\([^)]*\)/g, "")
    .replace(/\[([^\]]+)\]\([^)]*\)/g, "$1")
    .replace(/<br\s*\/?>/gi, " ")
    .replace(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, "$2")
    .replace(/(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])/g, "$1")
    .replace(/`([^`]+)`/g, "$1")
    .replace(/\\([\\`*_{}[\]()#+\-.!|>])/g, "$1");
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
