import type { IndicatorTableBody } from "../../http/contract.ts";
import { cellOf, isSameUnit, mainFigure, type Place, placeName } from "./table-model.ts";

/** Bars that can still be told apart. */
const MOST_PLACES = 20;
const MOST_YEARS = 4;

export interface ChartData {
  readonly unit: string;
  readonly places: readonly string[];
  /** Places that are left out because there is no room. */
  readonly left: number;
  readonly years: readonly {
    readonly year: number;
    /** One a place; null draws no bar. `label` stands at the bar's end, or where it would be. */
    readonly bars: readonly { readonly value: number | null; readonly label: string }[];
  }[];
}

/**
 * The bars of a table: the latest years, places in the order of the table, only figures told as done and in the
 * table's main unit. Undefined where there is nothing to draw.
 */
export function chartData(table: IndicatorTableBody, places: readonly Place[]): ChartData | undefined {
  const unit = table.units[0];
  if (unit === undefined) return undefined;
  const figureAt = (place: Place, year: number) => {
    const figure = mainFigure(cellOf(place, year), unit);
    return figure !== undefined && isSameUnit(figure.unit, unit) ? figure : undefined;
  };
  const known = table.years.filter((year) => year !== null);
  const years = known
    .filter((year) => places.some((place) => figureAt(place, year) !== undefined))
    .slice(0, MOST_YEARS);
  const told = places.filter((place) => years.some((year) => figureAt(place, year) !== undefined));
  if (told.length === 0) return undefined;
  const drawn = told.slice(0, MOST_PLACES);
  return {
    unit,
    places: drawn.map(placeName),
    left: told.length - drawn.length,
    years: years.map((year) => ({
      year,
      bars: drawn.map((place) => {
        const cell = cellOf(place, year);
        const figure = figureAt(place, year);
        if (figure === undefined)
          return { value: null, label: cell === undefined ? "未收录" : cell.disclosed ? "单位不同" : "未披露" };
        return { value: figure.value, label: [figure.text, figure.period].filter(Boolean).join("，") };
      }),
    })),
  };
}

/** The chart in a sentence a year, for who does not see it. */
export function describeChart({ places, years }: ChartData): string {
  return years
    .map(({ year, bars }) => {
      const told = bars.flatMap(({ value, label }, row) =>
        value === null ? [] : [{ value, label, place: places[row] ?? "" }],
      );
      told.sort((one, other) => other.value - one.value);
      const [most, least] = [told[0], told.at(-1)];
      if (most === undefined || least === undefined) return `${year}年没有数据`;
      if (told.length === 1) return `${year}年只有${most.place}一处数据：${most.label}`;
      if (most.value === least.value) return `${year}年 ${told.length} 处数据相同：${most.label}`;
      return `${year}年 ${told.length} 处数据，最高${most.place} ${most.label}，最低${least.place} ${least.label}`;
    })
    .join("；");
}
