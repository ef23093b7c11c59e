import type { Span } from "../model/offsets.ts";
import { parseChineseNumeral } from "../text/numbers.ts";

const NUMBER = "[两二三四五六七八九十]{1,2}|\\d{1,2}";
const KIND = "(?:大)?(?:项|类|个|种|方面|部|条|家|件|处|所|地|点|批|支|本)";
/** A、B、C等三项工作, A和B是反映最集中的两类问题: the number stands behind what it counts. */
const COUNTED_BEHIND = new RegExp(
  `(?<=^|[，。；：,;:\\n])(?<run>[^，。；：,;:\\n]*?、[^，。；：、,;:\\n]+?)(?:等|[是为][^，。；：、,;:\\n]{0,12}?|(?<![设立建办开推成增有共达为出到派获评发]))(?<count>${NUMBER})${KIND}`,
  "gu",
);
/** 3项，分别是A、B和C: the number stands in front. */
const COUNTED_BEFORE = new RegExp(
  `(?<count>${NUMBER})${KIND}[^。；\\n]{0,16}?(?:分别(?:是|为)|包括|即|[:：])(?<run>[^，。；,;\\n]*?[、和与及][^，。；,;\\n]*)`,
  "gu",
);
/** What leads to the first item and is none of it. */
const LEADS = /^(?:[我全本][省市区县](?:的)?|在|对|以|将|把|从|向|由|就|围绕|针对|聚焦|突出|抓好|其中)/u;
const BETWEEN = /、|以及|[和与及]/gu;
const ASKED_COUNT = new RegExp(`(?:哪|是|分)(?:最[\\p{sc=Han}]{1,4}的)?(?<count>${NUMBER})${KIND}`, "u");

/** The number of things that a question asks to be named (哪三项): null where it says none. */
export function askedCount(question: string): number | null {
  return readCount(ASKED_COUNT.exec(question)?.groups?.count);
}

/**
 * The things that a sentence names and counts in one breath (A、B、C等三项工作; 3项，分别是A、B和C), as spans of `text`: only
 * where they are as many as it says, and as many as `count` where that is given. Empty where none are.
 */
export function inlineItems(text: string, count: number | null): Span[] {
  for (const pattern of [COUNTED_BEFORE, COUNTED_BEHIND])
    for (const match of text.matchAll(pattern)) {
      const { run = "", count: written } = match.groups ?? {};
      const wanted = readCount(written);
      if (wanted === null || wanted < 2 || (count !== null && wanted !== count)) continue;
      const from = match.index + match[0].indexOf(run);
      const skipped = LEADS.exec(run)?.[0].length ?? 0;
      const items = split(run.slice(skipped), from + skipped);
      if (items.length === wanted) return items;
    }
  return [];
}

/** True where a sentence says a number of things (三项工作) that is the one asked for. */
export function countsSo(text: string, count: number): boolean {
  return [...text.matchAll(new RegExp(`(${NUMBER})${KIND}`, "gu"))].some(([, written]) => readCount(written) === count);
}

/** The items of a run, parted at every link: where one of them stands within an item, they are more than were counted. */
function split(run: string, from: number): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const { index, 0: link } of [...run.matchAll(BETWEEN), { index: run.length, 0: "" }]) {
    if (index > start) spans.push({ start: from + start, end: from + index });
    start = index + link.length;
  }
  return spans;
}

function readCount(written: string | undefined): number | null {
  if (written === undefined) return null;
  if (/^\d/u.test(written)) return Number(written);
  return written === "两" ? 2 : parseChineseNumeral(written);
}
