import type { Figure } from "../model/figure.ts";
import type { FigureLedger, LedgerEntry, Library } from "../model/library.ts";
import type { Report } from "../model/report.ts";
import { extractFigures } from "./extract-figures.ts";

/** The figure ledger of a report, read from its text. */
export function makeLedger(report: Report): FigureLedger {
  return { entries: extractFigures(report).map(({ text: _, ...entry }) => entry) };
}

/** Made once for each library. */
const listed = new WeakMap<Library, readonly FigureLedger[]>();

/** The figure ledgers of a library, one a report in the order of `library.reports`; none is decoded by this. */
export function figureLedgers(library: Library): readonly FigureLedger[] {
  const ledgers = listed.get(library) ?? library.shards.flatMap(({ figures }) => figures.ledgers);
  listed.set(library, ledgers);
  return ledgers;
}

/** An entry of a report's ledger with its text, for which the report's text is decoded. */
export function readFigure(report: Report, entry: LedgerEntry): Figure {
  return { ...entry, text: report.text.slice(entry.start, entry.end) };
}
