import { writeFigure } from "../figures/describe-figure.ts";
import { figuresBetween } from "../figures/figure-ledger.ts";
import { sameWords } from "../figures/same-words.ts";
import type { Library } from "../model/library.ts";
import type { AskedFigure } from "./asked-figures.ts";
import { contentOf, unsaid } from "./bind-words.ts";
import { standardNameOf } from "./disclosed-figure.ts";
import { divisionFigures } from "./division-figures.ts";
import type { GroupEvidence } from "./find-evidence.ts";
import type { FoundFigure } from "./found-figure.ts";

/** What a report of the place around tells of a part of it, in a table's row or a list of parts; null where that is not sure. */
export function findOfPart(library: Library, { group }: GroupEvidence, asked: AskedFigure): FoundFigure | null {
  const { place, years } = group.mustSpeakOf ?? {};
  if (place === undefined || years !== undefined) return null;
  const name = standardNameOf(asked);
  const wanted = contentOf(asked.phrase);
  const found = [...group.reportRows].flatMap((reportRow) => {
    const report = library.reports[reportRow];
    if (report === undefined) return [];
    const listed = divisionFigures(library, reportRow, wanted)
      .filter((one) => one.name.startsWith(place))
      .map(({ figure }) => figure);
    const inTables = figuresBetween(library, reportRow, { start: 0, end: report.text.length }).filter(
      ({ subject, canonical, indicator, state }) =>
        state === "done" &&
        subject.startsWith(place) &&
        (name === null ? unsaid(wanted, sameWords(indicator)) === "" : canonical === name),
    );
    return [...listed, ...inTables].map((figure) => ({ figure, report }));
  });
  const [first] = found;
  if (first === undefined || new Set(found.map(({ figure: { value, unit } }) => `${value}${unit}`)).size > 1)
    return null;
  const { report } = first;
  const { start, end, sectionRow, sentence } = first.figure;
  const figure = { ...first.figure, text: report.text.slice(start, end) };
  return { report, text: writeFigure(figure), remarks: "", figure, sure: true, sectionRow, quote: sentence, sentence };
}
