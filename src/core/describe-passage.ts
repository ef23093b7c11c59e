import { describePlace, describeReport } from "./answering/cite.ts";
import type { Passage, Report } from "./model/report.ts";
import type { NeighbourPassage, SearchHit } from "./model/search.ts";
import { cutNeighbours } from "./search/cut-neighbours.ts";
import { remember } from "./search/remember.ts";
import { passageAt, placeOf, type SearchableLibrary } from "./search/searchable-library.ts";

/** A hit without what depends on the question. */
export type DescribedPassage = Omit<SearchHit, "score" | "scores">;

/** Kept for each library: reading what 我市 and 今年 mean in a passage takes longer than finding it. */
const describers = new WeakMap<SearchableLibrary, (row: number) => DescribedPassage>();

/** A passage as it is shown among hits. Throws a RangeError for a row that the library does not have. */
export function describePassage(searchable: SearchableLibrary, row: number): DescribedPassage {
  const describe =
    describers.get(searchable) ?? remember(describer(searchable), { most: searchable.keep.describedPassages });
  describers.set(searchable, describe);
  return describe(row);
}

function describer({ library }: SearchableLibrary): (row: number) => DescribedPassage {
  return (row) => {
    const passage = passageAt(library, row);
    const { report, section } = placeOf(library, passage);
    const { before, after } = cutNeighbours(library, row);
    return {
      passageId: `${report.id}#${passage.start}-${passage.end}`,
      reportId: report.id,
      file: report.file,
      ...describeReport(report),
      section: section.path,
      context: describePlace(report, passage),
      ...stretchOf(report, passage),
      ...(before === null ? {} : { before: stretchOf(report, before) }),
      ...(after === null ? {} : { after: stretchOf(report, after) }),
    };
  };
}

function stretchOf({ text }: Report, { start, end }: Passage): NeighbourPassage {
  return { text: text.slice(start, end), start, end };
}
