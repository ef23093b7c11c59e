import type { Report } from "../model/report.ts";
import { type ScannedFigure, scanFigures } from "../text/figure-scan.ts";
import { type CondensedText, condenseText, hashWindows } from "./fingerprint-text.ts";

/** Characters that have to be the same in a row where the common stretch of two texts begins and ends. */
const ANCHOR = 16;
/** Windows that the wording of the common stretch is compared by: one damaged character costs this many. */
const WINDOW = 6;
/** The shorter text may be this much shorter: a copy that was cut off. Less of a report is an excerpt. */
const LEAST_LENGTH = 0.6;
/** Beginnings and ends that differ by no more characters than this are the same sentence, written otherwise. */
const SAME_REST = 4;
/** With the time of day. */
const DATE = /\d{4}\s?[-年./]\s?\d{1,2}\s?[-月./]\s?\d{1,2}日?(?:\s?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?/gu;
/** Of the shorter text this much belongs to the common stretch; the rest is what the site put around it. */
const LEAST_COMMON = 0.8;
/** Of the windows of the common stretch this share is in both. */
const LEAST_EQUAL = 0.8;

/**
 * Whether two reports are one text from two places. What they say of themselves must not differ, their wording is
 * nearly the same from where they begin to agree to where they end to, and there every figure is the same in the same
 * order: last year's report, or a neighbour's from the same template, is another report.
 */
export function isCopy(one: Report, other: Report): boolean {
  if (contradict(one, other)) return false;
  if (one.text === other.text) return true;
  const texts = [condenseText(one.text), condenseText(other.text)] as const;
  const lengths = texts.map(({ units }) => units.length);
  const shorter = Math.min(...lengths);
  if (shorter < ANCHOR || shorter < LEAST_LENGTH * Math.max(...lengths)) return false;
  const common = findCommon(...texts);
  if (common === null) return false;
  const [here, there] = common;
  const sizes = [here.end - here.start, there.end - there.start] as const;
  if (Math.min(...sizes) < LEAST_COMMON * shorter) return false;
  if (equalShare(cut(texts[0], here), cut(texts[1], there)) < LEAST_EQUAL) return false;
  const mine = { text: one.text, condensed: texts[0], common: here };
  const theirs = { text: other.text, condensed: texts[1], common: there };
  return sameFigures(commonFigures(mine), commonFigures(theirs)) && !differAtEdges(mine, theirs);
}

/** Different places, years or issuers are different reports, however alike the words are. */
function contradict(one: Report, other: Report): boolean {
  const differ = (key: "region" | "year" | "issuer") => {
    const [mine, theirs] = [one.identity[key].value, other.identity[key].value];
    return mine !== null && theirs !== null && mine !== theirs;
  };
  if (differ("year") || differ("region")) return true;
  if (one.identity.region.value !== null && other.identity.region.value !== null) return false;
  return differ("issuer") || differentPlaces(one.identity.title.value, other.identity.title.value);
}

/** Places in titles, for those that are in no list of divisions. */
function differentPlaces(one: string | null, other: string | null): boolean {
  const placeOf = (title: string | null) => /^[^\d\s]*?[省市区县州旗盟镇乡]/u.exec(title ?? "")?.[0];
  const [mine, theirs] = [placeOf(one), placeOf(other)];
  return mine !== undefined && theirs !== undefined && !mine.endsWith(theirs) && !theirs.endsWith(mine);
}

/** A stretch in units of a condensed text. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * From the first words that stand once in each text to the last such words; null when there are none. Phrases that
 * come again and again do not tell which of their places is meant.
 */
function findCommon(one: CondensedText, other: CondensedText): readonly [Stretch, Stretch] | null {
  const mine = placesOfUnique(one);
  const theirs = placesOfUnique(other);
  const shared = [...mine].filter(([hash]) => theirs.has(hash));
  const [first, last] = [shared[0], shared.at(-1)];
  if (first === undefined || last === undefined) return null;
  return [
    { start: first[1], end: last[1] + ANCHOR },
    { start: theirs.get(first[0]) ?? 0, end: (theirs.get(last[0]) ?? 0) + ANCHOR },
  ];
}

/** In the order of the text. */
function placesOfUnique({ units }: CondensedText): ReadonlyMap<number, number> {
  const places = new Map<number, number>();
  const repeated = new Set<number>();
  for (const [at, hash] of hashWindows(units, ANCHOR).entries()) {
    if (places.has(hash)) repeated.add(hash);
    else places.set(hash, at);
  }
  for (const hash of repeated) places.delete(hash);
  return places;
}

function cut({ units }: CondensedText, { start, end }: Stretch): Uint16Array {
  return units.subarray(start, end);
}

/** Share of the windows of the one text that the other has too, whichever of the two has fewer. */
function equalShare(one: Uint16Array, other: Uint16Array): number {
  const mine = new Set(hashWindows(one, WINDOW));
  const theirs = new Set(hashWindows(other, WINDOW));
  let shared = 0;
  for (const hash of mine) if (theirs.has(hash)) shared++;
  return shared / Math.max(mine.size, theirs.size);
}

interface ComparedText {
  readonly text: string;
  readonly condensed: CondensedText;
  readonly common: Stretch;
}

function commonFigures({ text, condensed, common }: ComparedText): readonly ScannedFigure[] {
  return scanFigures(sliceUnits(text, condensed, common.start, common.end));
}

/** Units `from` to `to`, with the marks between them. */
function sliceUnits(text: string, { places }: CondensedText, from: number, to: number): string {
  const last = Math.min(to, places.length) - 1;
  return last < from ? "" : text.slice(places[Math.max(0, from)], (places[last] ?? 0) + 1);
}

/**
 * Whether the first or last sentence differs in a figure: the common stretch ends in front of it then. What a site put
 * before or behind a text is longer in one place than in another, and its dates say when it was put there.
 */
function differAtEdges(one: ComparedText, other: ComparedText): boolean {
  const pairs = [
    [headOf(one), headOf(other)],
    [tailOf(one), tailOf(other)],
  ] as const;
  return pairs.some(([mine, theirs]) => {
    if (mine.rest === 0 || theirs.rest === 0 || Math.abs(mine.rest - theirs.rest) > SAME_REST) return false;
    const figures = [mine, theirs].map(({ edge }) => scanFigures(edge.replace(DATE, "")));
    return !sameFigures(figures[0] ?? [], figures[1] ?? []);
  });
}

interface Edge {
  /** Units outside the common stretch. */
  readonly rest: number;
  /** They and a few of the common ones, for a figure that begins or ends there. */
  readonly edge: string;
}

function headOf({ text, condensed, common }: ComparedText): Edge {
  return { rest: common.start, edge: sliceUnits(text, condensed, 0, common.start + ANCHOR) };
}

function tailOf({ text, condensed, common }: ComparedText): Edge {
  const { length } = condensed.units;
  return { rest: length - common.end, edge: sliceUnits(text, condensed, common.end - ANCHOR, length) };
}

/** By value: a unit may be written in two ways, a figure may not. */
function sameFigures(one: readonly ScannedFigure[], other: readonly ScannedFigure[]): boolean {
  if (one.length !== other.length) return false;
  return one.every((figure, at) => figure.value === other[at]?.value && figure.upper === other[at]?.upper);
}
