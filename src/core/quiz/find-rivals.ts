import { contentOf, unsaid } from "../answering/bind-words.ts";
import { countedFigures } from "../figures/counted-figures.ts";
import { countFigures, entryAt, FIELD, FIELDS, figureLedgers, type LedgerEntry } from "../figures/figure-ledger.ts";
import { sameWords } from "../figures/same-words.ts";
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

/** What stands and what came to it answer the same question: 培育516名, 新增129人. */
const GROWS = /新增|增加|累计|培育|培养|入册|发展|现有|共有|建成|设立|成立|配备|聘请|选聘|组建/u;
const GROWTH = /新增|增加|累计|培育|培养|入册|发展|现有|共有|建成|设立|成立|配备|聘请|选聘|组建|队伍|[了共“”]/gu;

/** 受理的…中，民事案件: a part whose whole stands in the same sentence. */
export const PART_OF = /^(?<whole>.+)中，(?<part>[^，]+)$/u;

/** What a figure is told to be, and where. */
interface ToldFigure {
  readonly row: number;
  readonly start: number;
  readonly value: number;
  readonly unit: string;
  readonly words: string;
  /** What it is said to be by itself, and the words of that which count. */
  readonly own: string;
  readonly content: readonly string[];
  readonly canonical: string | null;
  readonly period: string;
}

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
  const part = contentOf(PART_OF.exec(before)?.groups?.part ?? "");
  const thing = GROWS.test(before) ? contentOf((before + after).replace(GROWTH, " ")).join("") : "";
  const said = sameWords(`${before}${after} ${figure.canonical ?? ""}`);
  const same = toldOf(library, figure.region ?? "", year).filter((other) => {
    if (other.row === reportRow && other.start === figure.start) return false;
    if (!sameKindOfUnit(other.unit, figure.unit)) return false;
    // 民事案件 and 刑事案件 of one whole share all words but the one that counts.
    if (part.length > 0 && unsaid(part, other.words) !== "") return false;
    if (other.canonical !== null && other.canonical === figure.canonical) return true;
    if (thing.length >= MIN_OWN && other.row === reportRow && other.words.includes(thing)) return true;
    return says(wanted, other.words) || (other.own.length >= MIN_OWN && says(other.content, said));
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

/** By library, then by place and year. */
const told = new WeakMap<Library, Map<string, readonly ToldFigure[]>>();

/** All that any report tells of a place and year: its own ones, also in sentences that no ledger has. */
function toldOf(library: Library, region: string, year: number): readonly ToldFigure[] {
  const ofLibrary = told.get(library) ?? new Map<string, readonly ToldFigure[]>();
  told.set(library, ofLibrary);
  const key = `${region} ${year}`;
  const known = ofLibrary.get(key) ?? readTold(library, region, year);
  ofLibrary.set(key, known);
  return known;
}

function readTold(library: Library, region: string, year: number): readonly ToldFigure[] {
  return rowsAround(library, region).flatMap((row) => {
    const report = library.reports[row];
    const ledger = figureLedgers(library)[row];
    if (report === undefined || ledger === undefined) return [];
    const { fields, words } = ledger;
    const isOwn = report.identity.year.value === year && report.identity.region.value === region;
    const figures = Array.from({ length: countFigures(ledger) }, (_, at) => at)
      .filter(
        (at) =>
          isOwn ||
          (fields[at * FIELDS + FIELD.year] === year && words[fields[at * FIELDS + FIELD.region] ?? -1] === region),
      )
      .map((at) => ofLedger(row, entryAt(ledger, at)));
    return isOwn ? [...figures, ...untold(row, report, figures)] : figures;
  });
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

/** The figures of a report's text that its ledger left out. */
function untold(row: number, { text }: Report, ledger: readonly ToldFigure[]): readonly ToldFigure[] {
  const starts = new Set(ledger.map(({ start }) => start));
  return splitClauses(text).flatMap(({ start: from, end }) => {
    const clause = text.slice(from, end);
    return countedFigures(clause).flatMap((figure): ToldFigure[] => {
      const { value, unit } = figure;
      const [start, own] = [from + figure.start, clause.slice(0, figure.start)];
      if (value === null || starts.has(start)) return [];
      const words = sameWords(clause);
      return [{ ...{ row, start, value, unit, words, own }, content: contentOf(own), canonical: null, period: "" }];
    });
  });
}

function ofLedger(row: number, { start, value, unit, subject, within, indicator, ...rest }: LedgerEntry): ToldFigure {
  const { canonical, period = "" } = rest;
  const words = sameWords(`${subject} ${within} ${indicator} ${canonical ?? ""}`);
  const own = `${within}${indicator}`;
  return { ...{ row, start, value, unit, words, own, canonical, period }, content: contentOf(own) };
}
