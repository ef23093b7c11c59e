import type { IndicatorCell, IndicatorPlace, IndicatorRow, IndicatorTable } from "../core/model/indicator.ts";
import { writeCsvTable } from "../core/text/csv-table.ts";
import { digestWords } from "../core/text/word-digest.ts";

const UNDISCLOSED = "未披露";

type Field = string | number | null | undefined;

const HEAD: readonly string[] = [
  ...["地区", "部门", "年份", "指标", "状态", "数值", "上限", "单位", "原文写法", "限定", "时段"],
  ...["报告中的说法", "所说的单位", "总项", "报告", "章节", "所在句子", "位置"],
];

/**
 * The table as CSV (RFC 4180) for spreadsheets: a line for each figure, and one for each place and year whose reports
 * tell none, whose number stays empty. Texts that a spreadsheet would run as a formula are escaped.
 *
 * @param origin of the reader that the last column leads to, like `https://fawen.example`
 */
export function writeIndicatorCsv(table: IndicatorTable, origin: string): string {
  const lines = table.places.flatMap((place) =>
    place.cells.flatMap((cell) => cellLines(table.name, place, cell, origin)),
  );
  return writeCsvTable([HEAD, ...lines].map((line) => line.map((field) => String(field ?? ""))));
}

function cellLines(name: string, { region, issuer }: IndicatorPlace, cell: IndicatorCell, origin: string): Field[][] {
  const head = [region, issuer, cell.year, name];
  const lines: Field[][] = cell.figures.map((row) => [...head, ...figureFields(row, origin)]);
  if (cell.disclosed) return lines;
  const reports = cell.reports.map(({ title }) => title).join("；");
  const addresses = cell.reports.map(({ id }) => `${origin}/reports/${encodeURIComponent(id)}`).join(" ");
  const unknown = Array<Field>(9).fill("");
  return [...lines, [...head, UNDISCLOSED, ...unknown, reports, "", "", addresses]];
}

function figureFields(row: IndicatorRow, origin: string): Field[] {
  const { sentence, sentenceStart } = row;
  const place = `start=${sentenceStart}&end=${sentenceStart + sentence.length}&h=${digestWords(sentence)}`;
  const address = `${origin}/reports/${encodeURIComponent(row.reportId)}?${place}`;
  return [
    ...[row.state === "done" ? "已完成" : "计划", row.value, row.upper, row.unit, row.text, row.qualifier, row.period],
    ...[row.indicator, row.subject, row.within, row.title, row.section.join(" › "), sentence, address],
  ];
}
