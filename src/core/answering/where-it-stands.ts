import type { Citation } from "../model/answer.ts";

const PREFIX = "出处：";
/** More places than this are told by the citations alone: a line of them helps nobody. */
const MAX_PLACES = 6;
const NOTE = /[（(][^（()）\d]{6,}[）)]$/u;
const MAX_TITLE_CHARS = 16;
const TO_YEAR = /^.{2,24}?\d{4}年度?/u;
const MAX_HEADING_CHARS = 8;
const HAN_NUMBER = "[一二三四五六七八九十百]+";
/** How a heading is numbered, and how its place is told. */
const NUMBERED: readonly (readonly [heading: RegExp, place: string])[] = [
  [new RegExp(`^\\s*第(${HAN_NUMBER})(?:部分|章)`, "u"), "第$1部分"],
  [new RegExp(`^\\s*(${HAN_NUMBER})[、.．]`, "u"), "第$1部分"],
  [new RegExp(`^\\s*[（(](${HAN_NUMBER})[）)]`, "u"), "第（$1）段"],
  [/^\s*(\d{1,2})[.、．](?!\d)/u, "第$1点"],
];

/** 第三部分第（二）段; a heading without a number by its words: “存在的问题”. Empty where a report has no headings. */
function tellSection(section: readonly string[]): string {
  const places = section.map((heading) => {
    for (const [pattern, place] of NUMBERED) {
      const found = pattern.exec(heading);
      if (found !== null) return place.replace("$1", found[1] ?? "");
    }
    const words = heading.trim();
    return words === ""
      ? ""
      : `“${words.length > MAX_HEADING_CHARS ? `${words.slice(0, MAX_HEADING_CHARS)}…` : words}”`;
  });
  return places.join("");
}

/**
 * 《江门市江海区关于2024年度…》: a long title up to its year says whose report it is; the citation has it in full. A note
 * behind a title (文内无标题…) is left out.
 */
function shortTitle(title: string): string {
  const bare = title.replace(NOTE, "").trim() || title;
  const [beginning = bare] = bare.length > MAX_TITLE_CHARS ? (TO_YEAR.exec(bare) ?? []) : [];
  return `《${beginning}${beginning === bare ? "" : "…"}》`;
}

/**
 * Where the quotes of an answer stand, in one line: 出处：《…》第三部分第（二）段 [1]；第四部分 [2]. Empty for none, and
 * for more places than a reader would look through.
 */
export function tellPlaces(citations: readonly Citation[]): string {
  const places = new Map<string, { readonly title: string; readonly section: string; readonly markers: number[] }>();
  for (const { title, section, marker } of citations) {
    const place = { title: shortTitle(title), section: tellSection(section), markers: [] as number[] };
    const key = place.title + place.section;
    places.set(key, { ...place, markers: [...(places.get(key)?.markers ?? []), marker] });
  }
  if (places.size === 0 || places.size > MAX_PLACES) return "";
  let last = "";
  const told = [...places.values()].map(({ title, section, markers }) => {
    const name = title === last && section !== "" ? section : title + section;
    last = title;
    return `${name} ${tellMarkers(markers)}`;
  });
  return `${PREFIX}${told.join("；")}`;
}

/** [1][2]; of many the first and the last: [1]–[8]. */
function tellMarkers(markers: readonly number[]): string {
  const [first, last] = [markers[0], markers.at(-1)];
  return markers.length > 3 ? `[${first}]–[${last}]` : markers.map((marker) => `[${marker}]`).join("");
}

/** True for a line that says no more than where the citations stand; every other line has to be verified. */
export function isPlacesLine(line: string, citations: readonly Citation[]): boolean {
  if (!line.startsWith(PREFIX)) return false;
  const named = new Set([...line.matchAll(/\[(\d+)\]/gu)].map(([, marker]) => Number(marker)));
  const ranges = [...line.matchAll(/\[(\d+)\]–\[(\d+)\]/gu)].map(([, from, to]) => [Number(from), Number(to)] as const);
  const cited = citations.filter(
    ({ marker }) => named.has(marker) || ranges.some(([from, to]) => from <= marker && marker <= to),
  );
  return line === tellPlaces(cited);
}
