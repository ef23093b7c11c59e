import { countFigures, entryAt, FIELD, FIELDS, figureLedgers } from "./figures/figure-ledger.ts";
import { FawenError } from "./model/errors.ts";
import type { IndicatorRequest, IndicatorResult, IndicatorRow, IndicatorSummary } from "./model/indicator.ts";
import type { FigureLedger, Library } from "./model/library.ts";
import type { Report } from "./model/report.ts";
import type { ScriptConverter } from "./ports/script-converter.ts";
import { passesRegion } from "./search/slot-fit.ts";
import { stripQuestionWords } from "./search/strip-question.ts";
import { isStrongTerm, isWordTerm, type TermId, tokenize } from "./search/tokenize.ts";
import { foldText } from "./text/fold.ts";

/** Share of a query's terms that a figure's words must say. */
const MIN_SHARE = 0.6;
/** The words that tell what a figure is. */
const TELLING = [FIELD.canonical, FIELD.within, FIELD.indicator, FIELD.subject];

export interface FoundFigure {
  readonly report: Report;
  readonly ledger: FigureLedger;
  readonly row: number;
  /** Share of the query's terms that its words say, and that its standard name alone says. */
  readonly share: number;
  readonly nameShare: number;
}

/**
 * The figures of a library's ledgers that fit a request. Ledgers are decoded; texts only of the reports whose figures
 * are among the rows. Throws `index-corrupt` where a ledger cannot be read.
 */
export function findFigures(library: Library, request: IndicatorRequest, converter: ScriptConverter): IndicatorResult {
  const { query, limit } = request;
  const found: FoundFigure[] = [];
  const summary = new DisclosureCount();
  let total = 0;
  for (const figure of matchingFigures(library, request, converter)) {
    total++;
    summary.add(figure);
    if (query !== undefined || found.length < limit) found.push(figure);
  }
  // Stable: those that fit alike stay in the order of the reports.
  if (query !== undefined) found.sort((a, b) => b.share - a.share || b.nameShare - a.nameShare);
  return { rows: found.slice(0, limit).map(toRow), total, indicators: summary.list() };
}

/** The figures that fit, report by report; no text is decoded. */
export function* matchingFigures(
  library: Library,
  { query, name, region, year }: Omit<IndicatorRequest, "limit">,
  converter: ScriptConverter,
): Generator<FoundFigure, void, void> {
  const terms = query === undefined ? null : new QueryTerms(query, converter);
  const isThere = region === undefined ? null : regionFilter(converter.toSimplified(region.trim()));
  for (const [reportRow, ledger] of figureLedgers(library).entries()) {
    const report = library.reports[reportRow];
    if (report === undefined) throw new FawenError("index-corrupt", "索引已损坏：数据台账多于报告");
    const { words, fields } = ledger;
    for (let row = 0, at = 0; row < countFigures(ledger); row++, at += FIELDS) {
      if (year !== undefined && fields[at + FIELD.year] !== year) continue;
      if (name !== undefined && nameOf(ledger, at) !== name) continue;
      if (isThere?.(words[fields[at + FIELD.region] ?? -1] ?? "") === false) continue;
      if (terms === null) yield { report, ledger, row, share: 1, nameShare: 1 };
      else {
        const said = (place: number) => terms.saidBy(words[fields[at + place] ?? -1]);
        // Most figures say nothing of what is asked: they are passed by without making anything.
        if (TELLING.every((place) => said(place) === NOTHING)) continue;
        const share = terms.shareOf(TELLING.map(said));
        if (share >= MIN_SHARE) yield { report, ledger, row, share, nameShare: terms.shareOf([said(FIELD.canonical)]) };
      }
    }
  }
}

/** The standard name of the figure whose fields begin at `at`, or the report's own words where it has none. */
function nameOf({ words, fields }: FigureLedger, at: number): string | undefined {
  return words[fields[at + FIELD.canonical] ?? -1] ?? words[fields[at + FIELD.indicator] ?? -1];
}

/** Places are few, figures are many: each place is judged once. */
export function regionFilter(wanted: string): (path: string) => boolean {
  const judged = new Map<string, boolean>();
  return (path) => {
    const fits = judged.get(path) ?? passesRegion(path, [wanted]);
    judged.set(path, fits);
    return fits;
  };
}

const NOTHING: readonly number[] = [];
/** Words of a ledger come from cleaned texts: they are Simplified already. */
const CLEANED: ScriptConverter = { version: "", toSimplified: (text) => text };

/** The terms of a query without asking words: pairs of characters and whole words, or single characters where it has nothing else. */
class QueryTerms {
  private readonly terms: readonly TermId[];
  /** Reports use each other's words: each is read once. */
  private readonly read = new Map<string, readonly number[]>();

  constructor(query: string, converter: ScriptConverter) {
    const all = [...new Set(tokenize(stripQuestionWords(foldText(query, converter))))];
    const strong = all.filter(isStrongTerm);
    this.terms = strong.length > 0 ? strong : all;
  }

  /** Which of the terms a word says, by their places. */
  saidBy(word: string | undefined): readonly number[] {
    if (word === undefined || word === "") return NOTHING;
    const said = this.read.get(word) ?? this.termsIn(word);
    this.read.set(word, said);
    return said;
  }

  /** Share of the terms that are said by one or the other, 0–1. */
  shareOf(said: readonly (readonly number[])[]): number {
    const saying = said.filter((places) => places.length > 0);
    if (saying.length === 0) return 0;
    return new Set(saying.flat()).size / this.terms.length;
  }

  private termsIn(word: string): readonly number[] {
    const folded = foldText(word, CLEANED);
    let own: Set<TermId> | undefined;
    const isSaid = (term: TermId) => {
      // Looked up in the text itself, which is many times faster than cutting every text into terms.
      if (!isWordTerm(term)) return folded.includes(textOfTerm(term));
      own ??= new Set(tokenize(folded));
      return own.has(term);
    };
    const places = this.terms.flatMap((term, place) => (isSaid(term) ? [place] : []));
    return places.length === 0 ? NOTHING : places;
  }
}

/** The character or pair that a term stands for (see `TermId`). */
function textOfTerm(term: TermId): string {
  const last = String.fromCharCode(term & 0xffff);
  return isStrongTerm(term) ? String.fromCharCode(term >>> 16) + last : last;
}

/** Counts the reports that disclose each standard indicator. Figures come report by report; plans disclose nothing. */
class DisclosureCount {
  private readonly byName = new Map<string, { reports: number; last: Report | null; units: Map<string, number> }>();

  add({ report, ledger: { words, fields }, row }: FoundFigure): void {
    const at = row * FIELDS;
    const canonical = words[fields[at + FIELD.canonical] ?? -1];
    if (canonical === undefined || fields[at + FIELD.planned] === 1) return;
    const known = this.byName.get(canonical) ?? { reports: 0, last: null, units: new Map<string, number>() };
    this.byName.set(canonical, known);
    if (known.last !== report) known.reports++;
    known.last = report;
    const unit = words[fields[at + FIELD.unit] ?? -1] ?? "";
    known.units.set(unit, (known.units.get(unit) ?? 0) + 1);
  }

  list(): IndicatorSummary[] {
    return [...this.byName]
      .map(([canonical, { reports, units }]) => ({
        ...{ canonical, reports },
        units: [...units].sort(([, one], [, other]) => other - one).map(([unit]) => unit),
      }))
      .sort((one, other) => other.reports - one.reports);
  }
}

export function toRow({ report, ledger, row }: FoundFigure): IndicatorRow {
  const { sentence, sectionRow, region, issuer, ...figure } = entryAt(ledger, row);
  const { text } = report;
  return {
    ...figure,
    text: text.slice(figure.start, figure.end),
    region: region ?? "",
    issuer: issuer ?? "",
    reportId: report.id,
    file: report.file,
    title: report.identity.title.value ?? report.file,
    section: report.sections[sectionRow]?.path ?? [],
    sentence: text.slice(sentence.start, sentence.end),
    sentenceStart: sentence.start,
  };
}
