import { divisionsOfPath } from "../reading/division-path.ts";
import { findDivisions } from "../reading/divisions.ts";
import { explainWords } from "../reading/explain-words.ts";
import { shortDivisionName } from "../search/library-places.ts";

/** 全市, 我区, 本省: places told from where the report stands. */
const WHOLE_PLACE = /(?:全|我|本)[省市区县州旗盟]/gu;

/** A place as an answer names it, the last of a chain: 江海区 of 广东省江门市江海区. */
export interface NamedPlace {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  /** Path of the division; empty for 全市, which is told from where the report stands. */
  readonly path: string;
}

/** The names that a place goes by, full and short: 江海区, 江海. */
export function namesOfRegion(region: string | null): readonly string[] {
  const name = region === null ? undefined : divisionsOfPath(region).at(-1);
  return name === undefined ? [] : [name, shortDivisionName(name)];
}

/** Places named in an answer about a report of `region`, chains as one; places of no gazetteer only along that path. */
export function placesIn(text: string, region: string | null): NamedPlace[] {
  const paths = pathsOf(region);
  const own = [...paths.keys()].sort((a, b) => b.length - a.length).join("|");
  const found = [
    ...(own === "" ? [] : [...text.matchAll(new RegExp(own, "gu"))]).map(({ 0: name, index: start }) => ({
      start,
      end: start + name.length,
      path: paths.get(name) ?? "",
    })),
    ...[...text.matchAll(WHOLE_PLACE)].map(({ 0: name, index: start }) => ({
      start,
      end: start + name.length,
      path: "",
    })),
    ...findDivisions(text, region === null ? [] : [region]).map(({ start, end, division: { path } }) => ({
      start,
      end,
      path,
    })),
  ].sort((a, b) => a.start - b.start || b.end - a.end);
  const places: NamedPlace[] = [];
  for (const { start, end, path } of found) {
    const last = places.at(-1);
    const place = { start, end, path, name: text.slice(start, end) };
    if (last === undefined || start >= last.end) places.push(place);
    if (last?.end === start && last.path !== "" && path.startsWith(last.path))
      places.splice(-2, 2, { ...place, start: last.start });
  }
  return places;
}

/** The divisions along a path by their names, full and short. */
function pathsOf(region: string | null): Map<string, string> {
  const paths = new Map<string, string>();
  let path = "";
  for (const name of region === null ? [] : divisionsOfPath(region)) {
    path += name;
    paths.set(name, path).set(shortDivisionName(name), path);
  }
  return paths;
}

/** True when a place named in an answer is that of a figure: by a name of its region, or by what 全市 means there. */
export function isPlace(name: string, region: string | null, reportRegion: string | null): boolean {
  if (namesOfRegion(region).includes(name)) return true;
  const [meaning] = explainWords(name, { region: reportRegion, issuer: null, year: null });
  return meaning !== undefined && meaning.meaning === region;
}

/** Words without the places that they name. */
export function withoutPlaces(words: string, region: string | null): string {
  let [plain, from] = ["", 0];
  for (const { start, end } of placesIn(words, region)) {
    plain += `${words.slice(from, start)} `;
    from = end;
  }
  return plain + words.slice(from);
}
