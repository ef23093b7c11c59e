import type { Citation } from "../model/answer.ts";
import { isPlacesLine } from "./where-it-stands.ts";

/** A stretch of an answer that is checked as one: a quote word for word, or a sentence or cell with its markers. */
export interface AnswerPart {
  /** Its words, markers included; of a quote its text. */
  readonly text: string;
  /** Numbers of the citations that are to bear it. */
  readonly markers: readonly number[];
  /** What the row or column of a table says of it: 江门市，2023年，出庭应诉率; empty outside of tables. */
  readonly label: string;
  readonly kind: "quote" | "sentence" | "label" | "calculation";
}

export const MARKER = /\[(\d+)\]/gu;
const SENTENCE = /[^。！？；]*[。！？；]?(?:\s*\[\d+\])*/gu;
/** A quote stands for one character of the private use area while lines and cells are cut. */
const FIRST_TOKEN = 0xe000;
const TOKEN = /[\ue000-\uf8ff]/u;
const SPLIT_TOKENS = /([\ue000-\uf8ff]\s*\[\d+\])/u;
const RULE_ROW = /^\s*\|(?:\s*:?-+:?\s*\|)+\s*$/u;
/** Cells that say nothing of the others in their row. */
const EMPTY_CELL = /^(?:未披露|未查到|未收录|无|\d*|[—\-–/]*)$/u;
const GENERAL_HEADER =
  /^(?:报告|原文|来源|出处|依据|地区|年份|时段|数值|数据|数字|引文|备注|口径|说明|名次|排名|序号|指标|项目|内容|单位)?$/u;
const CALCULATES = /[=＝≈]/u;

export function markersOf(text: string): number[] {
  return [...text.matchAll(MARKER)].map((match) => Number(match[1]));
}

/** The parts of an answer in order: quotes word for word in front of their marker, cells of tables, sentences. */
export function readParts(answer: string, citations: readonly Citation[]): AnswerPart[] {
  const quotes = [...citations].sort((a, b) => b.quote.length - a.quote.length);
  const masked = quotes.reduce((text, citation, row) => maskQuote(text, citation, row), answer);
  const lines = masked.split("\n");
  let header: readonly string[] = [];
  return lines.flatMap((line, row) => {
    if (isPlacesLine(line, citations)) return [];
    if (!line.trimStart().startsWith("|")) {
      header = [];
      return partsOfLine(line, "", markersOf(line), quotes);
    }
    if (RULE_ROW.test(line)) return [];
    const cells = cellsOf(line);
    if (RULE_ROW.test(lines[row + 1] ?? "")) {
      header = cells;
      return [];
    }
    return partsOfRow(cells, header, quotes);
  });
}

function maskQuote(text: string, { quote, marker }: Citation, row: number): string {
  const forms = [quote, quote.replaceAll("\n", " "), quote.replaceAll("|", "｜"), quote.replaceAll("\n", " ").trim()];
  let masked = text;
  for (const form of new Set(forms.filter((one) => one !== "")))
    for (const end of [` [${marker}]`, `[${marker}]`])
      masked = masked.replaceAll(form + end, `${String.fromCharCode(FIRST_TOKEN + row)}${end}`);
  return masked;
}

function cellsOf(line: string): string[] {
  return line
    .trim()
    .replace(/^\||\|$/gu, "")
    .split("|")
    .map((cell) => cell.trim());
}

function partsOfRow(cells: readonly string[], header: readonly string[], quotes: readonly Citation[]): AnswerPart[] {
  const markers = cells.flatMap(markersOf);
  // 江海区（2024年） | 未披露: nothing is told.
  if (markers.length === 0 && cells.slice(1).every((cell) => EMPTY_CELL.test(cell))) return [];
  const labels = cells.filter((cell) => markersOf(cell).length === 0 && !EMPTY_CELL.test(cell));
  const label = labels.join("，").replace(/[（(]/gu, "，").replace(/[）)]/gu, "");
  return cells.flatMap((cell, column): AnswerPart[] => {
    if (EMPTY_CELL.test(cell)) return [];
    if (markersOf(cell).length === 0) return [{ text: cell, markers, label: "", kind: "label" }];
    const named = header[column] ?? "";
    const column_ = GENERAL_HEADER.test(named) ? "" : named;
    return partsOfLine(cell, [label, column_].filter((one) => one !== "").join("，"), markersOf(cell), quotes);
  });
}

function partsOfLine(
  line: string,
  label: string,
  markers: readonly number[],
  quotes: readonly Citation[],
): AnswerPart[] {
  return line.split(SPLIT_TOKENS).flatMap((piece): AnswerPart[] => {
    const quote = quotes[piece.charCodeAt(0) - FIRST_TOKEN];
    if (TOKEN.test(piece) && quote !== undefined)
      return [{ text: quote.quote, markers: [quote.marker], label, kind: "quote" }];
    if (CALCULATES.test(piece)) return [{ text: piece, markers, label, kind: "calculation" }];
    const sentences = piece.match(SENTENCE) ?? [];
    return sentences
      .filter((text) => text.trim() !== "")
      .map((text) => {
        const own = markersOf(text);
        return { text, markers: own.length > 0 ? own : markers, label, kind: "sentence" };
      });
  });
}
