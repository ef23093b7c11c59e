import { buildShards } from "./build-shards.ts";
import { firstPassages, type LibraryEntry } from "./library-entry.ts";
import { makeVectors } from "./make-vectors.ts";
import { FawenError } from "./model/errors.ts";
import type { Library } from "./model/library.ts";
import type { Report, ReportCopy } from "./model/report.ts";
import type { Embedder } from "./ports/embedder.ts";
import type { ScriptConverter } from "./ports/script-converter.ts";
import { findCopies } from "./reading/find-copies.ts";
import { fingerprintText, formatPrint } from "./reading/fingerprint-text.ts";
import { type ReportSource, readReport } from "./reading/read-report.ts";
import { splitPassages } from "./reading/split-passages.ts";
import { throwIfCancelled } from "./throw-if-cancelled.ts";

export interface BuildProgress {
  readonly stage: "reading" | "indexing" | "embedding";
  /** Reports read, reports whose words are indexed, or passages embedded. */
  readonly done: number;
  /** Null while it is not known how many there are. */
  readonly total: number | null;
  readonly file?: string;
}

export interface BuildOptions {
  readonly converter: ScriptConverter;
  /** Null builds a library without vectors. */
  readonly embedder: Embedder | null;
  /** What was built before: reports with the same digest are taken over, and their vectors if the model is the same. */
  readonly previous?: Library | null;
  /** ISO 8601; the clock is the caller's. */
  readonly builtAt: string;
  readonly onProgress?: (progress: BuildProgress) => void;
  readonly signal?: AbortSignal | undefined;
  /** Lets other work have its turn during long stretches of computing, so that they can be cancelled. */
  readonly giveTurn?: (() => Promise<void>) | undefined;
}

/** A report that did not go in, and why. */
export interface BuildFailure {
  readonly file: string;
  readonly message: string;
  /** Of a text that cannot go in as it is, whatever stands beside it: it need not be tried again. */
  readonly digest?: string;
}

/** A report known to be a copy of one that is among the sources as it was: it is not read again. */
export interface KnownCopy extends ReportCopy {
  readonly digest: string;
  readonly copyOf: OriginalReport;
}

export interface OriginalReport {
  readonly id: string;
  readonly digest: string;
}

/** A report that could not go in as it was, and has not changed. */
export interface KnownFailure {
  readonly id: string;
  readonly file: string;
  readonly digest: string;
  readonly failure: string;
}

export type BuildSource = ReportSource | KnownCopy | KnownFailure;

export interface BuiltLibrary {
  readonly library: Library;
  readonly failures: readonly BuildFailure[];
  /** Copies that were left out, each with the report that stands for it. */
  readonly copies: readonly KnownCopy[];
  /** Reports taken over from the previous library. */
  readonly reused: number;
  /** Reports that were read anew. */
  readonly read: number;
}

/**
 * Reports in, library out. Reports are ordered by file, whatever order they come in. A report that cannot be read is
 * reported and the rest goes in; of two with one id the first is kept, of copies of one report the best. Throws
 * `cancelled` when `signal` says so, and whatever the embedder throws.
 */
export async function buildLibrary(
  sources: Iterable<BuildSource> | AsyncIterable<BuildSource>,
  options: BuildOptions,
): Promise<BuiltLibrary> {
  const previous = options.previous ?? null;
  const { converter, embedder, onProgress, signal, giveTurn } = options;
  const { entries: all, failures, knownCopies } = await readEntries(sources, previous, options);
  all.sort((one, other) => compare(one.report.file, other.report.file) || compare(one.report.id, other.report.id));
  const { entries, copies } = leaveOutCopies(all, knownCopies);
  const reports = entries.map((entry) => entry.report);
  const passages = entries.flatMap((entry, reportRow) =>
    entry.passages.map((passage) => (passage.reportRow === reportRow ? passage : { ...passage, reportRow })),
  );
  const shards = await buildShards(entries, {
    ...{ converter, previous, signal, giveTurn },
    onProgress: (done) => onProgress?.({ stage: "indexing", done, total: reports.length }),
  });
  const vectors =
    embedder &&
    (await makeVectors(entries, embedder, {
      ...{ previous, signal },
      onProgress: (done, missing) => onProgress?.({ stage: "embedding", done, total: missing }),
    }));
  const reused = entries.filter((entry) => entry.previousRow !== null).length;
  return {
    library: { reports, passages, vectors, shards, builtAt: options.builtAt },
    failures,
    copies,
    reused,
    read: all.length - all.filter((entry) => entry.previousRow !== null).length,
  };
}

async function readEntries(
  sources: Iterable<BuildSource> | AsyncIterable<BuildSource>,
  previous: Library | null,
  { converter, onProgress, signal }: BuildOptions,
): Promise<{ entries: LibraryEntry[]; failures: BuildFailure[]; knownCopies: KnownCopy[] }> {
  const known = previous === null ? null : indexReports(previous);
  const entries: LibraryEntry[] = [];
  const failures: BuildFailure[] = [];
  const knownCopies: KnownCopy[] = [];
  const fileOfId = new Map<string, string>();
  for await (const source of sources) {
    throwIfCancelled(signal);
    const first = fileOfId.get(source.id);
    if (first !== undefined) {
      failures.push({ file: source.file, message: `编号“${source.id}”与 ${first} 中的重复，未收录；请改用不同的编号` });
      continue;
    }
    fileOfId.set(source.id, source.file);
    if ("copyOf" in source) {
      knownCopies.push(source);
      continue;
    }
    if ("failure" in source) {
      failures.push({ file: source.file, message: source.failure, digest: source.digest });
      continue;
    }
    const entry = takeOver(source, known) ?? readEntry(source, converter);
    if ("message" in entry) failures.push(entry);
    else entries.push(entry);
    onProgress?.({ stage: "reading", done: entries.length + failures.length, total: null, file: source.file });
  }
  throwIfCancelled(signal);
  return { entries, failures, knownCopies };
}

/**
 * Keeps the best of each group of copies and links the others to it. What was known to be a copy follows the report
 * that stood for it, also where that has become a copy itself. Without a new report there are no new copies.
 */
function leaveOutCopies(
  all: readonly LibraryEntry[],
  known: readonly KnownCopy[],
): { entries: LibraryEntry[]; copies: readonly KnownCopy[] } {
  const reports = all.map(({ report }) => report);
  const isNew = all.map((entry) => entry.previousRow === null);
  const originalOf = new Map<string, Report>();
  const copies: KnownCopy[] = [];
  for (const [row, kept] of isNew.includes(true) ? findCopies(reports, (at) => isNew[at] === true) : []) {
    const [copy, original] = [reports[row], reports[kept]];
    if (copy === undefined || original === undefined) continue;
    originalOf.set(copy.id, original);
    copies.push(toKnownCopy(copy, original));
  }
  for (const copy of known) copies.push(toKnownCopy(copy, originalOf.get(copy.copyOf.id) ?? copy.copyOf));
  copies.sort((one, other) => compare(one.file, other.file) || compare(one.id, other.id));
  const copiesOf = new Map<string, KnownCopy[]>();
  for (const copy of copies) copiesOf.set(copy.copyOf.id, [...(copiesOf.get(copy.copyOf.id) ?? []), copy]);
  const entries = all.filter(({ report }) => !originalOf.has(report.id));
  return { entries: entries.map((entry) => linkCopies(entry, copiesOf.get(entry.report.id) ?? [])), copies };
}

function toKnownCopy({ id, file, url, digest }: ReportCopy & OriginalReport, original: OriginalReport): KnownCopy {
  const copyOf = { id: original.id, digest: original.digest };
  return { id, file, digest, copyOf, ...(url === undefined ? {} : { url }) };
}

function linkCopies(entry: LibraryEntry, found: readonly KnownCopy[]): LibraryEntry {
  const copies = found.map(({ id, file, url }) => ({ id, file, ...(url === undefined ? {} : { url }) }));
  // The same object as before wherever nothing has changed: by that shards know that they are as they were.
  if (JSON.stringify(entry.report.copies ?? []) === JSON.stringify(copies)) return entry;
  const { copies: _, ...report } = entry.report;
  return { ...entry, report: found.length === 0 ? report : { ...report, copies } };
}

interface KnownReports {
  readonly library: Library;
  readonly rowOfId: ReadonlyMap<string, number>;
  readonly firstPassage: Uint32Array;
}

function indexReports(library: Library): KnownReports {
  const rowOfId = new Map(library.reports.map((report, row) => [report.id, row]));
  return { library, rowOfId, firstPassage: firstPassages(library) };
}

function takeOver({ id, digest, file }: ReportSource, known: KnownReports | null): LibraryEntry | null {
  const row = known?.rowOfId.get(id);
  const report = row === undefined ? undefined : known?.library.reports[row];
  if (known === null || row === undefined || report === undefined) return null;
  if (report.digest !== digest || report.file !== file) return null;
  const passages = known.library.passages.slice(known.firstPassage[row], known.firstPassage[row + 1]);
  return { report, passages, previousRow: row };
}

function readEntry(source: ReportSource, converter: ScriptConverter): LibraryEntry | BuildFailure {
  const failed = (message: string) => ({ file: source.file, message, digest: source.digest });
  try {
    const read = readReport(source, converter);
    const report = { ...read, fingerprint: formatPrint(fingerprintText(read.text)), textLength: read.text.length };
    const passages = splitPassages(report, 0);
    if (passages.length === 0) return failed("整理后没有可检索的正文，未收录");
    return { report, passages, previousRow: null };
  } catch (error) {
    // One report must not keep the others out, whatever is wrong with it; the reason is shown to the person.
    const reason = error instanceof Error ? error.message : String(error);
    return failed(error instanceof FawenError ? reason : `整理时出错：${reason}`);
  }
}

/** By code unit, so that the order is the same on every machine. */
function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
