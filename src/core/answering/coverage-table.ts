import { writeFigure } from "../figures/describe-figure.ts";
import type { LedgerEntry } from "../figures/figure-ledger.ts";
import type { Library } from "../model/library.ts";
import type { Report } from "../model/report.ts";
import { calculate } from "./calculate-figures.ts";
import { CitationList } from "./cite.ts";
import { type ComparedFigure, differencesOf, EXACT } from "./compare-figures.ts";
import type { Draft } from "./compose-answer.ts";
import { MAX_LEAD_CHARS } from "./cut-line.ts";
import { onlyFigure } from "./disclosed-figure.ts";
import type { Disclosure } from "./find-disclosures.ts";
import type { QuestionPlan } from "./plan-question.ts";
import { readCalculation } from "./read-comparison.ts";
import type { Condition } from "./read-condition.ts";
import { labelReport } from "./target-groups.ts";

/** With thousands of reports a table of all helps nobody. */
const MAX_ROWS = 20;
const SEE_QUOTE = "见原文";
const NOT_DISCLOSED = "未披露";
/** Where the indicator has no standard name, its words may only not have been found. */
const NOT_FOUND = "未查到";

/** What was asked of which reports, and what each has. */
export interface Survey {
  /** Null where the indicator has no standard name. */
  readonly name: string | null;
  readonly indicator: string;
  readonly all: readonly Disclosure[];
  /** The bound that the figures asked for keep; null where all are asked for. */
  readonly condition: Condition | null;
}

/** What may be said beyond the quotes, from the most to the least. */
export const COVERAGE_LEVELS = ["calculated", "figures", "quotes"] as const;

/** A survey as a table with a row for each report, what it comes to in the lead, and its coverage. */
export function draftCoverage(
  library: Library,
  plan: QuestionPlan,
  { name, indicator, all, condition }: Survey,
  level: (typeof COVERAGE_LEVELS)[number],
): Draft {
  const citations = new CitationList();
  const { calculation, lowest } = readCalculation(plan.question);
  const ordered = calculation === "order";
  const found = all.filter(({ state }) => state !== "none");
  const told = found.slice(0, MAX_ROWS).flatMap((one) => tellReport(library, one, citations, level === "quotes") ?? []);
  const compared = told.flatMap((row): ComparedFigure[] => (row.compared === null ? [] : [row.compared]));
  const reasons = hindrances(found, compared, plan);
  const whole = ordered && reasons.length === 0 && told.length === found.length;
  const calculated = level === "calculated" && whole ? calculate(compared, "order", lowest) : null;
  const rank = (row: (typeof told)[number]) => (row.compared?.figure.value ?? 0) * (lowest ? 1 : -1);
  const rows = calculated === null ? told : [...told].sort((a, b) => rank(a) - rank(b));
  const missing = all.length > MAX_ROWS ? [] : all.filter(({ state }) => state === "none");
  const state = name === null ? NOT_FOUND : NOT_DISCLOSED;
  const table = [
    "| 报告 | 数据 | 原文 |",
    "| --- | --- | --- |",
    ...rows.map(({ label, told, marker, quote }) => `| ${label} | ${told} [${marker}] | ${quote} [${marker}] |`),
    ...missing.map(({ reportRow }) => `| ${labelOf(library, reportRow)} | ${state} | — |`),
  ].join("\n");
  const near = found.filter((one) => one.state === "near").length;
  const [disclosed, undisclosed] = [found.length - near, all.length - found.length];
  const parts = [`${disclosed} 份披露该指标`, ...(near > 0 ? [`${near} 份须看原文`] : []), `${undisclosed} 份${state}`];
  const without = plan.excluded.length === 0 ? "" : `（不含${plan.excluded.map(({ name }) => name).join("、")}）`;
  const line = `已收录 ${all.length} 份${without}，${parts.join("，")}`;
  const rest =
    found.length > told.length ? `；表中列出 ${told.length} 份，另有 ${found.length - told.length} 份未列出` : "";
  const why = ordered && calculated === null && reasons.length > 0 ? `不作排名（${reasons.join("；")}）` : "";
  const joined =
    calculated?.lead ?? `${why === "" ? "" : `${why}：`}${rows.map((row) => row.label + row.told).join("；")}`;
  const kept = condition === null ? null : tellKept(rows, condition, found.length);
  const leads = [
    ...(kept?.leads ?? []),
    ...(rest === "" ? [joined] : []),
    ...(why === "" ? [] : [`${indicator}：${why}；${line}`, `${indicator}：不作排名；${line}`]),
    `${indicator}：${line}`,
  ];
  return {
    outcome: disclosed === 0 ? "partial" : "answered",
    lead: leads.find((lead) => lead.length <= MAX_LEAD_CHARS) ?? line,
    answer: `${kept === null ? "" : `${kept.line}\n\n`}${table}${calculated === null ? (why === "" ? "" : `\n\n${why}。`) : `\n\n${calculated.line}`}`,
    citations,
    label: calculated === null ? "原文摘录" : "由多份报告计算",
    coverage: { reports: all.length, disclosed, undisclosed, line: `${line}${rest}。` },
  };
}

interface ToldReport {
  readonly label: string;
  readonly told: string;
  readonly marker: number;
  readonly compared: ComparedFigure | null;
}

/** Which reports keep the bound that was asked for. Rough figures and open sentences keep none for sure. */
function tellKept(rows: readonly ToldReport[], { unit, holds }: Condition, disclosing: number) {
  const isJudged = ({ compared }: ToldReport) =>
    compared !== null &&
    EXACT.test(compared.figure.qualifier) &&
    compared.figure.upper === undefined &&
    (unit === "" || (unit === "%") === (compared.figure.unit === "%"));
  const judged = rows.filter(isJudged);
  const kept = judged.filter(({ compared }) => holds(compared?.figure.value ?? Number.NaN));
  const open = disclosing - judged.length;
  const unsure = open === 0 ? "" : `；另有 ${open} 份不能判断`;
  const none = kept.length === 0 ? `披露该指标的 ${disclosing} 份中没有符合所问条件的` : "";
  const names = kept.map(({ label }) => label).join("、");
  const told = [
    kept.map((row) => row.label + row.told).join("；"),
    `共 ${kept.length} 份，${names}`,
    `共 ${kept.length} 份`,
  ];
  return {
    leads: (none === "" ? told.map((one) => `符合所问条件的：${one}`) : [none]).map((lead) => lead + unsure),
    // No figure beside those that are cited: the bound and the counts stand in no report.
    line: [
      `${kept.length === 0 ? "没有符合所问条件的" : "符合所问条件的"}${open === 0 ? "" : "（有的报告不能判断）"}：`,
      ...(kept.length === 0 ? [] : [kept.map((row) => `${row.label}${row.told} [${row.marker}]`).join("；")]),
    ].join("\n\n"),
  };
}

/** Why the reports' figures are not ranked, in words for the reader; empty where they may be. */
function hindrances(found: readonly Disclosure[], compared: readonly ComparedFigure[], plan: QuestionPlan): string[] {
  const reasons = compared.length < 2 ? [] : differencesOf(compared, plan.slots.years.length > 0);
  if (compared.some(({ report }) => compared.some((other) => liesWithin(report, other.report))))
    reasons.push("有的地区包含另一个");
  if (found.length < 2) reasons.push("只有一份报告载有这项数据");
  if (found.some(({ state }) => state === "worded")) reasons.push("各报告的叫法不同");
  if (compared.length < found.length && found.length > 1) reasons.push("有的报告须看原文");
  return reasons;
}

/** 望潮区 lies within 汐州市, whose figure counts it in: no order between the two. */
function liesWithin(inner: Report, outer: Report): boolean {
  const [path, around] = [inner.identity.region.value ?? "", outer.identity.region.value ?? ""];
  return around !== "" && path !== around && path.startsWith(around);
}

function labelOf({ reports }: Library, reportRow: number): string {
  const report = reports[reportRow];
  return report === undefined ? "" : labelReport(report, reports);
}

function tellReport(
  library: Library,
  { reportRow, state, figures }: Disclosure,
  citations: CitationList,
  quotesOnly: boolean,
) {
  const report = library.reports[reportRow];
  const only: LedgerEntry | null = state === "near" ? null : onlyFigure(figures);
  const entry = only ?? figures[0];
  if (report === undefined || entry === undefined) return null;
  const { sentence, sectionRow } = entry;
  const marker = citations.cite(report, sectionRow, sentence);
  const quote = report.text.slice(sentence.start, sentence.end).replaceAll("|", "｜").replaceAll("\n", " ").trim();
  const figure = { ...entry, text: report.text.slice(entry.start, entry.end) };
  const period = figure.period === undefined || !quote.includes(figure.period) ? "" : `（${figure.period}）`;
  const told = only === null || quotesOnly ? SEE_QUOTE : `${writeFigure(figure)}${period}`;
  const label = labelOf(library, reportRow);
  return { label, told, marker, quote, compared: only === null ? null : { label, figure, report, marker } };
}
