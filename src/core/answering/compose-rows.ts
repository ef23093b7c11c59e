import { writeFigure } from "../figures/describe-figure.ts";
import { figuresBetween } from "../figures/figure-ledger.ts";
import { sameWords } from "../figures/same-words.ts";
import { labelCell } from "../figures/table-figures.ts";
import { readLabel } from "../figures/table-words.ts";
import type { Figure } from "../model/figure.ts";
import type { Library } from "../model/library.ts";
import type { Report } from "../model/report.ts";
import { findTables, type Table, type TableRow } from "../reading/find-tables.ts";
import { phraseOf } from "./asking-phrase.ts";
import { contentOf, unsaid } from "./bind-words.ts";
import { calculate, sumOfOneKind } from "./calculate-figures.ts";
import { CitationList } from "./cite.ts";
import type { ComparedFigure } from "./compare-figures.ts";
import { type Draft, sourceOf } from "./compose-answer.ts";
import { quoteTable } from "./compose-table.ts";
import { cutLine, MAX_LEAD_CHARS } from "./cut-line.ts";
import { MAX_READ, rowsToRead } from "./find-cells.ts";
import type { QuestionPlan } from "./plan-question.ts";
import { verifyFigures } from "./verify-figures.ts";

const KIND =
  "(?:重点)?(?:领域|方面|部门|单位|行业|系统|条线|类别|类型|项目|地区|地方|区县|县区|县市|乡镇|镇街|街道|[类项种区县市镇])";
/** 哪个领域, 各领域, 四个领域: asks of the rows of a table. */
const OF_ROWS = new RegExp(
  `(?<which>哪(?:一)?个?${KIND})|各个?${KIND}|分${KIND}|(?<count>[两二三四五六七八九十]|\\d{1,2})个?${KIND}(?!报告)`,
  "u",
);
const MOST = /最(?:[多高大]|(?<least>[少低小]))/u;
const SUM = /一共|合计|总共|共计|加起来|相加|之和|总和/u;
const ASKING = new RegExp(
  `${OF_ROWS.source.replaceAll(/\?<\w+>/gu, "?:")}|最[多少高低大小]|的?(?:情况|数量|数据)|案件|分别|各`,
  "gu",
);
const BRACKETED = /[（(][^（）()]*[）)]/gu;
const CHINESE = "零一二三四五六七八九十";

/** A column of a table with its figures by rows. */
interface Column {
  readonly report: Report;
  readonly table: Table;
  readonly header: string;
  readonly cells: readonly { readonly name: string; readonly row: TableRow; readonly figure: Figure }[];
}

/**
 * What the rows of one table have in one column: the row with most or least (哪个领域行政处罚最多), their sum (四个领域合计),
 * or all of them (各领域). Null where the question asks of no rows, or where not exactly one column has all its words.
 */
export function composeRows(
  library: Library,
  plan: QuestionPlan,
  accept: (reportRow: number) => boolean,
): Draft | null {
  const { question, asksForPlans } = plan;
  const match = OF_ROWS.exec(question);
  const most = MOST.exec(question);
  const sums = SUM.test(question);
  if (match === null || asksForPlans || (match.groups?.which !== undefined && most === null)) return null;
  const rows = rowsToRead(library, plan, accept);
  if (rows.length > MAX_READ) return null;
  const wanted = wantedOf(plan);
  if (wanted.length === 0) return null;
  const [column, another] = rows.flatMap((row) => columnsOf(library, row)).filter((one) => isAsked(one, wanted, plan));
  const count = numberOf(match.groups?.count);
  if (column === undefined || another !== undefined) return null;
  // 三个领域 of four: which of them are meant is not said.
  const isOther = count !== null && count !== column.cells.length;
  for (const isCalculated of isOther || (most === null && !sums) ? [false] : [true, false]) {
    const draft = draftOf(column, library, {
      sums,
      most: most !== null,
      lowest: most?.groups?.least !== undefined,
      isCalculated,
    });
    if (draft === null) continue;
    const cited = draft.citations;
    if (verifyFigures(draft.answer, cited.list(), cited.reports()).every(({ verified }) => verified)) return draft;
  }
  return null;
}

function numberOf(written: string | undefined): number | null {
  if (written === undefined) return null;
  return written === "两" ? 2 : /\d/u.test(written) ? Number(written) : CHINESE.indexOf(written);
}

/** What the question says beside its places, the rows and what it wants of them. */
function wantedOf({ question, slots, department }: QuestionPlan): readonly string[] {
  const spans = [...slots.places, ...(department === null ? [] : [department])].sort((a, b) => b.start - a.start);
  const words = spans.reduce((text, { start, end }) => `${text.slice(0, start)} ${text.slice(end)}`, question);
  return contentOf(phraseOf(words.replace(ASKING, " ")).replace(ASKING, " "));
}

/** Whether all words of a column stand in the question, and all that is asked in the column, its caption or what is above. */
function isAsked(
  { report, table, header, cells }: Column,
  wanted: readonly string[],
  { question, slots }: QuestionPlan,
) {
  const [first] = cells;
  if (first === undefined || cells.length < 2) return false;
  const { year, sectionRow, indicator } = first.figure;
  if (slots.years.length > 0 && !(year !== null && slots.years.includes(year))) return false;
  const said = [header, indicator, table.caption, ...(report.sections[sectionRow]?.path ?? [])].join(" ");
  return unsaid(contentOf(header), sameWords(question)) === "" && unsaid(wanted, sameWords(said)) === "";
}

/** The columns of a report's tables whose every row is an item, or every row a place or body, with a figure told as done. */
function columnsOf(library: Library, reportRow: number): Column[] {
  const report = library.reports[reportRow];
  if (report === undefined) return [];
  return findTables(report).flatMap((table) => {
    const columns = new Map<string, Column["cells"][number][]>();
    const told = table.rows.flatMap((row) => {
      const first = labelCell(row);
      const label = first === undefined ? null : readLabel(first.text, report.identity.region.value);
      return label === null || (label.kind !== "item" && label.kind !== "part") ? [] : [{ row, label }];
    });
    for (const { row, label } of told)
      for (const figure of figuresBetween(library, reportRow, row)) {
        const header = row.cells.find(({ start }) => start === figure.start)?.header.replace(BRACKETED, "") ?? "";
        if (header === "" || figure.state === "planned") continue;
        columns.set(header, [...(columns.get(header) ?? []), { name: label.name, row, figure }]);
      }
    const kinds = new Set(told.map(({ label }) => label.kind));
    if (kinds.size !== 1) return [];
    // A row without a figure might be the one with most.
    return [...columns].flatMap(([header, cells]) =>
      cells.length === told.length ? [{ report, table, header, cells }] : [],
    );
  });
}

interface Wanted {
  readonly sums: boolean;
  readonly most: boolean;
  readonly lowest: boolean;
  /** False for the figures alone. */
  readonly isCalculated: boolean;
}

function draftOf({ report, header, cells }: Column, library: Library, wanted: Wanted): Draft | null {
  const citations = new CitationList();
  const told = cells.map(({ name, row, figure }) => {
    const marker = citations.cite(report, figure.sectionRow, figure.sentence, row);
    const compared: ComparedFigure = { label: name, figure: { ...figure, text: writeFigure(figure) }, report, marker };
    return { name, row, marker, compared, written: writeFigure(figure) };
  });
  const compared = told.map((one) => one.compared);
  // A table need not have them all.
  const source = `${sourceOf(report, library.reports)}，表中所列${header}`;
  const all = told.map(({ name, written }) => `${name}${written}`).join("；");
  const lines = told.map(({ name, written, marker }) => `- ${name}${written} [${marker}]`).join("\n");
  const calculated = !wanted.isCalculated
    ? null
    : wanted.sums
      ? sumOfOneKind(compared)
      : calculate(compared, "order", wanted.lowest);
  if (wanted.isCalculated && calculated === null) return null;
  const lead = calculated === null ? `${all}（${source}）` : `${calculated.lead}（${source}）`;
  const [first] = wanted.most
    ? [...compared].sort((a, b) => (b.figure.value - a.figure.value) * (wanted.lowest ? -1 : 1))
    : [];
  const short =
    first === undefined || calculated === null
      ? `${header}：${cells.length} 项数据见下表（${sourceOf(report, library.reports)}）`
      : `${first.label}${first.figure.text.trim()}（${source}）`;
  const unasked = wanted.sums && calculated === null ? ["所问的各项不能确认就是表中所列的，不作相加。"] : [];
  return {
    outcome: "answered",
    lead: cutLine(lead.length <= MAX_LEAD_CHARS ? lead : short),
    answer: [calculated?.line ?? lines, ...unasked, quoteTable(told)].join("\n\n"),
    citations,
    label: calculated === null ? "原文摘录" : "由多份报告计算",
  };
}
