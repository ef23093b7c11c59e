import type { Figure, FigureKind } from "../model/figure.ts";
import type { FigureLedger, Library } from "../model/library.ts";
import type { Span } from "../model/offsets.ts";
import type { Report } from "../model/report.ts";
import { extractFigures } from "./extract-figures.ts";

/** A figure as a ledger keeps it: its text is `report.text.slice(start, end)`. */
export type LedgerEntry = Omit<Figure, "text">;

/** Where in the `fields` of a figure something stands; words are rows of `words`. */
export const FIELD = {
  ...{ sectionRow: 0, sentenceStart: 1, sentenceEnd: 2, start: 3, end: 4 },
  ...{ unit: 5, qualifier: 6, indicator: 7, within: 8, subject: 9 },
  ...{ canonical: 10, region: 11, issuer: 12, period: 13 },
  ...{ year: 14, kind: 15, planned: 16 },
} as const;
/** Numbers of a figure in `fields`, and in `values`. */
export const FIELDS = 17;
export const VALUES = 2;
/** In place of a year, or of a word's row, where there is none. */
export const NONE = -1;
export const KINDS: readonly FigureKind[] = ["level", "share", "change", "rank"];

/** The figure ledger of a report, read from its text. */
export function makeLedger(report: Report): FigureLedger {
  return packLedger(extractFigures(report));
}

/** See `FigureLedger`. */
export function packLedger(figures: readonly LedgerEntry[]): FigureLedger {
  const rows = new Map<string, number>();
  const rowOf = (word: string | null | undefined): number => {
    if (word === null || word === undefined) return NONE;
    const row = rows.get(word) ?? rows.size;
    rows.set(word, row);
    return row;
  };
  const wide = new Int32Array(figures.length * FIELDS);
  const values = new Float64Array(figures.length * VALUES);
  for (const [row, figure] of figures.entries()) {
    const { sectionRow, sentence, start, end, unit, qualifier, indicator, within, subject } = figure;
    const sure = [unit, qualifier, indicator, within, subject].map(rowOf);
    const open = [figure.canonical, figure.region, figure.issuer, figure.period].map(rowOf);
    const rest = [figure.year ?? NONE, KINDS.indexOf(figure.kind), figure.state === "planned" ? 1 : 0];
    wide.set([sectionRow, sentence.start, sentence.end, start, end, ...sure, ...open, ...rest], row * FIELDS);
    values.set([figure.value, figure.upper ?? Number.NaN], row * VALUES);
  }
  return { words: [...rows.keys()], fields: narrow(wide), values };
}

/** In two bytes each where they fit, as they do but for the places of very long texts. */
function narrow(fields: Int32Array): Int16Array | Int32Array {
  return fields.every((value) => value === (value << 16) >> 16) ? Int16Array.from(fields) : fields;
}

/** The number of figures in a ledger. */
export function countFigures({ values }: FigureLedger): number {
  return values.length / VALUES;
}

/** Figure `row` of a ledger. Throws `RangeError` where the ledger has none. */
export function entryAt({ words, fields, values }: FigureLedger, row: number): LedgerEntry {
  if (fields[row * FIELDS] === undefined) throw new RangeError(`the ledger has no figure ${row}`);
  // No closures: thousands of figures are looked at for one question.
  const at = row * FIELDS;
  const upper = values[row * VALUES + 1] ?? Number.NaN;
  const period = words[fields[at + FIELD.period] ?? NONE];
  const year = fields[at + FIELD.year] ?? NONE;
  return {
    start: fields[at + FIELD.start] ?? 0,
    end: fields[at + FIELD.end] ?? 0,
    value: values[row * VALUES] ?? Number.NaN,
    ...(Number.isNaN(upper) ? {} : { upper }),
    unit: words[fields[at + FIELD.unit] ?? NONE] ?? "",
    qualifier: words[fields[at + FIELD.qualifier] ?? NONE] ?? "",
    kind: KINDS[fields[at + FIELD.kind] ?? NONE] ?? "level",
    indicator: words[fields[at + FIELD.indicator] ?? NONE] ?? "",
    within: words[fields[at + FIELD.within] ?? NONE] ?? "",
    canonical: words[fields[at + FIELD.canonical] ?? NONE] ?? null,
    subject: words[fields[at + FIELD.subject] ?? NONE] ?? "",
    region: words[fields[at + FIELD.region] ?? NONE] ?? null,
    issuer: words[fields[at + FIELD.issuer] ?? NONE] ?? null,
    year: year === NONE ? null : year,
    ...(period === undefined ? {} : { period }),
    state: fields[at + FIELD.planned] === 1 ? "planned" : "done",
    sectionRow: fields[at + FIELD.sectionRow] ?? 0,
    sentence: { start: fields[at + FIELD.sentenceStart] ?? 0, end: fields[at + FIELD.sentenceEnd] ?? 0 },
  };
}

/** Made once for each library. */
const listed = new WeakMap<Library, readonly FigureLedger[]>();

/** The figure ledgers of a library, one a report in the order of `library.reports`; none is decoded by this. */
export function figureLedgers(library: Library): readonly FigureLedger[] {
  const ledgers = listed.get(library) ?? library.shards.flatMap(({ figures }) => figures.ledgers);
  listed.set(library, ledgers);
  return ledgers;
}

/** The figures of a report that lie wholly inside a stretch of its text, in order. */
export function figuresBetween(library: Library, reportRow: number, { start, end }: Span): Figure[] {
  const ledger = figureLedgers(library)[reportRow];
  const report = library.reports[reportRow];
  if (ledger === undefined || report === undefined) return [];
  const found: Figure[] = [];
  for (let row = 0; row < countFigures(ledger); row++) {
    const at = row * FIELDS;
    if ((ledger.fields[at + FIELD.start] ?? 0) < start || (ledger.fields[at + FIELD.end] ?? 0) > end) continue;
    const entry = entryAt(ledger, row);
    found.push({ ...entry, text: report.text.slice(entry.start, entry.end) });
  }
  return found;
}
