import { remember } from "./remember.ts";
import { passageAt, placeOf, type SearchableLibrary } from "./searchable-library.ts";
import { readTermText, type TermText } from "./term-text.ts";

/** What is looked at of a passage when it is a candidate. */
export interface PassageTexts {
  /** Title of the report, headings above the passage, and the report's year, which its title may not say. */
  readonly title: TermText;
  readonly text: TermText;
}

const readers = new WeakMap<SearchableLibrary, (row: number) => PassageTexts>();

/** The folded texts of a passage, from memory where it was asked for lately: those found often are not folded each time. */
export function passageTexts(searchable: SearchableLibrary, row: number): PassageTexts {
  let read = readers.get(searchable);
  if (read === undefined) {
    const sizeOf = ({ title, text }: PassageTexts) => title.units.length + text.units.length;
    read = remember((passageRow: number) => readPassage(searchable, passageRow), {
      most: searchable.keep.passageChars,
      sizeOf,
    });
    readers.set(searchable, read);
  }
  return read(row);
}

function readPassage({ library, fold }: SearchableLibrary, row: number): PassageTexts {
  const passage = passageAt(library, row);
  const { report, section } = placeOf(library, passage);
  const { title: name, year } = report.identity;
  const title = [name.value ?? "", ...section.path, year.value === null ? "" : `${year.value}年`].join("\n");
  return {
    title: readTermText(fold(title)),
    text: readTermText(fold(report.text.slice(passage.start, passage.end))),
  };
}
