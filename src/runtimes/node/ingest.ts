import { setImmediate as nextTurn } from "node:timers/promises";
import {
  type BuildFailure,
  type BuildProgress,
  type BuildSource,
  buildLibrary,
  type KnownCopy,
} from "../../core/build-library.ts";
import { FIGURES_VERSION } from "../../core/figures/figures-version.ts";
import { FawenError } from "../../core/model/errors.ts";
import { type Library, sameStamp } from "../../core/model/library.ts";
import type { Embedder } from "../../core/ports/embedder.ts";
import type { ScriptConverter } from "../../core/ports/script-converter.ts";
import { READING_VERSION } from "../../core/reading/read-report.ts";
import { WORDS_VERSION } from "../../core/search/words-version.ts";
import type { IndexMakers } from "../../index-files/manifest.ts";
import { checkFolders } from "./check-folders.ts";
import type { FileProblem } from "./corpus-files.ts";
import { type IndexFolder, openIndexFolder } from "./index-folder.ts";
import { openSources } from "./ingest-sources.ts";
import { isIndexStale } from "./is-index-stale.ts";
import type { FetchPageOptions } from "./loaders/fetch-page.ts";
import type { LangChainLoader } from "./loaders/langchain-documents.ts";
import { ReportReader } from "./report-reader.ts";
import {
  decodeSourceTable,
  encodeSourceTable,
  SourceMemory,
  type SourceRecord,
  type SourceTable,
} from "./source-records.ts";

export interface IngestOptions {
  readonly corpusDir: string;
  readonly indexDir: string;
  /** Files, folders and http(s) addresses to add besides the corpus folder; they stay in until they are forgotten. */
  readonly paths?: readonly string[] | undefined;
  /** Locations added earlier that are to go. */
  readonly forget?: readonly string[] | undefined;
  /** LangChain document loaders whose documents belong in too; they are asked each time and not remembered. */
  readonly loaders?: readonly LangChainLoader[] | undefined;
  readonly embedder: Embedder | null;
  readonly converter: ScriptConverter;
  readonly onProgress?: ((progress: IngestProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Reads and reports, and writes nothing; with `paths`, looks at these and not at the corpus folder. */
  readonly dryRun?: boolean | undefined;
  readonly maxFileBytes?: number | undefined;
  readonly fetchPage?: FetchPageOptions | undefined;
  /** Awaited when all of a new index is ready but the old one is still in place; what it throws leaves that there. */
  readonly beforeSave?: ((library: Library) => Promise<void>) | undefined;
  /** The clock; tests set it. */
  readonly now?: (() => Date) | undefined;
}

export interface IngestProgress {
  readonly stage: "reading" | "indexing" | "embedding" | "storing" | "saving";
  readonly done: number;
  readonly total: number;
}

export interface IngestReport {
  /** The library as it is now; of a dry run, as it would be (without vectors). */
  readonly library: Library;
  readonly read: number;
  readonly reused: number;
  readonly removed: number;
  /** Reports left out because another one is the same. */
  readonly copies: readonly KnownCopy[];
  /** Files that did not go in, or not wholly, each with its reason. */
  readonly problems: readonly FileProblem[];
  /** False when everything was as before and nothing was written. */
  readonly changed: boolean;
  readonly tookMs: number;
}

/**
 * Brings an index up to date with the corpus folder: reads and embeds what changed, takes the rest over, drops what is
 * gone, and swaps the new index in whole. Until that last moment the old index is untouched, whatever happens.
 * Throws `not-ready` while another ingest runs, `cancelled`, `bad-setting` (folders), and what the embedder throws.
 */
export async function ingest(options: IngestOptions): Promise<IngestReport> {
  await checkFolders(options.corpusDir, options.indexDir);
  const folder = openIndexFolder(options.indexDir);
  if (options.dryRun) return run(options, folder, "read");
  if (!(await hasWork(options))) {
    // No lock and nothing written: an index in a read-only place serves as well as any.
    const report = await run(options, folder, "read");
    if (!report.changed) return report;
  }
  const lock = await folder.lock();
  try {
    return await run(options, folder, "write");
  } finally {
    await lock.release();
  }
}

async function hasWork(options: IngestOptions): Promise<boolean> {
  const { paths = [], forget = [], loaders = [], embedder, converter } = options;
  if (paths.length + forget.length + loaders.length > 0) return true;
  const expected = { ...makersOf(converter), embedder: embedder?.stamp ?? null };
  return isIndexStale(options.corpusDir, options.indexDir, expected);
}

function makersOf(converter: ScriptConverter): IndexMakers {
  return {
    readingVersion: READING_VERSION,
    converterVersion: converter.version,
    wordsVersion: WORDS_VERSION,
    figuresVersion: FIGURES_VERSION,
  };
}

const NOTHING = { library: null, table: null };

async function run(options: IngestOptions, folder: IndexFolder, mode: "read" | "write"): Promise<IngestReport> {
  const now = options.now ?? (() => new Date());
  const started = now().getTime();
  const makers = makersOf(options.converter);
  const onlyPaths = options.dryRun === true && (options.paths ?? []).length > 0;
  const { library: previous, table } = onlyPaths ? NOTHING : await loadPrevious(folder, makers);
  const reader = new ReportReader({
    makers,
    memory: new SourceMemory(table, previous),
    maxFileBytes: options.maxFileBytes,
  });
  const sources = await openSources({ ...options, onlyPaths }, table, reader);
  const built = await buildLibrary(untilCancelled(sources.documents(), options.signal), {
    converter: options.converter,
    embedder: options.dryRun ? null : options.embedder,
    previous,
    builtAt: now().toISOString(),
    signal: options.signal,
    giveTurn: nextTurn,
    onProgress: (progress) => options.onProgress?.(toIngestProgress(progress, sources.total)),
  });
  const { library } = built;
  const newTable = sources.table(built);
  const changed = !isSame(previous, library, options.embedder) || !isSameTable(table, newTable);
  if (changed && mode === "write") {
    await options.beforeSave?.(library);
    options.onProgress?.({ stage: "saving", done: 0, total: 1 });
    await folder.save(library, makers, { sources: encodeSourceTable(newTable) });
    options.onProgress?.({ stage: "saving", done: 1, total: 1 });
  }
  const ids = new Set([...library.reports, ...built.copies].map(({ id }) => id));
  return {
    library: changed || previous === null ? library : { ...previous, vectors: options.embedder && previous.vectors },
    read: built.read,
    reused: built.reused,
    removed: previous?.reports.filter((report) => !ids.has(report.id)).length ?? 0,
    copies: built.copies,
    problems: [...reader.problems, ...built.failures.map(asProblem)],
    changed,
    tookMs: now().getTime() - started,
  };
}

/**
 * What can be taken over from the index that is there. One that is missing, damaged or from other code is built anew,
 * which is what its error message would ask for; a folder that cannot be read is an error here too.
 */
async function loadPrevious(
  folder: IndexFolder,
  makers: IndexMakers,
): Promise<{ library: Library | null; table: SourceTable | null }> {
  try {
    const library = await folder.load({ ...makers, wordsVersion: "any", figuresVersion: "any", embedder: "any" });
    return { library, table: decodeSourceTable(await folder.sources()) };
  } catch (error) {
    const rebuildable = ["index-missing", "index-mismatch", "index-corrupt"];
    if (!(error instanceof FawenError) || !rebuildable.includes(error.code)) throw error;
    return { library: null, table: await recallExtras(folder) };
  }
}

/** What was added by hand is not forgotten only because the rest has to be built again. */
async function recallExtras(folder: IndexFolder): Promise<SourceTable | null> {
  try {
    return decodeSourceTable(await folder.sources());
  } catch (error) {
    if (error instanceof FawenError) return null;
    throw error;
  }
}

async function* untilCancelled(
  sources: AsyncIterable<BuildSource>,
  signal: AbortSignal | undefined,
): AsyncGenerator<BuildSource, void, void> {
  for await (const source of sources) {
    if (signal?.aborted) return;
    yield source;
  }
}

function toIngestProgress({ stage, done, total }: BuildProgress, expected: number): IngestProgress {
  return { stage, done, total: total ?? Math.max(done, expected) };
}

/** Without an embedder the vectors that are there stay: they are not looked at, and not thrown away either. */
function isSame(previous: Library | null, next: Library, embedder: Embedder | null): boolean {
  if (previous === null || previous.shards.length !== next.shards.length) return false;
  if (embedder !== null && (previous.vectors === null || !sameStamp(previous.vectors.stamp, embedder.stamp)))
    return false;
  return next.shards.every((shard, row) => shard === previous.shards[row]);
}

/** Times of files aside: they say where to look, not what is in the index. */
function isSameTable(before: SourceTable | null, after: Omit<SourceTable, "loadersVersion">): boolean {
  const withoutTimes = (records: readonly SourceRecord[]) => records.map((record) => ({ ...record, mtimeMs: 0 }));
  const timeless = ({ corpus, extras }: Omit<SourceTable, "loadersVersion">) =>
    JSON.stringify([withoutTimes(corpus), extras.map((extra) => ({ ...extra, records: withoutTimes(extra.records) }))]);
  return before !== null && timeless(before) === timeless(after);
}

function asProblem({ file, message }: BuildFailure): FileProblem {
  // The file is named beside the message wherever problems are shown.
  return { file, message: message.startsWith(`${file} `) ? message.slice(file.length + 1) : message };
}
