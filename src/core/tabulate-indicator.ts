import { FIELD, FIELDS } from "./figures/figure-ledger.ts";
import { STANDARD_INDICATORS } from "./figures/standard-indicators.ts";
import { type FoundFigure, matchingFigures, regionFilter, toRow } from "./find-figures.ts";
import { FawenError } from "./model/errors.ts";
import type { IndicatorCell, IndicatorPlace, IndicatorTable, IndicatorTableRequest } from "./model/indicator.ts";
import type { Library } from "./model/library.ts";
import type { Report } from "./model/report.ts";
import type { ScriptConverter } from "./ports/script-converter.ts";

interface OpenCell {
  readonly year: number | null;
  readonly figures: FoundFigure[];
  readonly reports: Report[];
}

interface OpenPlace {
  readonly region: string;
  readonly issuer: string;
  readonly cells: Map<number | null, OpenCell>;
}

/**
 * One indicator by places and years: the figures that the ledgers hold of it, and the reports that were read and tell
 * none. A place and year without any report has no cell, so that 未收录 is never taken for 未披露. Texts are decoded
 * only of the reports whose figures are in the table.
 */
export function tabulateIndicator(
  library: Library,
  { name, region, year, limit }: IndicatorTableRequest,
  converter: ScriptConverter,
): IndicatorTable {
  if (!isKnown(library, name, converter))
    throw new FawenError(
      "not-found",
      `收录的报告里没有叫“${name}”的指标；这不等于没有披露，可能是名称不同，请按字词查找`,
      {
        field: "name",
      },
    );
  const open = new OpenTable();
  for (const figure of matchingFigures(library, { name, region, year }, converter)) open.addFigure(figure);
  const isThere = region === undefined ? () => true : regionFilter(converter.toSimplified(region.trim()));
  for (const report of library.reports) {
    const { identity } = report;
    if (year !== undefined && identity.year.value !== year) continue;
    if (isThere(identity.region.value ?? "")) open.addReport(report);
  }
  const places = open.list();
  const cells = places.flatMap((place) => [...place.cells.values()]);
  const disclosed = cells.filter(isDisclosed).length;
  return {
    name,
    units: countUnits(cells.flatMap(({ figures }) => figures.filter(isDone))),
    years: [...new Set(cells.map((cell) => cell.year))].sort(latestFirst),
    places: places.slice(0, limit).map(closePlace),
    total: places.length,
    disclosed,
    undisclosed: cells.length - disclosed,
  };
}

function isKnown(library: Library, name: string, converter: ScriptConverter): boolean {
  if (STANDARD_INDICATORS.includes(name)) return true;
  for (const _ of matchingFigures(library, { name }, converter)) return true;
  return false;
}

class OpenTable {
  private readonly places = new Map<string, OpenPlace>();

  addFigure(figure: FoundFigure): void {
    const { report, ledger, row } = figure;
    const { words, fields } = ledger;
    const own = report.identity.region.value ?? "";
    const region = words[fields[row * FIELDS + FIELD.region] ?? -1] ?? own;
    const told = fields[row * FIELDS + FIELD.year] ?? -1;
    // A department speaks for itself, except of other places than its own.
    const cell = this.cell(region, region === own ? departmentOf(report) : "", told === -1 ? null : told);
    cell.figures.push(figure);
  }

  addReport(report: Report): void {
    const { region, year } = report.identity;
    this.cell(region.value ?? "", departmentOf(report), year.value).reports.push(report);
  }

  list(): OpenPlace[] {
    const disclosedIn = ({ cells }: OpenPlace) => [...cells.values()].filter(isDisclosed).length;
    return [...this.places.values()]
      .map((place) => ({ place, disclosed: disclosedIn(place) }))
      .sort((a, b) => b.disclosed - a.disclosed || compare(keyOf(a.place), keyOf(b.place)))
      .map(({ place }) => place);
  }

  private cell(region: string, issuer: string, year: number | null): OpenCell {
    const key = keyOf({ region, issuer });
    const place = this.places.get(key) ?? { region, issuer, cells: new Map<number | null, OpenCell>() };
    this.places.set(key, place);
    const cell = place.cells.get(year) ?? { year, figures: [], reports: [] };
    place.cells.set(year, cell);
    return cell;
  }
}

const keyOf = ({ region, issuer }: Pick<OpenPlace, "region" | "issuer">) => `${region}\n${issuer}`;

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function latestFirst(one: number | null, other: number | null): number {
  return (other ?? 0) - (one ?? 0);
}

/** Who speaks where a report is that of a single department, or of nobody's known place. */
function departmentOf({ identity: { level, region, issuer } }: Report): string {
  return region.value === null || level.value?.includes("部门") ? (issuer.value ?? "") : "";
}

function isDone({ ledger, row }: FoundFigure): boolean {
  return ledger.fields[row * FIELDS + FIELD.planned] !== 1;
}

function isDisclosed({ figures }: OpenCell): boolean {
  return figures.some(isDone);
}

function countUnits(figures: readonly FoundFigure[]): string[] {
  const counts = new Map<string, number>();
  for (const { ledger, row } of figures) {
    const unit = ledger.words[ledger.fields[row * FIELDS + FIELD.unit] ?? -1] ?? "";
    counts.set(unit, (counts.get(unit) ?? 0) + 1);
  }
  return [...counts].sort(([, one], [, other]) => other - one).map(([unit]) => unit);
}

function closePlace({ region, issuer, cells }: OpenPlace): IndicatorPlace {
  return { region, issuer, cells: [...cells.values()].sort((a, b) => latestFirst(a.year, b.year)).map(closeCell) };
}

function closeCell(cell: OpenCell): IndicatorCell {
  const figures = cell.figures.map((figure) => ({ row: toRow(figure), plainness: plainnessOf(figure) }));
  // Stable: figures alike stay in the order of the reports.
  figures.sort((one, other) => one.plainness - other.plainness);
  return {
    year: cell.year,
    disclosed: isDisclosed(cell),
    figures: figures.map(({ row }) => row),
    reports: cell.reports.map(({ id, file, identity }) => ({ id, title: identity.title.value ?? file })),
  };
}

/** How much narrows a figure: 0 for one of the whole year and the whole place. A plan stands behind everything done. */
function plainnessOf({ ledger: { words, fields }, row }: FoundFigure): number {
  const says = (place: number) => ((words[fields[row * FIELDS + place] ?? -1] ?? "") === "" ? 0 : 1);
  const planned = fields[row * FIELDS + FIELD.planned] === 1 ? 4 : 0;
  return planned + says(FIELD.period) + says(FIELD.within) + says(FIELD.subject);
}
