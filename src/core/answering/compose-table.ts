import { writeFigure } from "../figures/describe-figure.ts";
import type { Figure } from "../model/figure.ts";
import type { Report } from "../model/report.ts";
import type { TableRow } from "../reading/find-tables.ts";
import { placeName } from "../search/library-places.ts";
import { CitationList } from "./cite.ts";
import type { Draft } from "./compose-answer.ts";
import { cutLine, MAX_LEAD_CHARS } from "./cut-line.ts";
import { departmentName } from "./departments.ts";
import type { FoundCell } from "./find-cells.ts";

/** The figures of tables that were asked for, each on its own line, then their rows under their headers. */
export function composeTable(found: readonly FoundCell[], reports: readonly Report[]): Draft {
  const citations = new CitationList();
  const told = found.map(({ report, table, row, figure }) => {
    const span = figure.sentence;
    const marker = citations.cite(report, figure.sectionRow, span, row);
    return {
      marker,
      line: tell(figure, report, reports),
      short: `${figure.subject}${writeFigure(figure)}`,
      table,
      row,
    };
  });
  const [first] = told;
  const joined = told.map(({ line }) => line).join("；");
  const lead = joined.length <= MAX_LEAD_CHARS ? joined : told.map(({ short }) => short).join("、");
  const lines = told.map(({ line, marker }) => (told.length > 1 ? `- ${line} [${marker}]` : `${line} [${marker}]`));
  const rows = new Map(told.map((one) => [one.row, one] as const));
  const tables = [...new Set(told.map(({ table }) => table))].map((table) =>
    quoteTable([...rows.values()].filter((one) => one.table === table)),
  );
  return {
    outcome: "answered",
    lead: first === undefined ? "" : cutLine(lead),
    answer: [lines.join("\n"), ...tables].join("\n\n"),
    citations,
  };
}

/** 95.2%（溪口区，2023年，出庭应诉率）. */
function tell(figure: Figure, report: Report, reports: readonly Report[]): string {
  const own = report.identity.region.value;
  const ofPart = figure.subject !== "";
  const place = ofPart ? figure.subject : departmentName(report, reports) || placeName(own ?? "", reports);
  const when = figure.year === null ? [] : [`${figure.year}年`];
  const period = figure.period === undefined ? [] : [figure.period];
  return `${writeFigure(figure)}（${[place, ...when, ...period, figure.indicator].join("，")}）`;
}

/** The rows under their headers, as a table of Markdown. */
export function quoteTable(rows: readonly { readonly row: TableRow; readonly marker: number }[]): string {
  const [widest = []] = rows.map(({ row }) => row.cells).sort((a, b) => b.length - a.length);
  const headers = widest.map(({ header }) => header);
  const lines = rows.map(({ row: { cells }, marker }) => {
    const own = headers.map((header, at) =>
      cells[at]?.header === header ? cells[at] : cells.find((one) => one.header === header),
    );
    return `| ${own.map((cell) => cell?.text ?? "").join(" | ")} [${marker}] |`;
  });
  return [`| ${headers.join(" | ")} |`, `|${" --- |".repeat(headers.length)}`, ...lines].join("\n");
}
