import { makeLedger } from "./figures/figure-ledger.ts";
import { FIGURES_VERSION } from "./figures/figures-version.ts";
import type { FigureLedger, Library, LibraryShard } from "./model/library.ts";
import type { Passage, Report } from "./model/report.ts";
import type { ScriptConverter } from "./ports/script-converter.ts";
import { indexWords } from "./search/index-words.ts";
import { passageFields } from "./search/passage-fields.ts";
import { WORDS_VERSION } from "./search/words-version.ts";
import { throwIfCancelled } from "./throw-if-cancelled.ts";

/** A shard ends behind one report in this many, told by its id; a power of two. */
const MEAN_REPORTS = 64;
const MIN_REPORTS = 16;
const MAX_REPORTS = 256;
/** What is indexed and written again when one of its reports changes stays small, whatever the reports are like. */
const MAX_PASSAGES = 4_096;

/** A report with its passages, as shards are made of. */
export interface ShardReport {
  readonly report: Report;
  readonly passages: readonly Pick<Passage, "sectionRow" | "start" | "end">[];
}

export interface BuildShardsOptions {
  readonly converter: ScriptConverter;
  /** Shards with the same reports, the same objects in the same order, are taken over. */
  readonly previous: Library | null;
  readonly onProgress?: ((reportsDone: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Lets other work have its turn; asked for now and then. */
  readonly giveTurn?: (() => Promise<void>) | undefined;
}

/**
 * Cuts reports into shards; of those that are not as they were, indexes the words and extracts the figures. Throws
 * `cancelled`.
 */
export async function buildShards(
  reports: readonly ShardReport[],
  { converter, previous, onProgress, signal, giveTurn }: BuildShardsOptions,
): Promise<LibraryShard[]> {
  const known = indexShards(previous);
  const shards: LibraryShard[] = [];
  let from = 0;
  for (const count of cutShards(reports)) {
    const run = reports.slice(from, from + count);
    const found = findShard(run, known);
    if (found !== null && found.words.version === WORDS_VERSION && found.figures.version === FIGURES_VERSION)
      shards.push(found);
    else {
      await giveTurn?.();
      throwIfCancelled(signal);
      shards.push(makeShard(run, converter, found, known.ledgers));
    }
    from += count;
    onProgress?.(from);
  }
  return shards;
}

/** One shard of the reports, whatever their number. */
export function buildShard(reports: readonly ShardReport[], converter: ScriptConverter): LibraryShard {
  return makeShard(reports, converter, null, new Map());
}

/** `found` is the shard of the same reports as other code made it; `ledgers` are those that need not be made again. */
function makeShard(
  reports: readonly ShardReport[],
  converter: ScriptConverter,
  found: LibraryShard | null,
  ledgers: ReadonlyMap<Report, FigureLedger>,
): LibraryShard {
  const words =
    found?.words.version === WORDS_VERSION ? found.words : indexWords(listDocuments(reports, converter), WORDS_VERSION);
  const figures = {
    version: FIGURES_VERSION,
    ledgers: reports.map(({ report }) => ledgers.get(report) ?? makeLedger(report)),
  };
  return { reportCount: reports.length, passageCount: words.lengths.length, words, figures };
}

function* listDocuments(reports: readonly ShardReport[], converter: ScriptConverter) {
  for (const { report, passages } of reports)
    for (const passage of passages) yield { fields: passageFields(report, passage, converter) };
}

/**
 * Numbers of reports in each shard. A report's own id says whether a shard ends behind it (content-defined chunking),
 * so that one that comes or goes moves the ends of its own shard at most, and hardly ever those of others.
 */
export function cutShards(reports: readonly ShardReport[]): number[] {
  const counts: number[] = [];
  let count = 0;
  let passageCount = 0;
  for (const { report, passages } of reports) {
    if (count > 0 && passageCount + passages.length > MAX_PASSAGES) {
      counts.push(count);
      count = 0;
      passageCount = 0;
    }
    count++;
    passageCount += passages.length;
    if (count < MAX_REPORTS && !(count >= MIN_REPORTS && endsShard(report.id))) continue;
    counts.push(count);
    count = 0;
    passageCount = 0;
  }
  if (count > 0) counts.push(count);
  return counts;
}

/** FNV-1a with its bits spread: ids that differ in their last character only must not fall alike. */
function endsShard(id: string): boolean {
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return ((hash ^ (hash >>> 13)) & (MEAN_REPORTS - 1)) === 0;
}

interface KnownShard {
  readonly shard: LibraryShard;
  readonly reports: readonly Report[];
}

interface KnownShards {
  readonly byFirstReport: ReadonlyMap<Report, KnownShard>;
  /** Those that the present code made. */
  readonly ledgers: ReadonlyMap<Report, FigureLedger>;
}

function indexShards(library: Library | null): KnownShards {
  const byFirstReport = new Map<Report, KnownShard>();
  const ledgers = new Map<Report, FigureLedger>();
  let from = 0;
  for (const shard of library?.shards ?? []) {
    const reports = library?.reports.slice(from, from + shard.reportCount) ?? [];
    if (reports[0] !== undefined) byFirstReport.set(reports[0], { shard, reports });
    for (const [row, report] of reports.entries()) {
      const ledger = shard.figures.version === FIGURES_VERSION ? shard.figures.ledgers[row] : undefined;
      if (ledger !== undefined) ledgers.set(report, ledger);
    }
    from += shard.reportCount;
  }
  return { byFirstReport, ledgers };
}

/** The shard that holds the same reports, whatever code made it; null where there is none. */
function findShard(run: readonly ShardReport[], { byFirstReport }: KnownShards): LibraryShard | null {
  const found = run[0] && byFirstReport.get(run[0].report);
  if (found === undefined || found.reports.length !== run.length) return null;
  return run.every(({ report }, row) => found.reports[row] === report) ? found.shard : null;
}
