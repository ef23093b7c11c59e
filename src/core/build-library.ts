import { FawenError } from "./model/errors.ts";
import type { Library, VectorTable } from "./model/library.ts";
import type { Passage, Report, ReportCopy } from "./model/report.ts";
import type { Embedder } from "./ports/embedder.ts";
import type { ScriptConverter } from "./ports/script-converter.ts";
import { findCopies } from "./reading/find-copies.ts";
import { fingerprintText, formatPrint } from "./reading/fingerprint-text.ts";
import { type ReportSource, readReport } from "./reading/read-report.ts";
import { splitPassages } from "./reading/split-passages.ts";

/** Passages handed to the embedder at once: enough for its own batching, little enough to report progress and stop. */
const EMBED_BATCH = 256;

export interface BuildProgress {
  readonly stage: "reading" | "embedding";
  /** Reports read, or passages embedded. */
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

/** A report on its way into the library; `previousRow` is set when it was taken over. */
interface Entry {
  readonly report: Report;
  /** With `reportRow` still to be set. */
  readonly passages: readonly Passage[];
  readonly previousRow: number | null;
}

/**
 * Reports in, library out. Reports are ordered by file, whatever order they come in. A report that cannot be read is
 * reported and the rest goes in; of two with one id the first is kept, of copies of one report the best. Throws `cancelled` when `signal` says so, and
 * whatever the embedder throws.
 */
export async function buildLibrary(
  sources: Iterable<BuildSource> | AsyncIterable<BuildSource>,
  options: BuildOptions,
): Promise<BuiltLibrary> {
  const previous = options.previous ?? null;
  const { entries: all, failures, knownCopies } = await readEntries(sources, previous, options);
  all.sort((one, other) => compare(one.report.file, other.report.file) || compare(one.report.id, other.report.id));
  const { entries, copies } = leaveOutCopies(all, knownCopies);
  const reports = entries.map((entry) => entry.report);
  const passages = entries.flatMap((entry, reportRow) => entry.passages.map((passage) => ({ ...passage, reportRow })));
  const vectors = options.embedder && (await makeVectors(entries, passages, options.embedder, options));
  const reused = entries.filter((entry) => entry.previousRow !== null).length;
  return {
    library: { reports, passages, vectors, builtAt: options.builtAt },
    failures,
    copies,
    reused,
    read: all.length - all.filter((entry) => entry.previousRow !== null).length,
  };
}

/** What the embedder is given for a passage: the headings above it say what its sentences are about. */
export function passageEmbeddingText(report: Report, passage: Passage): string {
  const path = report.sections[passage.sectionRow]?.path ?? [];
  return [...path, report.text.slice(passage.start, passage.end)].join("\n");
}

async function readEntries(
  sources: Iterable<BuildSource> | AsyncIterable<BuildSource>,
  previous: Library | null,
  { converter, onProgress, signal }: BuildOptions,
): Promise<{ entries: Entry[]; failures: BuildFailure[]; knownCopies: KnownCopy[] }> {
  const known = previous === null ? null : indexReports(previous);
  const entries: Entry[] = [];
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
  all: readonly Entry[],
  known: readonly KnownCopy[],
): { entries: Entry[]; copies: readonly KnownCopy[] } {
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

function linkCopies(entry: Entry, found: readonly KnownCopy[]): Entry {
  if (found.length === 0 && entry.report.copies === undefined) return entry;
  const { copies: _, ...report } = entry.report;
  if (found.length === 0) return { ...entry, report };
  const copies = found.map(({ id, file, url }) => ({ id, file, ...(url === undefined ? {} : { url }) }));
  return { ...entry, report: { ...report, copies } };
}

interface KnownReports {
  readonly library: Library;
  readonly rowOfId: ReadonlyMap<string, number>;
  /** First passage row of each report, and one past the last. */
  readonly firstPassage: readonly number[];
}

function indexReports(library: Library): KnownReports {
  const counts = new Array<number>(library.reports.length).fill(0);
  for (const passage of library.passages) counts[passage.reportRow] = (counts[passage.reportRow] ?? 0) + 1;
  const firstPassage = [0];
  for (const count of counts) firstPassage.push((firstPassage.at(-1) ?? 0) + count);
  return { library, firstPassage, rowOfId: new Map(library.reports.map((report, row) => [report.id, row])) };
}

function takeOver(source: ReportSource, known: KnownReports | null): Entry | null {
  const row = known?.rowOfId.get(source.id);
  const report = row === undefined ? undefined : known?.library.reports[row];
  if (known === null || row === undefined || report === undefined) return null;
  if (report.digest !== source.digest || report.file !== source.file) return null;
  const passages = known.library.passages.slice(known.firstPassage[row], known.firstPassage[row + 1]);
  return { report, passages, previousRow: row };
}

function readEntry(source: ReportSource, converter: ScriptConverter): Entry | BuildFailure {
  const failed = (message: string) => ({ file: source.file, message, digest: source.digest });
  try {
    const read = readReport(source, converter);
    const report = { ...read, fingerprint: formatPrint(fingerprintText(read.text)) };
    const passages = splitPassages(report, 0);
    if (passages.length === 0) return failed("整理后没有可检索的正文，未收录");
    return { report, passages, previousRow: null };
  } catch (error) {
    // One report must not keep the others out, whatever is wrong with it; the reason is shown to the person.
    const reason = error instanceof Error ? error.message : String(error);
    return failed(error instanceof FawenError ? reason : `整理时出错：${reason}`);
  }
}

async function makeVectors(
  entries: readonly Entry[],
  passages: readonly Passage[],
  embedder: Embedder,
  { previous, onProgress, signal }: BuildOptions,
): Promise<VectorTable> {
  const { dimensions } = embedder.stamp;
  const values = new Float32Array(passages.length * dimensions);
  const missing = copyKnownVectors(entries, previous ?? null, embedder, values);
  for (let at = 0; at < missing.length; at += EMBED_BATCH) {
    throwIfCancelled(signal);
    const rows = missing.slice(at, at + EMBED_BATCH);
    const texts = rows.flatMap((row) => {
      const passage = passages[row];
      const report = passage && entries[passage.reportRow]?.report;
      return passage && report ? [passageEmbeddingText(report, passage)] : [];
    });
    const vectors = await embedder.embedPassages(texts, {
      signal,
      onProgress: (done) => onProgress?.({ stage: "embedding", done: at + done, total: missing.length }),
    });
    for (const [offset, row] of rows.entries()) values.set(checkVector(vectors[offset], embedder), row * dimensions);
    onProgress?.({ stage: "embedding", done: at + rows.length, total: missing.length });
  }
  throwIfCancelled(signal);
  return { dimensions, values, stamp: embedder.stamp };
}

/** Copies the rows of reports that were taken over into `values`; returns the rows still to be made. */
function copyKnownVectors(
  entries: readonly Entry[],
  previous: Library | null,
  embedder: Embedder,
  values: Float32Array,
): number[] {
  const { id, digest, dimensions } = embedder.stamp;
  const old = previous?.vectors ?? null;
  const usable = old !== null && old.stamp.id === id && old.stamp.digest === digest && old.dimensions === dimensions;
  const firstPassage = usable && previous ? indexReports(previous).firstPassage : null;
  const missing: number[] = [];
  let row = 0;
  for (const { passages, previousRow } of entries) {
    const from = previousRow === null ? undefined : firstPassage?.[previousRow];
    if (old !== null && from !== undefined) {
      values.set(old.values.subarray(from * dimensions, (from + passages.length) * dimensions), row * dimensions);
    } else for (let offset = 0; offset < passages.length; offset++) missing.push(row + offset);
    row += passages.length;
  }
  return missing;
}

function checkVector(vector: Float32Array | undefined, embedder: Embedder): Float32Array {
  if (vector?.length === embedder.stamp.dimensions) return vector;
  throw new FawenError(
    "backend-failed",
    `向量模型 ${embedder.stamp.id} 应给出 ${embedder.stamp.dimensions} 维向量，实得 ${vector?.length ?? "无"}`,
  );
}

function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new FawenError("cancelled", "已取消，原有索引未受影响", { cause: signal.reason });
}

/** By code unit, so that the order is the same on every machine. */
function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
