import type { Figure } from "../model/figure.ts";
import type { Report } from "../model/report.ts";
import { calculate } from "./calculate-figures.ts";
import { CitationList } from "./cite.ts";
import { type ComparedFigure, cautionsOf, differencesOf } from "./compare-figures.ts";
import type { ComparedRow } from "./compared-rows.ts";
import { type Draft, quoteOf } from "./compose-answer.ts";
import { DIFFERS } from "./correct-premise.ts";
import { MAX_LEAD_CHARS } from "./cut-line.ts";
import type { GroupEvidence } from "./find-evidence.ts";
import type { FoundFigure } from "./found-figure.ts";
import type { QuestionPlan } from "./plan-question.ts";
import { type SideBySide, saidOfFirst } from "./read-comparison.ts";
import { labelReport } from "./target-groups.ts";
import { verifyFigures } from "./verify-figures.ts";

/** Nothing was found; that the report discloses nothing is more than a search for words can say. */
const NOT_FOUND = "未查到";
const NOT_DISCLOSED = "未披露";
const NOT_COVERED = "未收录";
/** The sentence may hold the figure; which of its figures is not sure. */
const SEE_QUOTE = "见原文";
const WHOLE_YEAR = /^1月?(?:份)?\s*[—\-–－~～至到]\s*12月/u;
const HEADER = ["| 报告 | 数据 | 原文 |", "| --- | --- | --- |"];
const NONE = "—";

/** What may be said beyond the quotes, from the most to the least: tried in this order until every figure stands. */
const LEVELS = ["calculated", "figures", "quotes"] as const;

/**
 * The figures of places and years side by side, a row each, and what was asked to be computed of them where their
 * units, periods and measures allow it. Null where no row has a figure.
 */
export function composeFigures(
  rows: readonly ComparedRow[],
  plan: QuestionPlan,
  sideBySide: SideBySide,
  reports: readonly Report[],
): Draft | null {
  if (!rows.some(({ found }) => found !== null)) return null;
  for (const level of LEVELS) {
    const draft = draftFigures(rows, plan, sideBySide, reports, level);
    const cited = draft.citations;
    if (verifyFigures(draft.answer, cited.list(), cited.reports()).every(({ verified }) => verified)) return draft;
  }
  return null;
}

function draftFigures(
  rows: readonly ComparedRow[],
  plan: QuestionPlan,
  sideBySide: SideBySide,
  reports: readonly Report[],
  level: (typeof LEVELS)[number],
): Draft {
  const citations = new CitationList();
  const told = rows.map((row) => tellRow(row, citations, reports, level === "quotes"));
  const compared = told.flatMap(({ compared }) => compared ?? []);
  const open = rows.some(({ found, evidence }) => found === null && evidence === null);
  const { calculation, lowest } = sideBySide;
  const differs = compared.length < 2 ? [] : differencesOf(compared, plan.slots.years.length > 0);
  const places = new Set(compared.map(({ report }) => report.identity.region.value));
  const oneAsked = sideBySide.own.size === 0 && (plan.slots.regions.length > 0 || places.size === 1);
  const whole = compared.length === rows.length && rows.every(({ found }) => found?.sure === true);
  const calculated =
    calculation !== null && level === "calculated" && whole && oneAsked && differs.length === 0
      ? calculate(compared, calculation, lowest)
      : null;
  const asked = calculation === null ? "不宜直接比较" : calculation === "sum" ? "不作相加" : "不作排名和计算";
  const cautions = calculated === null ? [] : cautionsOf(compared);
  const caution = cautions.length === 0 ? "" : `\n\n（所比的数${cautions.join("，")}，仅供参考。）`;
  const note = !oneAsked
    ? `\n\n所问不是同一项指标，${asked}。`
    : differs.length > 0
      ? `\n\n${differs.join("；")}，${asked}。`
      : calculation === "sum" && calculated === null
        ? "\n\n口径不能确认一致，不作相加。"
        : "";
  const table = [...HEADER, ...told.map(({ cells }) => `| ${cells.join(" | ")} |`)].join("\n");
  const [first, second] = compared;
  const said = calculated === null ? 0 : saidOfFirst(plan.question, plan.slots);
  const isWrong = said !== 0 && Math.sign((first?.figure.value ?? 0) - (second?.figure.value ?? 0)) !== said;
  const opening = isWrong ? DIFFERS : "";
  const joined = calculated === null ? told.map(({ lead }) => lead).join("；") : `${opening}${calculated.lead}`;
  return {
    outcome: open ? "partial" : "answered",
    lead: joined.length <= MAX_LEAD_CHARS ? joined : "各报告所载数据如下：",
    answer: `${opening === "" ? "" : `${opening}\n\n`}${table}${calculated === null ? note : `\n\n${calculated.line}${caution}`}`,
    citations,
    label: calculated === null ? "原文摘录" : "由多份报告计算",
    ...coverageOf(rows),
  };
}

/** How many of the reports set side by side give the figure; nothing where a sentence leaves it open. */
function coverageOf(rows: readonly ComparedRow[]): Pick<Draft, "coverage"> {
  const covered = rows.filter((row) => row.covered);
  if (covered.some(({ found, evidence, named }) => found === null && (evidence !== null || !named))) return {};
  const disclosed = covered.filter(({ found }) => found !== null).length;
  const undisclosed = covered.length - disclosed;
  const line = `所比 ${covered.length} 份报告，${disclosed} 份披露，${undisclosed} 份未披露。`;
  return { coverage: { reports: covered.length, disclosed, undisclosed, line: undisclosed === 0 ? "" : line } };
}

interface ToldRow {
  readonly cells: readonly string[];
  readonly lead: string;
  readonly compared: ComparedFigure | null;
}

function tellRow(row: ComparedRow, citations: CitationList, reports: readonly Report[], quotesOnly: boolean): ToldRow {
  const { found, evidence } = row;
  if (found === null && evidence === null) {
    const state = !row.covered ? NOT_COVERED : row.named ? NOT_DISCLOSED : NOT_FOUND;
    return { cells: [row.label, state, NONE], lead: `${row.label}${state}`, compared: null };
  }
  const { report, sectionRow, sentence } = found ?? (evidence as NonNullable<typeof evidence>);
  const quote = found?.quote ?? { start: evidence?.start ?? 0, end: evidence?.end ?? 0 };
  const marker = citations.cite(report, sectionRow, quote, sentence);
  const words = report.text.slice(quote.start, quote.end).replaceAll("|", "｜").replaceAll("\n", " ").trim();
  // A place without a report of its own is told by the name that was asked, others with the year of their report.
  const label =
    row.covered && report.identity.region.value !== null && !/年）$/u.test(row.label)
      ? labelReport(report, reports)
      : row.label;
  const shown = found !== null && !quotesOnly ? `${found.text.trim()}${remarksOf(found, words)}` : SEE_QUOTE;
  const figure: Figure | null = found?.figure ?? null;
  return {
    cells: [label, `${shown} [${marker}]`, `${words} [${marker}]`],
    lead: `${label}${shown}`,
    compared: found === null || figure === null ? null : { label, figure, report, marker },
  };
}

/** Nothing is told of a figure that its quote does not show: a period only where it stands there. */
function remarksOf({ remarks, figure }: FoundFigure, quote: string): string {
  const period = figure?.period ?? "";
  const part = period !== "" && quote.includes(period) && !WHOLE_YEAR.test(period) ? period : "";
  const notes = [remarks, part, figure?.state === "planned" ? "计划" : ""].filter((one) => one !== "");
  return notes.length === 0 ? "" : `（${notes.join("，")}）`;
}

/** The reports of a table are named in its lead where they are few. */
const MAX_NAMES = 60;

/**
 * A row a group: what each report says, or that nothing was found in it. No figure leads it: which of those quoted is the
 * one asked for is not sure, or `composeFigures` would have told it.
 */
export function composeComparison(groups: readonly GroupEvidence[], reports: readonly Report[]): Draft {
  const citations = new CitationList();
  const rows = groups.map(({ group, evidence }) => {
    const best = evidence[0];
    if (best === undefined) return { label: group.label, cell: NOT_FOUND };
    const cell = evidence
      .map(
        (item) =>
          `${quoteOf(item).replaceAll("|", "｜")} [${citations.cite(item.report, item.sectionRow, item, item.sentence)}]`,
      )
      .join(" ");
    const label = group.mustSpeakOf?.place === undefined ? labelReport(best.report, reports) : group.label;
    return { label, cell };
  });
  const missing = rows.some((row) => row.cell === NOT_FOUND);
  const names = [...new Set(rows.map(({ label }) => label))].join("、");
  const header = `${names.length <= MAX_NAMES ? names : `${rows.length} 份报告`}的有关内容如下`;
  return {
    outcome: missing ? "partial" : "answered",
    lead: `${header}：`,
    answer: ["| 报告 | 原文 |", "| --- | --- |", ...rows.map((row) => `| ${row.label} | ${row.cell} |`)].join("\n"),
    citations,
  };
}
