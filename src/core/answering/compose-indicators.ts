import type { LedgerEntry } from "../figures/figure-ledger.ts";
import type { Library } from "../model/library.ts";
import { phraseOf } from "./asking-phrase.ts";
import { CitationList } from "./cite.ts";
import { type ComparedFigure, differencesOf } from "./compare-figures.ts";
import { askedLabels } from "./compared-rows.ts";
import type { Draft } from "./compose-answer.ts";
import { cutLine, MAX_LEAD_CHARS } from "./cut-line.ts";
import { onlyFigure, standardNameOf } from "./disclosed-figure.ts";
import { findDisclosures } from "./find-disclosures.ts";
import type { GroupEvidence } from "./find-evidence.ts";
import type { QuestionPlan } from "./plan-question.ts";
import { askedOf } from "./read-comparison.ts";
import { labelReport } from "./target-groups.ts";
import { verifyFigures } from "./verify-figures.ts";

const SEE_QUOTE = "见原文";
const NOT_COVERED = "未收录";
const NOT_DISCLOSED = "未披露";
const NOT_FOUND = "未查到";
/** Between indicators that are asked of together. */
const AND = /以及|[和与及跟、]/u;
const MEASURE_END = /(?:率|比例|占比|数量|总数|总量|数|量|场次|人次|件次|批次|金额)$/u;
const YEARS = /(?:19|20)\d\d\s?年?度?/gu;

/** One of several indicators: as the question words it, and its standard name. */
interface AskedIndicator {
  readonly phrase: string;
  /** What is looked for: with the topic of the first where the question leaves it out (复议受理数和|办结数). */
  readonly full: string;
  readonly name: string | null;
}

/**
 * Several indicators of several places or years as one table: a row a report, a column an indicator, a citation a cell.
 * Null where the question asks for no more than one, or where no report has any of them.
 */
export function composeIndicators(
  library: Library,
  plan: QuestionPlan,
  groups: readonly GroupEvidence[],
): Draft | null {
  const { regions, years } = plan.slots;
  if (new Set(regions.map(({ start }) => start)).size < 2 && years.length < 2) return null;
  // Each place was asked for an indicator of its own: no table of all by all.
  if ((plan.sideBySide?.own.size ?? 0) > 1) return null;
  const indicators = readIndicators(plan);
  if (indicators.length < 2) return null;
  for (const level of ["figures", "quotes"] as const) {
    const draft = draftTable(library, plan, groups, indicators, level === "quotes");
    if (draft === null) return null;
    const { citations } = draft;
    if (verifyFigures(draft.answer, citations.list(), citations.reports()).every(({ verified }) => verified))
      return draft;
  }
  return null;
}

/** The indicators that a question asks of each place; none where not each of them is named by its measure. */
function readIndicators({ question, slots }: QuestionPlan): AskedIndicator[] {
  let words = question;
  for (const { start, end } of [...slots.places].reverse()) words = `${words.slice(0, start)} ${words.slice(end)}`;
  const phrases = words
    .replace(YEARS, " ")
    .split(AND)
    .map((part) => phraseOf(part))
    .filter((phrase) => phrase !== "");
  const [first = "", ...others] = new Set(phrases);
  if (others.length === 0 || !phrases.every((phrase) => MEASURE_END.test(phrase))) return [];
  return [first, ...others].map((phrase) => {
    const topics = [...first].map((_, cut) => first.slice(0, first.length - cut)).slice(1, -1);
    const wordings = phrase === first ? [phrase] : [phrase, ...topics.map((topic) => topic + phrase)];
    const full = wordings.find((wording) => standardNameOf(askedOf(wording)) !== null);
    return { phrase, full: full ?? phrase, name: full === undefined ? null : standardNameOf(askedOf(full)) };
  });
}

interface Cell {
  readonly told: string;
  readonly marker: number | null;
  readonly compared: ComparedFigure | null;
}

function draftTable(
  library: Library,
  plan: QuestionPlan,
  groups: readonly GroupEvidence[],
  indicators: readonly AskedIndicator[],
  quotesOnly: boolean,
): Draft | null {
  const citations = new CitationList();
  const own = groups.filter(({ group }) => group.mustSpeakOf === undefined);
  const rows = askedLabels(plan, library.reports, groups).flatMap(({ label }) => {
    const reportRows = own.filter(({ group }) => group.label === label).flatMap(({ group }) => [...group.reportRows]);
    if (reportRows.length === 0)
      return [{ label, cells: indicators.map((): Cell => ({ told: NOT_COVERED, marker: null, compared: null })) }];
    return [...new Set(reportRows)].map((reportRow) => {
      const report = library.reports[reportRow];
      const name = report === undefined ? label : labelReport(report, library.reports);
      const cells = indicators.map((one) => tellCell(library, reportRow, one, citations, quotesOnly));
      return { label: name, cells };
    });
  });
  const cells = rows.flatMap((row) => row.cells);
  if (!cells.some(({ marker }) => marker !== null)) return null;
  const notes = indicators.flatMap(({ phrase }, column) => {
    const compared = rows.flatMap((row) => row.cells[column]?.compared ?? []);
    const differs = compared.length < 2 ? [] : differencesOf(compared, plan.slots.years.length > 0);
    return differs.length === 0 ? [] : [`${phrase}：${differs.join("；")}，不宜直接比较。`];
  });
  const quotes = citations.list().map(({ quote, marker }) => `- ${quote.replaceAll("\n", " ").trim()} [${marker}]`);
  const marked = ({ told, marker }: Cell) => (marker === null ? told : `${told} [${marker}]`);
  const table = [
    `| 报告 | ${indicators.map(({ phrase }) => phrase).join(" | ")} |`,
    `| --- |${" --- |".repeat(indicators.length)}`,
    ...rows.map((row) => `| ${row.label} | ${row.cells.map(marked).join(" | ")} |`),
  ];
  const lead = rows.map((row) => `${row.label}${row.cells.map(({ told }) => told).join("、")}`).join("；");
  const heading = indicators.map(({ phrase }) => phrase).join("、");
  const whole = `${heading}：${lead}`;
  return {
    outcome: cells.some(({ told }) => told === SEE_QUOTE || told === NOT_FOUND || told === NOT_COVERED)
      ? "partial"
      : "answered",
    lead: whole.length <= MAX_LEAD_CHARS ? whole : cutLine(`${heading}：各报告所载数据见表`),
    answer: [table.join("\n"), ...notes, `原文：\n\n${quotes.join("\n")}`].join("\n\n"),
    citations,
  };
}

function tellCell(
  library: Library,
  reportRow: number,
  { full, name }: AskedIndicator,
  citations: CitationList,
  quotesOnly: boolean,
): Cell {
  const report = library.reports[reportRow];
  const [found] = findDisclosures(library, [reportRow], askedOf(full), name);
  const only: LedgerEntry | null = found === undefined || found.state === "near" ? null : onlyFigure(found.figures);
  const entry = only ?? found?.figures[0];
  if (report === undefined || entry === undefined)
    return { told: name === null ? NOT_FOUND : NOT_DISCLOSED, marker: null, compared: null };
  const marker = citations.cite(report, entry.sectionRow, entry.sentence);
  if (only === null || quotesOnly) return { told: SEE_QUOTE, marker, compared: null };
  const figure = { ...only, text: report.text.slice(only.start, only.end) };
  const quoted = report.text.slice(only.sentence.start, only.sentence.end);
  const period = only.period !== undefined && quoted.includes(only.period) ? `（${only.period}）` : "";
  const label = labelReport(report, library.reports);
  return { told: `${figure.text.trim()}${period}`, marker, compared: { label, figure, report, marker } };
}
