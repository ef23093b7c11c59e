import type { Library, LibraryShard } from "../core/model/library.ts";
import type { Passage, Report } from "../core/model/report.ts";
import { type CatalogEntry, encodeCatalog, packPassages } from "./catalog.ts";
import { encodeFigures } from "./figure-bytes.ts";
import {
  INDEX_FORMAT_VERSION,
  type IndexFile,
  type IndexMakers,
  type IndexManifest,
  type ShardFiles,
} from "./manifest.ts";
import { encodeBody } from "./report-body.ts";
import { encodeVectors } from "./vector-bytes.ts";
import { encodeWords } from "./word-bytes.ts";

/** The files of one shard but for its vectors, each in pieces. */
export interface EncodedShard {
  /** One report after the other, each compressed: texts, offsets, sections, repairs, suspects. */
  readonly reports: Iterable<Uint8Array>;
  /** Everything else about the reports, and their passages. */
  readonly catalog: Iterable<Uint8Array>;
  readonly words: Iterable<Uint8Array>;
  /** The figure ledgers. */
  readonly figures: Iterable<Uint8Array>;
}

/** A shard and where in its library it lies. */
export interface PlacedShard {
  readonly shard: LibraryShard;
  readonly firstReport: number;
  readonly firstPassage: number;
}

/** The shards of a library in order, each with its place. */
export function* placeShards(library: Library): Generator<PlacedShard, void, void> {
  let firstReport = 0;
  let firstPassage = 0;
  for (const shard of library.shards) {
    yield { shard, firstReport, firstPassage };
    firstReport += shard.reportCount;
    firstPassage += shard.passageCount;
  }
}

/** Shard → bytes. The manifest follows once the files' digests are known. */
export function encodeShard(library: Library, placed: PlacedShard): EncodedShard {
  const { shard, firstReport } = placed;
  const passages = passagesByReport(library, placed);
  const bodies: Uint8Array[] = [];
  const entries: CatalogEntry[] = [];
  for (const [row, report] of library.reports.slice(firstReport, firstReport + shard.reportCount).entries()) {
    const body = encodeBody(report);
    bodies.push(body);
    entries.push({ facts: factsOf(report), bodyBytes: body.length, passages: packPassages(passages[row] ?? []) });
  }
  return {
    reports: bodies,
    catalog: [new TextEncoder().encode(encodeCatalog(entries))],
    words: encodeWords(shard.words),
    figures: encodeFigures(shard.figures.ledgers),
  };
}

/** Vectors of one shard, little-endian floats behind a 16-byte header, in pieces; null when the library has none. */
export function encodeShardVectors(
  { vectors }: Library,
  { shard, firstPassage }: PlacedShard,
): Iterable<Uint8Array> | null {
  if (vectors === null) return null;
  const { dimensions, values } = vectors;
  const end = firstPassage + shard.passageCount;
  return encodeVectors(values.subarray(firstPassage * dimensions, end * dimensions), dimensions);
}

/** The manifest that turns written files into an index. */
export function createManifest(
  library: Library,
  makers: IndexMakers,
  files: { readonly shards: readonly ShardFiles[]; readonly sources: IndexFile | null },
): IndexManifest {
  return {
    formatVersion: INDEX_FORMAT_VERSION,
    readingVersion: makers.readingVersion,
    converterVersion: makers.converterVersion,
    wordsVersion: makers.wordsVersion,
    figuresVersion: makers.figuresVersion,
    embedder: library.vectors && { ...library.vectors.stamp },
    builtAt: library.builtAt,
    counts: { reports: library.reports.length, passages: library.passages.length },
    shards: [...files.shards],
    sources: files.sources,
  };
}

function passagesByReport(library: Library, { shard, firstReport, firstPassage }: PlacedShard): Passage[][] {
  const lists = Array.from({ length: shard.reportCount }, (): Passage[] => []);
  for (const passage of library.passages.slice(firstPassage, firstPassage + shard.passageCount))
    lists[passage.reportRow - firstReport]?.push(passage);
  return lists;
}

function factsOf(report: Report): CatalogEntry["facts"] {
  const { id, file, url, digest, identity, copies, fingerprint, text } = report;
  return {
    ...{ id, file, digest, identity, textLength: text.length },
    ...(url === undefined ? {} : { url }),
    ...(copies === undefined ? {} : { copies }),
    ...(fingerprint === undefined ? {} : { fingerprint }),
  };
}
