import type { Library } from "../core/model/library.ts";
import type { Passage, Report } from "../core/model/report.ts";
import { INDEX_FORMAT_VERSION, type IndexFile, type IndexMakers, type IndexManifest } from "./manifest.ts";
import { writeLines } from "./read-lines.ts";
import { encodeReport } from "./report-line.ts";
import { encodeVectors } from "./vector-bytes.ts";

/** The data files of an index, each in pieces that are made as they are asked for. */
export interface EncodedLibrary {
  /** One report a line: texts, offsets, identity, sections, repairs, suspects. */
  readonly reports: Iterable<Uint8Array>;
  /** One passage a line, numbers only: `[reportRow, sectionRow, start, end]`. */
  readonly passages: Iterable<Uint8Array>;
  /** Little-endian floats behind a 16-byte header; null when the library has no vectors. */
  readonly vectors: Iterable<Uint8Array> | null;
}

/** Lines that reports were decoded from, as long as the reports are the same objects. */
export type KnownLines = Pick<ReadonlyMap<Report, string>, "get">;

/** Library → bytes, without holding a file whole. The manifest follows once the files' digests are known. */
export function encodeLibrary(library: Library, lines?: KnownLines): EncodedLibrary {
  return {
    reports: writeLines(mapLazily(library.reports, (report) => lines?.get(report) ?? encodeReport(report))),
    passages: writeLines(mapLazily(library.passages, encodePassage)),
    vectors: library.vectors && encodeVectors(library.vectors.values, library.vectors.dimensions),
  };
}

/** The manifest that turns written files into an index. */
export function createManifest(
  library: Library,
  makers: IndexMakers,
  files: Readonly<Record<keyof IndexManifest["files"], IndexFile | null>> & {
    readonly reports: IndexFile;
    readonly passages: IndexFile;
  },
): IndexManifest {
  return {
    formatVersion: INDEX_FORMAT_VERSION,
    readingVersion: makers.readingVersion,
    converterVersion: makers.converterVersion,
    embedder: library.vectors && { ...library.vectors.stamp },
    builtAt: library.builtAt,
    counts: { reports: library.reports.length, passages: library.passages.length },
    files: { ...files },
  };
}

function encodePassage(passage: Passage): string {
  return `[${passage.reportRow},${passage.sectionRow},${passage.start},${passage.end}]`;
}

function* mapLazily<T extends Report | Passage>(items: readonly T[], encode: (item: T) => string): Generator<string> {
  for (const item of items) yield encode(item);
}
