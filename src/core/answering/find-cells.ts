import { figuresBetween } from "../figures/figure-ledger.ts";
import { sameWords } from "../figures/same-words.ts";
import { labelCell } from "../figures/table-figures.ts";
import { readLabel } from "../figures/table-words.ts";
import type { Figure } from "../model/figure.ts";
import type { Library } from "../model/library.ts";
import type { Report } from "../model/report.ts";
import { findTables, type Table, type TableRow } from "../reading/find-tables.ts";
import { shortDivisionName } from "../search/library-places.ts";
import { type RegionMention, relateRegion } from "../search/question-slots.ts";
import type { SearchableLibrary } from "../search/searchable-library.ts";
import type { AskedFigure } from "./asked-figures.ts";
import { phraseOf } from "./asking-phrase.ts";
import { contentOf, unsaid } from "./bind-words.ts";
import { withoutDepartments } from "./departments.ts";
import { narrowedApart } from "./narrowing.ts";
import type { QuestionPlan } from "./plan-question.ts";
import { askedOf } from "./read-comparison.ts";

/** More reports are not read for their tables. */
export const MAX_READ = 20;
/** Above this share of a header's words unsaid by the question, another column may be meant. */
const MAX_UNSAID = 0.5;

/** （多少）万次, （多少）件 behind what is asked. */
const ASKED_UNIT = /\s[万亿]?\p{sc=Han}{0,2}\s*$/u;
const MORE_THAN_NAME = /哪|什么|怎|如何|为何|吗|呢|谁|是否|有没有|[，,；;]/u;
const MAX_NAME_CHARS = 14;
/** Of which kind a row or a column is, where its name alone stands in the table. */
const GENERAL = /领域|方面|系统|条线|部门|案件|数量|情况|全[省市区县]/gu;

/** A place of a table that may be the one asked for. */
export interface FoundCell {
  readonly report: Report;
  readonly table: Table;
  readonly row: TableRow;
  readonly figure: Figure;
  /** The row's place, body or field, as the question names it; empty where the row is of the report's own place. */
  readonly label: string;
}

/**
 * The places of tables that have the figures asked for: the question has to say the row's place or field and all of its
 * words have to stand in the row's headers, the caption or the headings above. Empty where that does not hold of every
 * figure and place asked for, or holds of two with different values. `accept` tells whether a report may be read.
 */
export function findCells(
  { library }: SearchableLibrary,
  plan: QuestionPlan,
  accept: (reportRow: number) => boolean,
): readonly FoundCell[] {
  const figures = plan.figures.length > 0 ? plan.figures : bareFigure(plan);
  if (figures.length === 0 || plan.asksForPlans || plan.kind === "outline") return [];
  const rows = rowsToRead(library, plan, accept);
  if (rows.length > MAX_READ) return [];
  const cells = rows.flatMap((row) => cellsOfReport(library, row, plan));
  const labels = namedLabels(cells, plan.question);
  const found: FoundCell[] = [];
  for (const label of labels)
    for (const asked of figures) {
      // 食品安全立案 asks for a figure only where a row is called so.
      if (plan.figures.length === 0 && label === "") return [];
      const own = cells.filter((cell) => cell.label === label);
      const fitting = plan.several ? fitSeveral(own, asked, labels, plan) : fitOne(own, asked, labels, plan);
      if (fitting.length === 0) return [];
      found.push(...fitting);
    }
  const told = (place: RegionMention) => found.some(({ figure, report }) => isOf(place, figure, report));
  // A table of one of two years is half an answer: the other report's sentence tells the rest.
  const isOfAllYears = plan.slots.years.every((year) => found.some(({ figure }) => figure.year === year));
  return plan.slots.regions.every(told) && (isOfAllYears || plan.slots.years.length < 2) ? found : [];
}

/** 市场监管局食品安全立案: a name alone asks for its figure. */
function bareFigure({ question, kind, slots, department, comparison }: QuestionPlan): readonly AskedFigure[] {
  if (kind !== "statement" || comparison || MORE_THAN_NAME.test(question)) return [];
  const spans = [...slots.places, ...(department === null ? [] : [department])].sort((a, b) => b.start - a.start);
  const words = spans.reduce((text, { start, end }) => `${text.slice(0, start)} ${text.slice(end)}`, question);
  const phrase = phraseOf(words);
  return phrase === "" || phrase.length > MAX_NAME_CHARS ? [] : [askedOf(phrase)];
}

/** True where a place asked about is the figure's own, or one around its report's. */
function isOf({ path, name }: RegionMention, figure: Figure, { identity }: Report): boolean {
  return figure.region === path || figure.subject === name || (identity.region.value ?? "").startsWith(path);
}

/** The reports of the places asked about, and of those around them, which may have a row for them. */
export function rowsToRead(
  { reports }: Library,
  plan: QuestionPlan,
  accept: (row: number) => boolean,
): readonly number[] {
  const { regions, years } = plan.slots;
  const places = regions.map(({ path, name }) => ({
    path,
    isUnknown: name === path,
    answersItself: answersItself(path, years, reports, accept),
  }));
  const rows = [...reports.keys()].filter(accept).filter((row) =>
    places.every(({ path, isUnknown, answersItself }) => {
      const relation = relateRegion(reports[row]?.identity.region.value ?? "", path);
      return isUnknown || relation === "same" || (relation !== "elsewhere" && !answersItself);
    }),
  );
  const { department } = plan;
  return department === null
    ? withoutDepartments(rows, reports, years, false)
    : rows.filter((row) => department.rows.has(row));
}

/** A place with reports of its own for what is asked is not told by the tables of those around it. */
function answersItself(
  path: string,
  years: readonly number[],
  reports: readonly Report[],
  accept: (row: number) => boolean,
): boolean {
  const own = reports.filter(
    ({ identity }, row) => accept(row) && relateRegion(identity.region.value ?? "", path) === "same",
  );
  return own.length > 0 && years.every((year) => own.some(({ identity }) => identity.year.value === year));
}

/** The places of a report's tables whose row and year the question means. */
function cellsOfReport(library: Library, reportRow: number, plan: QuestionPlan): FoundCell[] {
  const report = library.reports[reportRow];
  if (report === undefined) return [];
  const { regions, years } = plan.slots;
  const own = report.identity.region.value ?? "";
  const parts = regions.filter(({ path }) => !own.startsWith(path));
  const isMeant = (figure: Figure) =>
    (years.length === 0 || (figure.year !== null && years.includes(figure.year))) &&
    (parts.length === 0 || parts.some((place) => isOf(place, figure, report)));
  return findTables(report).flatMap((table) =>
    table.rows.flatMap((row) => {
      const label = labelOf(row, report, plan.question);
      if (label === null) return [];
      return figuresBetween(library, reportRow, row)
        .filter((figure) => figure.state === "done" && isMeant(figure))
        .map((figure) => ({ report, table, row, figure, label }));
    }),
  );
}

/** The row's place or field where the question names it, empty for the report's own place; null where it does not. */
function labelOf(row: TableRow, report: Report, question: string): string | null {
  const first = labelCell(row);
  const label = first === undefined ? null : readLabel(first.text, report.identity.region.value);
  if (label === null) return null;
  if (label.kind === "whole" || label.kind === "time") return "";
  const short = shortDivisionName(label.name);
  if (question.includes(label.name) || (short.length >= 2 && question.includes(short))) return label.name;
  const said = unsaid(contentOf(label.name), sameWords(question)) === "";
  return said && label.kind === "item" ? label.name : null;
}

/** What rows the question names; the longest of those that stand inside one another. Of the report's own place where none. */
function namedLabels(cells: readonly FoundCell[], question: string): string[] {
  const all = [...new Set(cells.map(({ label }) => label))];
  const named = all.filter((label) => label !== "" && !all.some((other) => other !== label && other.includes(label)));
  if (named.length === 0) return all;
  const placeOf = (label: string) => Math.max(question.indexOf(label), question.indexOf(shortDivisionName(label)));
  return named.sort((a, b) => placeOf(a) - placeOf(b));
}

/** The one cell whose words say all that was asked; empty where none does, or two of different values. */
function fitOne(
  cells: readonly FoundCell[],
  asked: AskedFigure,
  labels: readonly string[],
  plan: QuestionPlan,
): readonly FoundCell[] {
  const wanted = wantedOf(asked, labels);
  if (wanted.length === 0 && labels.includes("")) return [];
  const open = (cell: FoundCell) => unsaid(columnOf(cell), sameWords(plan.question)).length;
  const fitting = cells.filter((cell) => {
    const isClear = open(cell) <= columnOf(cell).join("").length * MAX_UNSAID;
    return isClear && mayAnswer(cell, asked, plan) && unsaid(wanted, sameWords(saidOf(cell))) === "";
  });
  const least = Math.min(...fitting.map(open));
  const best = fitting.filter((cell) => open(cell) === least);
  const values = new Set(best.map(({ figure: { value, unit, region, year } }) => `${value}${unit} ${region} ${year}`));
  return values.size === 1 ? best.slice(0, 1) : [];
}

/** 立案和罚没款各多少: the cells whose columns the question names, where these say together all that was asked. */
function fitSeveral(
  cells: readonly FoundCell[],
  asked: AskedFigure,
  labels: readonly string[],
  plan: QuestionPlan,
): readonly FoundCell[] {
  const named = cells.filter(
    (cell) => mayAnswer(cell, asked, plan) && unsaid(columnOf(cell), sameWords(plan.question)) === "",
  );
  const isOnce = new Set(named.map((cell) => columnOf(cell).join(" "))).size === named.length;
  const isAll = unsaid(wantedOf(asked, labels), sameWords(named.map(saidOf).join(" "))) === "";
  return isOnce && isAll ? named : [];
}

/** Of a unit that was asked for, and not narrowed to something (不予处罚) that the question does not say. */
function mayAnswer({ figure, report, table }: FoundCell, { units }: AskedFigure, { question }: QuestionPlan): boolean {
  if (units.length > 0 && !units.includes(figure.unit)) return false;
  const around = [table.caption, ...(report.sections[figure.sectionRow]?.path ?? [])].join(" ");
  return !narrowedApart(figure.indicator, `${question} ${around}`, question);
}

/** What has to be said, without the rows' own names. */
function wantedOf({ phrase }: AskedFigure, labels: readonly string[]): readonly string[] {
  const named = labels.filter((label) => label !== "").flatMap((label) => [label, shortDivisionName(label)]);
  const rest = named.reduce((text, name) => text.replaceAll(name, " "), phrase.replace(ASKED_UNIT, ""));
  return contentOf(phraseOf(rest).replace(GENERAL, " "));
}

/** What the column says, the row left out. */
function columnOf({ figure, label }: FoundCell): readonly string[] {
  return contentOf(figure.indicator.replace(label, " "));
}

/** All that is said of a cell: its own words, the caption, the headings above, who speaks. */
function saidOf({ figure, report, table }: FoundCell): string {
  const own = [figure.subject, figure.within, figure.indicator, figure.canonical ?? "", table.caption];
  const headings = report.sections[figure.sectionRow]?.path ?? [];
  return [...own, ...headings, report.identity.title.value, report.identity.issuer.value].join(" ");
}
