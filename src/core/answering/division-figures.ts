import { figuresBetween, type LedgerEntry } from "../figures/figure-ledger.ts";
import { sameWords } from "../figures/same-words.ts";
import type { Library } from "../model/library.ts";
import { unsaid } from "./bind-words.ts";

/** What a report tells of one part of its place: 桐浦区94.7%. */
export interface DivisionFigure {
  readonly name: string;
  readonly figure: LedgerEntry;
}

/** Nothing but a place stands between the clause's beginning and its figure. */
const PLACE_ALONE =
  /(?:^|[，。；：、,;:])(?:其中|分别是|分别为|依次为)?(?<name>[^\P{sc=Han}各全其每我本两]{1,7}?(?:[区县旗镇乡]|[^城]市|街道))(?:为|是|达到?|有)?$/u;

/**
 * The figures that one sentence gives for parts of the report's place, each right behind the part's name, where the
 * sentence says all of what is asked (`wanted`). No figure of anything else may stand before them in the sentence but one
 * of the whole; of several such sentences none is given.
 */
export function divisionFigures(library: Library, reportRow: number, wanted: readonly string[]): DivisionFigure[] {
  const report = library.reports[reportRow];
  if (report === undefined || wanted.length === 0) return [];
  const bySentence = new Map<number, LedgerEntry[]>();
  for (const figure of figuresBetween(library, reportRow, { start: 0, end: report.text.length }))
    bySentence.set(figure.sentence.start, [...(bySentence.get(figure.sentence.start) ?? []), figure]);
  const lists = [...bySentence.values()].flatMap((figures) => {
    const [first] = figures;
    if (first === undefined) return [];
    const { start } = first.sentence;
    const named = figures.flatMap((figure) => {
      const name = PLACE_ALONE.exec(report.text.slice(start, figure.start))?.groups?.name;
      return name === undefined || figure.state === "planned" ? [] : [{ name, figure }];
    });
    const [head, ...rest] = named;
    if (head === undefined || rest.some(({ figure }) => figure.unit !== head.figure.unit)) return [];
    const before = figures.filter((figure) => figure.start < head.figure.start);
    const isOfIt = before.length === 0 || (before.length === 1 && before[0]?.unit === head.figure.unit);
    const says = unsaid(wanted, sameWords(report.text.slice(start, head.figure.start))) === "";
    return isOfIt && says ? [named] : [];
  });
  const [only = [], ...others] = lists;
  return others.length > 0 || new Set(only.map(({ name }) => name)).size < only.length ? [] : only;
}
