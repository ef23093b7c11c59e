import type { Report } from "../model/report.ts";
import { divisionsOfPath } from "../reading/division-path.ts";
import { divisionAt, divisionsCalled } from "../reading/divisions.ts";

/** The divisions that the reports of a library lie in, from the provinces down. */
export interface LibraryPlaces {
  readonly paths: ReadonlySet<string>;
  /** Paths of the divisions that are called so, by full name and by name without suffix. */
  readonly called: ReadonlyMap<string, readonly string[]>;
  /** The names that the national gazetteer does not know, longest first. */
  readonly ownNames: readonly string[];
  /** Short names that the gazetteer leaves out because they are ordinary words (朝阳), longest first. */
  readonly ordinaryNames: readonly string[];
}

/** Read once for each list of reports. */
const read = new WeakMap<readonly Report[], LibraryPlaces>();

/** 江海区 → 江海; a name of two characters keeps its suffix. */
export function shortDivisionName(name: string): string {
  const short = name.replace(/(?:特别行政区|自治区|自治州|自治县|省|市|区|县|旗|盟)$/u, "");
  return short.length >= 2 ? short : name;
}

/** See `LibraryPlaces`. */
export function libraryPlaces(reports: readonly Report[]): LibraryPlaces {
  const known = read.get(reports) ?? readPlaces(reports);
  read.set(reports, known);
  return known;
}

function readPlaces(reports: readonly Report[]): LibraryPlaces {
  const names = new Map<string, string>();
  for (const region of new Set(reports.map(({ identity }) => identity.region.value ?? ""))) {
    let path = "";
    for (const name of divisionsOfPath(region)) {
      path += name;
      names.set(path, name);
    }
  }
  const called = new Map<string, string[]>();
  const own = new Set<string>();
  const ordinary = new Set<string>();
  for (const [path, name] of names)
    for (const form of new Set([name, shortDivisionName(name)])) {
      called.set(form, [...(called.get(form) ?? []), path]);
      if (divisionsCalled(form, true).length > 0) continue;
      (divisionAt(path) === undefined ? own : ordinary).add(form);
    }
  const longestFirst = (forms: ReadonlySet<string>) => [...forms].sort((a, b) => b.length - a.length);
  return {
    paths: new Set(names.keys()),
    called,
    ownNames: longestFirst(own),
    ordinaryNames: longestFirst(ordinary),
  };
}

const rowsRead = new WeakMap<readonly Report[], ReadonlyMap<string, readonly number[]>>();

/** The rows of the reports of each place, in order, by its path; that is empty where it is not known. */
export function rowsByPlace(reports: readonly Report[]): ReadonlyMap<string, readonly number[]> {
  const known = rowsRead.get(reports);
  if (known !== undefined) return known;
  const rows = new Map<string, number[]>();
  for (const [row, { identity }] of reports.entries()) {
    const path = identity.region.value ?? "";
    const ofPlace = rows.get(path);
    if (ofPlace === undefined) rows.set(path, [row]);
    else ofPlace.push(row);
  }
  rowsRead.set(reports, rows);
  return rows;
}

/**
 * A place's name as it can be told apart: 江海区, but 北京市朝阳区 where the gazetteer or the library knows another 朝阳区.
 * The path itself where its last two names do not tell either; empty for an empty path.
 */
export function placeName(path: string, reports: readonly Report[]): string {
  const parts = divisionsOfPath(path);
  const name = parts.at(-1) ?? "";
  const { called } = libraryPlaces(reports);
  const namesakes = new Set([...(called.get(name) ?? []), ...divisionsCalled(name).map((division) => division.path)]);
  const others = [...namesakes].filter((other) => other !== path && other.endsWith(name));
  if (others.length === 0) return name;
  const longer = parts.slice(-2).join("");
  return others.some((other) => other.endsWith(longer)) ? path : longer;
}
