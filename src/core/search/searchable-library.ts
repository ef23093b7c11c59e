import type { Library } from "../model/library.ts";
import type { Passage, Report, Section } from "../model/report.ts";
import type { ScriptConverter } from "../ports/script-converter.ts";
import type { VectorIndex } from "../ports/vector-index.ts";
import type { RemoteVectors } from "../ports/vector-store.ts";
import { foldText } from "../text/fold.ts";
import { KEEP_LIMITS, type KeepLimits } from "./keep-limits.ts";
import { type LexicalIndex, openLexicalIndex } from "./lexical-index.ts";

/** A library with the indexes that searching needs; made once when a library is loaded. */
export interface SearchableLibrary {
  readonly library: Library;
  readonly lexical: LexicalIndex;
  readonly vectors: VectorIndex | null;
  /** The vectors in an engine elsewhere, in place of `vectors`; null where they are here, or there are none. */
  readonly remote: RemoteVectors | null;
  /** `foldText` with the converter that the words were indexed with. */
  readonly fold: (text: string) => string;
  readonly keep: KeepLimits;
}

/**
 * Joins a library with its indexes; `vectors` holds the rows of `library.vectors`, or is null, and `remote` those of an
 * engine in its place. Takes no time.
 */
export function createSearchableLibrary(
  library: Library,
  vectors: VectorIndex | null,
  converter: ScriptConverter,
  remote: RemoteVectors | null = null,
  keep = KEEP_LIMITS,
): SearchableLibrary {
  const words = library.shards.map((shard) => shard.words);
  const lexical = openLexicalIndex(words, keep.termSlices);
  return { library, lexical, vectors, remote, keep, fold: (text) => foldText(text, converter) };
}

/** Whether anything can be compared by meaning. */
export function hasVectors({ vectors, remote }: SearchableLibrary): boolean {
  return vectors !== null || remote !== null;
}

/** Throws a RangeError for a row that the library does not have. */
export function passageAt({ passages }: Library, row: number): Passage {
  const passage = passages[row];
  if (passage === undefined) throw new RangeError(`no passage ${row}`);
  return passage;
}

/** The report and section of a passage. Throws a RangeError for a passage of another library. */
export function placeOf(library: Library, passage: Passage): { report: Report; section: Section } {
  const report = library.reports[passage.reportRow];
  const section = report?.sections[passage.sectionRow];
  if (report === undefined || section === undefined) throw new RangeError("passage of another library");
  return { report, section };
}
