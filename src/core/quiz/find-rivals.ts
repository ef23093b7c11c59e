import { contentOf, unsaid } from "../answering/bind-words.ts";
import { countedFigures } from "../figures/counted-figures.ts";
import { figuresBetween } from "../figures/figure-ledger.ts";
import { sameWords } from "../figures/same-words.ts";
import type { Figure } from "../model/figure.ts";
import type { Library } from "../model/library.ts";
import type { Report } from "../model/report.ts";
import { divisionsOfPath } from "../reading/division-path.ts";
import { rowsByPlace } from "../search/library-places.ts";
import { splitClauses } from "../text/sentences.ts";
import type { QuizFact } from "./quiz-fact.ts";

/** Share of a stem's words that another figure may leave unsaid and still be taken for the one asked for. */
const MAX_UNSAID = 0.25;
/** Fewer characters name too little to be taken for anything. */
const MIN_OWN = 4;
const CASES = new Set(["件", "宗", "起", "例", "件次", "桩"]);
const EVENTS = new Set(["次", "场", "场次", "期", "批次"]);
const PEOPLE = new Set(["人", "名", "位", "人次"]);

/** What a figure is told to be, and where. */
interface ToldFigure {
  readonly start: number;
  readonly value: number;
  readonly unit: string;
  readonly words: string;
  readonly own: string;
  readonly canonical: string | null;
  readonly period: string;
}

const told = new WeakMap<Report, readonly ToldFigure[]>();
const kept = new WeakMap<QuizFact, StemTruth>();

/** What the reports of a place and year tell of what a stem asks. */
export interface StemTruth {
  /** Another value fits the stem as well: it has no one answer. */
  readonly hasRival: boolean;
  /** Every value that is told of the same in any period: none of them is a wrong answer. */
  readonly values: ReadonlySet<number>;
}

/**
 * Looks through the reports of a fact's place and those around it for other figures that its stem may ask for: of the
 * ledgers, and of sentences of its own year that the ledgers left out. Kept for each fact.
 */
export function truthOf(library: Library, fact: QuizFact): StemTruth {
  const known = kept.get(fact) ?? findTruth(library, fact);
  kept.set(fact, known);
  return known;
}

function findTruth(library: Library, fact: QuizFact): StemTruth {
  const { figure, year, before, after, reportRow } = fact;
  const wanted = contentOf(before + after);
  const said = sameWords(`${before}${after} ${figure.canonical ?? ""}`);
  const same = rowsAround(library, figure.region ?? "").flatMap((row) => {
    const report = library.reports[row];
    if (report === undefined) return [];
    const isOwn = report.identity.year.value === year && report.identity.region.value === figure.region;
    const figures = isOwn ? allFigures(library, row, report) : otherReportsFigures(library, row, fact);
    return figures.filter((other) => {
      if (row === reportRow && other.start === figure.start) return false;
      if (!sameKindOfUnit(other.unit, figure.unit)) return false;
      if (other.canonical !== null && other.canonical === figure.canonical) return true;
      return says(wanted, other.words) || (other.own.length >= MIN_OWN && says(contentOf(other.own), said));
    });
  });
  const hasRival = same.some(
    ({ value, period }) =>
      value !== figure.value && (figure.period === undefined || period === "" || period === figure.period),
  );
  return { hasRival, values: new Set([figure.value, ...same.map(({ value }) => value)]) };
}

function says(wanted: readonly string[], said: string): boolean {
  const length = wanted.join("").length;
  return length === 0 || unsaid(wanted, said).length <= length * MAX_UNSAID;
}

/** Whether two units count things of one kind: cases, events, people. */
export function sameKindOfUnit(one: string, other: string): boolean {
  return one === other || [CASES, EVENTS, PEOPLE].some((units) => units.has(one) && units.has(other));
}

/** The reports of a place and of the places that it lies in, of all years. */
function rowsAround({ reports }: Library, region: string): readonly number[] {
  const rows = rowsByPlace(reports);
  let path = "";
  return divisionsOfPath(region).flatMap((name) => {
    path += name;
    return rows.get(path) ?? [];
  });
}

/** What reports of other years or of places around tell of the fact's place and year. */
function otherReportsFigures(library: Library, row: number, { figure, year }: QuizFact): readonly ToldFigure[] {
  return figuresBetween(library, row, { start: 0, end: Number.MAX_SAFE_INTEGER })
    .filter((other) => other.region === figure.region && other.year === year)
    .map(ofLedger);
}

/** The figures of a report's ledger and those that only its text tells. */
function allFigures(library: Library, row: number, report: Report): readonly ToldFigure[] {
  const known = told.get(report) ?? readFigures(library, row, report);
  told.set(report, known);
  return known;
}

function readFigures(library: Library, row: number, report: Report): readonly ToldFigure[] {
  const ledger = figuresBetween(library, row, { start: 0, end: report.text.length });
  const starts = new Set(ledger.map(({ start }) => start));
  const others = splitClauses(report.text).flatMap(({ start, end }) => {
    const clause = report.text.slice(start, end);
    return countedFigures(clause).flatMap((figure): ToldFigure[] => {
      if (figure.value === null || starts.has(start + figure.start)) return [];
      const [words, own] = [sameWords(clause), clause.slice(0, figure.start)];
      return [
        {
          start: start + figure.start,
          value: figure.value,
          unit: figure.unit,
          words,
          own,
          canonical: null,
          period: "",
        },
      ];
    });
  });
  return [...ledger.map(ofLedger), ...others];
}

function ofLedger({ start, value, unit, subject, within, indicator, canonical, period = "" }: Figure): ToldFigure {
  const words = sameWords(`${subject} ${within} ${indicator} ${canonical ?? ""}`);
  return { ...{ start, value, unit, words, canonical, period }, own: `${within}${indicator}` };
}
