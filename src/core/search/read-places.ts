import type { Span } from "../model/offsets.ts";
import type { Report } from "../model/report.ts";
import { findForms } from "../reading/division-forms.ts";
import { divisionsOfPath } from "../reading/division-path.ts";
import { divisionAt, WORD_BEGINS_AFTER } from "../reading/divisions.ts";
import { type LibraryPlaces, libraryPlaces } from "./library-places.ts";
import { addUnknownNames, addUnknownParts, longerName, type PlaceName } from "./unknown-places.ts";

/**
 * A place named in a question. `path` is its full path where one is known: 广东省江门市江海区. The span takes in the
 * places in front that say where it lies; mentions with the same span are places of one name, of which one was meant.
 */
export interface RegionMention extends Span {
  readonly name: string;
  readonly path: string;
}

/** Words of any city for a part of itself: a division only by its parent's name or the library's. */
const COMMON_NOUN = /^(?:[城郊矿东西南北]区|[新老]城区|城[中东西南北]区|高新区|开发区|新市区|工农区|港口区|站前区)$/u;
/** 斗门镇 is a town in 斗门区, not the district: only what names it answers. */
const TOWN_SUFFIX = /^(?:镇(?![街村域政上里])|乡(?![镇村下里])|街道(?!办|执法|上))/u;
const SIDE_BY_SIDE = /[和与跟及同、比。？?；;]|还是/u;
/** 江门2023年的材料里，江海区…: the report is the city's, whatever it tells of its part. */
const IN_REPORT = /报告|材料|资料|文件/u;
const COMPARED = /分别|相比|对比|比较|谁|哪[个些]|各(?:是|有|为|多少)/u;
/** A parent that no list knows, in front of a name: 北江省云泽市. 全市 and 直辖市 name no place. */
const UNKNOWN_PARENT =
  /(?<!\p{sc=Han})(?:[^\p{sc=Han}]|.*[年问下在])?(\p{sc=Han}{2,6}?(?<![全我本该各哪外城]|直辖|地级|县级)(?:省|自治区|市|自治州|地区|盟))$/u;

/**
 * Places named in a folded question, in order. A parent that the question names decides which of several namesakes is
 * meant and is told with its part (长春市朝阳区, 韶关市2023年浈江区); a part that it does not have is a place that nobody
 * reports on. Left open, the namesakes of which the library has reports are given, all with one span. `spans` are the
 * places of all names, parents that are left out among them.
 */
export function readPlaces(
  folded: string,
  reports: readonly Report[],
  severalYears: boolean,
): { readonly mentions: RegionMention[]; readonly spans: readonly Span[] } {
  const library = libraryPlaces(reports);
  const places = chainNames(folded, findNames(folded, library), library);
  addUnknownNames(folded, places, (name) => reports.some((report) => isTitled(report, name)));
  addUnknownParts(folded, places);
  const kept = narrowByContext(folded, withoutProgrammes(folded, places), severalYears);
  const mentions = kept.flatMap((place) => {
    const paths = choosePaths(place, library);
    return paths.map((path) => {
      const name = path.endsWith(place.text) ? place.text : (divisionsOfPath(path).at(-1) ?? path);
      return { name, path, start: place.start, end: place.end };
    });
  });
  const undecided = (start: number) =>
    kept.some((place) => place.start === start) && !mentions.some((mention) => mention.start === start);
  return { mentions, spans: withoutProgrammes(folded, places).filter(({ start }) => !undecided(start)) };
}

/** Names of the library that no gazetteer knows first, then the gazetteer's, then short names that are words. */
function findNames(folded: string, library: LibraryPlaces): PlaceName[] {
  const names: PlaceName[] = [];
  const add = (name: PlaceName) => {
    if (names.every((other) => name.end <= other.start || other.end <= name.start)) names.push(name);
  };
  const known = findForms(folded);
  /** 云梦 is a county, 云梦泽市 is none; 桃源区 is not 桃源县. */
  const addLonger = (start: number, end: number): boolean => {
    const rest = longerName(folded, start, end);
    if (rest === null || known.some((other) => other.start >= end && other.start < end + rest.length - 1)) return false;
    const text = folded.slice(start, end) + rest;
    if (library.called.has(text)) return false;
    add({ text, paths: [text], full: true, firm: true, start, end: end + rest.length });
    return true;
  };
  const addAll = (texts: readonly string[], firm: (start: number, end: number) => boolean) => {
    for (const text of texts)
      for (let at = folded.indexOf(text); at >= 0; at = folded.indexOf(text, at + text.length)) {
        const paths = library.called.get(text) ?? [];
        const full = paths.some((path) => path.endsWith(text));
        const end = at + text.length;
        if (!firm(at, end) || (!full && addLonger(at, end))) continue;
        add({ text, paths, full, firm: true, start: at, end });
      }
  };
  addAll(library.ownNames, () => true);
  for (const { form, start, end } of known) {
    const full = form.divisions[0]?.name === form.text;
    if (!full && addLonger(start, end)) continue;
    const own = library.called.get(form.text) ?? [];
    const town = full ? undefined : TOWN_SUFFIX.exec(folded.slice(end))?.[0];
    if (town !== undefined && own.length > 0) {
      const text = form.text + town;
      add({ text, paths: own.map((path) => path + text), firm: true, full: true, start, end: end + town.length });
      continue;
    }
    const paths = [...new Set([...form.divisions.map(({ path }) => path), ...own])];
    const free = beginsFreely(folded, start);
    const common = COMMON_NOUN.test(form.text);
    const generic = common ? free && own.length > 0 : free || own.length > 0;
    const firm = { official: true, short: true, careful: free, generic }[form.kind];
    add({ text: form.text, paths, firm, full, start, end });
  }
  addAll(
    library.ordinaryNames,
    (start, end) => beginsFreely(folded, start) && /^(?:[\d，,？?。]|[今去]年|$)/u.test(folded.slice(end)),
  );
  return names.sort((a, b) => a.start - b.start);
}

/** 法治广东建设考评, 平安江门: a programme bears the name of a place. */
const PROGRAMME = /(?:法治|平安|美丽|数字|健康|信用|文明|智慧|绿美)$/u;

/** 香港律师事务所, 澳门居民: whence somebody comes. Neither place makes such a report. */
const ORIGIN = /^(?:香港|澳门|台湾)$/u;
const OF_ORIGIN =
  /^(?:的)?(?:律师|律所|居民|同胞|市民|青年|学生|人士|籍|企业|公司|商人|商会|投资|资本|大学|高校|法律|仲裁|联营|游客|车|永久)/u;

/** The places without those that only name a programme or an origin, where another is named. */
function withoutProgrammes(folded: string, places: readonly PlaceName[]): readonly PlaceName[] {
  const isOrigin = ({ text, end }: PlaceName) => ORIGIN.test(text) && OF_ORIGIN.test(folded.slice(end));
  const named = places.filter(
    (place) => !isOrigin(place) && (place.full || !PROGRAMME.test(folded.slice(0, place.start))),
  );
  return named.length > 0 ? named : places;
}

function isTitled({ identity }: Report, name: string): boolean {
  return `${identity.title.value ?? ""}${identity.issuer.value ?? ""}`.includes(name);
}

function beginsFreely(folded: string, start: number): boolean {
  return start === 0 || WORD_BEGINS_AFTER.test(folded[start - 1] ?? "") || /\d年度?$/u.test(folded.slice(0, start));
}

/** Joins names that stand side by side into one place: 广东省|江门市|江海区. */
function chainNames(folded: string, names: readonly PlaceName[], library: LibraryPlaces): PlaceName[] {
  const places: PlaceName[] = [];
  for (const name of names) {
    const previous = places.at(-1);
    const gap = folded.slice(previous?.end ?? 0, name.start);
    const below = previous === undefined || !/^[\s的]?$/u.test(gap) ? [] : pathsWithin(name.paths, previous.paths);
    if (previous !== undefined && below.length > 0) {
      places[places.length - 1] = { ...name, paths: below, firm: true, start: previous.start };
      continue;
    }
    const mayLie = name.full && name.text.length > 2 && !COMMON_NOUN.test(name.text);
    if (previous !== undefined && gap === "" && mayLie && tierOf(name.paths) > tierOf(previous.paths)) {
      const paths = previous.paths.map((path) => path + name.text);
      places[places.length - 1] = { ...name, paths, firm: true, start: previous.start };
      continue;
    }
    // 云梦 is a county, 云梦泽市 is not known.
    const partly = previous !== undefined && !previous.full && gap !== "";
    const words = partly ? folded.slice(previous.start, name.start) : gap;
    const parent = mayLie ? UNKNOWN_PARENT.exec(words)?.[1] : undefined;
    if (parent !== undefined && tierOf([parent]) < tierOf(name.paths) && !library.called.has(parent)) {
      if (partly && previous.end > name.start - parent.length) places.pop();
      places.push({ ...name, paths: [parent + name.text], firm: true, start: name.start - parent.length });
    } else if (name.firm) places.push(name);
  }
  return places;
}

/** Other places of the question say which namesake is meant; a parent that only says where its part lies is left out. */
function narrowByContext(folded: string, places: readonly PlaceName[], severalYears: boolean): PlaceName[] {
  const dropped = new Set<number>();
  const narrowed: PlaceName[] = [];
  for (const [row, place] of places.entries()) {
    let paths = place.paths;
    for (let before = row - 1; before >= 0; before--) {
      const other = narrowed[before];
      if (other === undefined) continue;
      const below = pathsWithin(paths, other.paths);
      const siblings =
        paths.length > 1
          ? pathsWithin(
              paths,
              other.paths.map(parentPath).filter((path) => path !== ""),
            )
          : [];
      if (below.length === 0 && siblings.length === 0) continue;
      paths = below.length > 0 ? below : siblings;
      const between = folded.slice(other.end, place.start);
      const apart = SIDE_BY_SIDE.test(between) || IN_REPORT.test(between) || COMPARED.test(folded) || severalYears;
      if (below.length > 0 && !apart) dropped.add(before);
      break;
    }
    const behind = places[row + 1];
    if (paths.length > 1 && behind !== undefined) {
      const below = pathsWithin(paths, behind.paths);
      if (below.length > 0) paths = below;
    }
    narrowed.push(paths === place.paths ? place : { ...place, paths });
  }
  return narrowed.filter((_, row) => !dropped.has(row));
}

/** The divisions that a name may mean: the highest (吉林 is the province), and of these those of the library. */
function choosePaths({ text, paths, full }: PlaceName, library: LibraryPlaces): readonly string[] {
  const best = tierOf(paths);
  const highest = paths.filter((path) => tierOf([path]) === best);
  const own = highest.filter((path) => library.paths.has(path));
  // 云泽市 and 南江省云泽市 are one place where no other is called so.
  const shortest = own.filter((path) => own.every((other) => other.endsWith(path)));
  if (own.length > 0) return own.length === 2 && shortest.length === 1 ? shortest : own;
  if (highest.length === 1) return highest;
  return full ? [text] : [];
}

function pathsWithin(paths: readonly string[], parents: readonly string[]): readonly string[] {
  return paths.filter((path) => parents.some((parent) => path !== parent && path.startsWith(parent)));
}

function parentPath(path: string): string {
  return divisionsOfPath(path).slice(0, -1).join("");
}

/** 0 for a province, 1 for a prefecture, 2 for what lies below: the highest of the paths. */
function tierOf(paths: readonly string[]): number {
  return paths.reduce((best, path) => Math.min(best, tierOfPath(path)), 2);
}

function tierOfPath(path: string): number {
  const level = divisionAt(path)?.level;
  if (level !== undefined) return level === "省级" ? 0 : /^(?:地级市|地区|自治州|盟)$/u.test(level) ? 1 : 2;
  if (/(?:省|自治区)$/u.test(path)) return 0;
  return /(?:市|州|盟|地区)$/u.test(path) ? 1 : 2;
}
