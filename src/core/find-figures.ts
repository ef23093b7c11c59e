import { figureLedgers, readFigure } from "./figures/figure-ledger.ts";
import { FawenError } from "./model/errors.ts";
import type { IndicatorRequest, IndicatorResult, IndicatorRow, IndicatorSummary } from "./model/indicator.ts";
import type { LedgerEntry, Library } from "./model/library.ts";
import type { Report } from "./model/report.ts";
import type { ScriptConverter } from "./ports/script-converter.ts";
import { passesRegion } from "./search/slot-fit.ts";
import { isStrongTerm, isWordTerm, type TermId, tokenize } from "./search/tokenize.ts";
import { foldText } from "./text/fold.ts";

/** Share of a query's terms that a figure's words must say. */
const MIN_SHARE = 0.6;
/** Parts of a figure's words, between which no term reaches. */
const BREAK = "\n";

interface FoundFigure {
  readonly report: Report;
  readonly entry: LedgerEntry;
  /** Share of the query's terms that its words say, and that its standard name alone says. */
  readonly share: number;
  readonly nameShare: number;
}

/**
 * The figures of a library's ledgers that fit a request. Ledgers are decoded; texts only of the reports whose figures
 * are among the rows.
 */
export function findFigures(library: Library, request: IndicatorRequest, converter: ScriptConverter): IndicatorResult {
  const found = [...matchingFigures(library, request, converter)];
  const indicators = summarize(found);
  // Stable: those that fit alike stay in the order of the reports.
  if (request.query !== undefined) found.sort((a, b) => b.share - a.share || b.nameShare - a.nameShare);
  const rows = found.slice(0, request.limit).map(toRow);
  return { rows, total: found.length, indicators };
}

function* matchingFigures(
  library: Library,
  { query, region, year }: IndicatorRequest,
  converter: ScriptConverter,
): Generator<FoundFigure, void, void> {
  const shareOf = query === undefined ? null : matcher(query, converter);
  const fits = region === undefined ? null : regionFilter(converter.toSimplified(region.trim()));
  for (const [row, { entries }] of figureLedgers(library).entries()) {
    const report = library.reports[row];
    if (report === undefined) throw new FawenError("index-corrupt", "索引已损坏：数据台账多于报告");
    for (const entry of entries) {
      if ((year !== undefined && entry.year !== year) || fits?.(entry.region ?? "") === false) continue;
      if (shareOf === null) yield { report, entry, share: 1, nameShare: 1 };
      else {
        const share = shareOf([entry.canonical ?? "", entry.within, entry.indicator, entry.subject].join(BREAK));
        if (share < MIN_SHARE) continue;
        yield { report, entry, share, nameShare: entry.canonical === null ? 0 : shareOf(entry.canonical) };
      }
    }
  }
}

/** Places are few, figures are many: each place is judged once. */
function regionFilter(wanted: string): (path: string) => boolean {
  const judged = new Map<string, boolean>();
  return (path) => {
    const fits = judged.get(path) ?? passesRegion(path, [wanted]);
    judged.set(path, fits);
    return fits;
  };
}

/**
 * Tells the share of a query's terms that a text says, 0–1. Pairs of characters and whole words count; single characters
 * only where the query has nothing else.
 */
function matcher(query: string, converter: ScriptConverter): (text: string) => number {
  const all = [...new Set(tokenize(foldText(query, converter)))];
  const strong = all.filter(isStrongTerm);
  const terms = strong.length > 0 ? strong : all;
  const words = terms.filter(isWordTerm);
  // Characters are looked up in the text itself, which is many times faster than cutting every text into terms.
  const characters = terms.filter((term) => !isWordTerm(term)).map(textOfTerm);
  return (text) => {
    if (terms.length === 0) return 0;
    const folded = foldText(text, converter);
    let said = 0;
    for (const term of characters) if (folded.includes(term)) said++;
    if (words.length > 0) {
      const own = new Set(tokenize(folded));
      for (const word of words) if (own.has(word)) said++;
    }
    return said / terms.length;
  };
}

/** The character or pair that a term stands for (see `TermId`). */
function textOfTerm(term: TermId): string {
  const last = String.fromCharCode(term & 0xffff);
  return isStrongTerm(term) ? String.fromCharCode(term >>> 16) + last : last;
}

function summarize(found: readonly FoundFigure[]): IndicatorSummary[] {
  const byName = new Map<string, { reports: Set<Report>; units: Map<string, number> }>();
  for (const { report, entry } of found) {
    const { canonical, state, unit } = entry;
    if (canonical === null || state === "planned") continue;
    const known = byName.get(canonical) ?? { reports: new Set(), units: new Map() };
    byName.set(canonical, known);
    known.reports.add(report);
    known.units.set(unit, (known.units.get(unit) ?? 0) + 1);
  }
  return [...byName]
    .map(([canonical, { reports, units }]) => ({
      ...{ canonical, reports: reports.size },
      units: [...units].sort(([, one], [, other]) => other - one).map(([unit]) => unit),
    }))
    .sort((one, other) => other.reports - one.reports);
}

function toRow({ report, entry }: FoundFigure): IndicatorRow {
  const { sentence, sectionRow, region, issuer, ...figure } = readFigure(report, entry);
  return {
    ...figure,
    region: region ?? "",
    issuer: issuer ?? "",
    reportId: report.id,
    file: report.file,
    title: report.identity.title.value ?? report.file,
    section: report.sections[sectionRow]?.path ?? [],
    sentence: report.text.slice(sentence.start, sentence.end),
  };
}
