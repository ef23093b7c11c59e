import type { IndicatorFigure, IndicatorTableBody } from "../../http/contract.ts";

export type Place = IndicatorTableBody["places"][number];
export type Cell = Place["cells"][number];

/** `place`, or the column of a year; null for figures whose year nobody tells. */
export type SortKey = "place" | number | null;

export interface Sorting {
  readonly key: SortKey;
  readonly descending: boolean;
}

/** Units that count the same things. */
const SAME_UNITS: readonly (readonly string[])[] = [
  ["件", "宗", "起", "桩", "例"],
  ["人", "名", "位"],
  ["场", "场次"],
];

export function isSameUnit(one: string, other: string): boolean {
  return one === other || SAME_UNITS.some((units) => units.includes(one) && units.includes(other));
}

export function cellOf({ cells }: Place, year: number | null): Cell | undefined {
  return cells.find((cell) => cell.year === year);
}

/** The figure that stands for a cell: the plainest one told as done, in the table's unit where there is one. */
export function mainFigure(cell: Cell | undefined, unit: string | undefined): IndicatorFigure | undefined {
  const done = cell?.figures.filter(({ state }) => state === "done") ?? [];
  return done.find((figure) => unit !== undefined && isSameUnit(figure.unit, unit)) ?? done[0];
}

/** Places in order; those without a figure stay last whichever way it goes. */
export function sortPlaces({ places, units }: IndicatorTableBody, { key, descending }: Sorting): Place[] {
  const sign = descending ? -1 : 1;
  if (key === "place") return [...places].sort((one, other) => sign * compareNames(one, other));
  const valueIn = (place: Place) => mainFigure(cellOf(place, key), units[0])?.value;
  return [...places].sort((one, other) => {
    const [a, b] = [valueIn(one), valueIn(other)];
    if (a === undefined || b === undefined)
      return Number(a === undefined) - Number(b === undefined) || compareNames(one, other);
    return sign * (a - b) || compareNames(one, other);
  });
}

function compareNames(one: Place, other: Place): number {
  return placeName(one).localeCompare(placeName(other), "zh-CN");
}

export function placeName({ region, issuer }: Pick<Place, "region" | "issuer">): string {
  return [region, issuer].filter((part) => part !== "").join(" · ") || "地区不明";
}

/** Frames a sentence instead of naming a whole: 在…中, …方面, …得到严格落实. */
const FRAME = /^(?:在|就|对|把|将)|(?:方面|中|上|下|里|时|后)$|得到|得以|持续|(?<!还)是/u;
/** Longer, or more than one thing: a piece of a sentence rather than a name. */
const NAME = /^[^、，。；…]{1,20}$/u;

/** What narrows a figure, in a reader's words: 计划 · 1—11月 · 区政府 · 属于：… · 原称：…; empty for one of the whole. */
export function figureNotes({ state, period, subject, within, canonical, indicator }: IndicatorFigure): string[] {
  const isPlainName = canonical === null || canonical.includes(indicator) || indicator.includes(canonical);
  return [
    state === "planned" ? "计划，尚未完成" : "",
    period ?? "",
    subject,
    NAME.test(within) && !FRAME.test(within) ? `属于：${within}` : "",
    isPlainName || !NAME.test(indicator) ? "" : `原称：${indicator}`,
  ].filter((note) => note !== "");
}
