import { figureLedgers, figuresBetween } from "../figures/figure-ledger.ts";
import { STANDARD_INDICATORS } from "../figures/standard-indicators.ts";
import type { Answer } from "../model/answer.ts";
import type { Library } from "../model/library.ts";
import { disclosedFigures, onlyFigure, standardNameOf } from "./disclosed-figure.ts";
import { labelReport } from "./target-groups.ts";

/** More would hide the answer that they stand below. */
const MAX_FOLLOW_UPS = 3;
/** Reports of the same indicator that are looked at for a suggestion: thousands may have it. */
const MAX_LOOKED_AT = 40;

/** A standard indicator that an answer tells of, and the report that it is told of; -1 for none. */
interface Told {
  readonly name: string;
  readonly reportRow: number;
}

/**
 * Questions to go on with, each of which the ledger answers: the same indicator of another year, of another place, of all
 * places, another indicator of the same report. For an answer that declines: what the figures that it shows answer, or
 * the indicator asked for where it is disclosed. At most three, of reports that `accept` lets in; empty where nothing fits.
 */
export function suggestFollowUps(library: Library, answer: Answer, accept: (row: number) => boolean): string[] {
  const told = toldBy(library, answer);
  if (answer.outcome === "abstained") {
    const near = told.map(({ name, reportRow }) => ask(library, reportRow, name));
    return [...new Set(near.length > 0 ? near : askElsewhere(library, answer, accept))].slice(0, MAX_FOLLOW_UPS);
  }
  const [first] = told;
  if (first === undefined) return [];
  const cited = new Set(answer.citations.map(({ reportId }) => reportId));
  const others = holdersOf(library, first, accept).filter((row) => !cited.has(library.reports[row]?.id ?? ""));
  const [own, ...places] = [ofSamePlace(library, first, others), ...ofOtherPlaces(library, first, others)];
  const beside = besideIn(library, first, new Set(told.map(({ name }) => name)));
  const all = places.length === 0 || cited.size > 1 ? [] : [askAll(library, first)];
  const rows = [own, ...places.slice(0, 1)].filter((row) => row !== undefined);
  const questions = [...rows.map((row) => ask(library, row, first.name)), ...all, ...beside];
  return [...new Set(questions)].slice(0, MAX_FOLLOW_UPS);
}

/** The standard indicators of the figures that an answer cites, in order. */
function toldBy(library: Library, { citations, figures }: Answer): Told[] {
  return figures.flatMap(({ value, unit, marker, verified }) => {
    const citation = citations.find((one) => one.marker === marker);
    const reportRow = library.reports.findIndex(({ id }) => id === citation?.reportId);
    if (citation === undefined || reportRow < 0 || !verified) return [];
    const own = figuresBetween(library, reportRow, citation).find(
      (figure) => figure.canonical !== null && figure.value === value && figure.unit === unit,
    );
    const name = own?.canonical ?? null;
    return name !== null && isAnswered(library, reportRow, name) ? [{ name, reportRow }] : [];
  });
}

/** The rows of reports that tell one figure of an indicator, the nearest in year first. */
function holdersOf(library: Library, { name, reportRow }: Told, accept: (row: number) => boolean): number[] {
  const yearOf = (row: number) => library.reports[row]?.identity.year.value ?? 0;
  const away = (row: number) => Math.abs(yearOf(row) - yearOf(reportRow));
  return rowsByName(library, name)
    .filter((row) => row !== reportRow && accept(row))
    .sort((a, b) => away(a) - away(b) || a - b)
    .slice(0, MAX_LOOKED_AT)
    .filter((row) => isAnswered(library, row, name));
}

function isAnswered(library: Library, reportRow: number, name: string): boolean {
  const identity = library.reports[reportRow]?.identity;
  if (identity?.region.value == null || identity.year.value === null) return false;
  return onlyFigure(disclosedFigures(library, reportRow, name)) !== null;
}

function ofSamePlace({ reports }: Library, { reportRow }: Told, others: readonly number[]): number | undefined {
  const label = (row: number) => {
    const { region, issuer } = reports[row]?.identity ?? {};
    return `${region?.value}${issuer?.value}`;
  };
  return others.find((row) => label(row) === label(reportRow));
}

function ofOtherPlaces({ reports }: Library, { reportRow }: Told, others: readonly number[]): number[] {
  const own = reports[reportRow]?.identity;
  return others.filter((row) => {
    const { region, year } = reports[row]?.identity ?? {};
    return region?.value !== own?.region.value && year?.value === own?.year.value;
  });
}

/** Other indicators of the same report. */
function besideIn(library: Library, { reportRow }: Told, told: ReadonlySet<string>): string[] {
  const words = new Set(figureLedgers(library)[reportRow]?.words);
  return STANDARD_INDICATORS.filter((name) => words.has(name) && !told.has(name))
    .filter((name) => isAnswered(library, reportRow, name))
    .slice(0, MAX_FOLLOW_UPS)
    .map((name) => ask(library, reportRow, name));
}

/** The indicator that was asked for in vain, of the same place first, then wherever the newest report has it. */
function askElsewhere(library: Library, { understood, reason }: Answer, accept: (row: number) => boolean): string[] {
  if (reason !== "region_not_covered" && reason !== "year_not_covered") return [];
  const [indicator] = understood.indicators;
  const name = indicator === undefined ? null : standardNameOf({ phrase: indicator, units: [] });
  if (name === null) return [];
  const isOwn = (row: number) => understood.regions.includes(library.reports[row]?.identity.region.value ?? "");
  const yearOf = (row: number) => library.reports[row]?.identity.year.value ?? 0;
  return rowsByName(library, name)
    .filter(accept)
    .sort((a, b) => Number(isOwn(b)) - Number(isOwn(a)) || yearOf(b) - yearOf(a) || a - b)
    .slice(0, MAX_LOOKED_AT)
    .filter((row) => isAnswered(library, row, name))
    .map((row) => ask(library, row, name));
}

function ask({ reports }: Library, reportRow: number, name: string): string {
  const report = reports[reportRow];
  if (report === undefined) throw new RangeError(`no report ${reportRow}`);
  return `${labelReport(report, reports).replace(/（(\d+年)）$/u, "$1")}${name}是多少？`;
}

function askAll({ reports }: Library, { name, reportRow }: Told): string {
  return `各地${reports[reportRow]?.identity.year.value}年${name}是多少？`;
}

/** Made once for each library: the rows of the reports whose ledgers know a standard name. */
const listed = new WeakMap<Library, ReadonlyMap<string, number[]>>();

function rowsByName(library: Library, name: string): readonly number[] {
  const known = listed.get(library) ?? listNames(library);
  listed.set(library, known);
  return known.get(name) ?? [];
}

function listNames(library: Library): ReadonlyMap<string, number[]> {
  const rows = new Map<string, number[]>(STANDARD_INDICATORS.map((name) => [name, []]));
  for (const [row, { words }] of figureLedgers(library).entries()) for (const word of words) rows.get(word)?.push(row);
  return rows;
}
