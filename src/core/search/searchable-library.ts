import type { Library } from "../model/library.ts";
import type { Passage, Report, Section } from "../model/report.ts";
import type { ScriptConverter } from "../ports/script-converter.ts";
import type { VectorIndex } from "../ports/vector-index.ts";
import { foldText } from "../text/fold.ts";
import { createLexicalIndex, type LexicalIndex } from "./lexical-index.ts";

/** A library with the indexes that searching needs; made once when a library is loaded. */
export interface SearchableLibrary {
  readonly library: Library;
  readonly lexical: LexicalIndex;
  readonly vectors: VectorIndex | null;
}

/** Weight of the heading path beside the text: headings name the topic that sentences then take for granted. */
const HEADING_WEIGHT = 0.6;

/** Builds the lexical index over all passages; `vectorIndex` holds the rows of `library.vectors`, or is null. */
export function createSearchableLibrary(
  library: Library,
  options: { readonly converter: ScriptConverter; readonly vectorIndex: VectorIndex | null },
): SearchableLibrary {
  const { converter, vectorIndex } = options;
  const documents = library.passages.map((passage) => {
    const { report, section } = placeOf(library, passage);
    return {
      fields: [
        { text: foldText(section.path.join("\n"), converter), weight: HEADING_WEIGHT },
        { text: foldText(report.text.slice(passage.start, passage.end), converter), weight: 1 },
      ],
    };
  });
  return { library, lexical: createLexicalIndex(documents), vectors: vectorIndex };
}

/** The report and section of a passage. Throws a RangeError for a passage of another library. */
export function placeOf(library: Library, passage: Passage): { report: Report; section: Section } {
  const report = library.reports[passage.reportRow];
  const section = report?.sections[passage.sectionRow];
  if (report === undefined || section === undefined) throw new RangeError("passage of another library");
  return { report, section };
}
