import type { Certainty, Report } from "../model/report.ts";
import { type Fingerprint, fingerprintText, HALF, parsePrint, shareOfEqual } from "./fingerprint-text.ts";
import { isCopy } from "./is-copy.ts";

/**
 * Bands by which fingerprints meet (locality-sensitive hashing): two numbers of the wording and two of the figures.
 * Texts that share 65 % of the wording and 70 % of the figures meet with 97 % in one of the 16 bands, those that share
 * 10 % of each with less than one in 500.
 */
const BANDS = HALF / 2;
/** Bands of wording alone, for texts with few figures, of which a date at the top changes many. */
const WORD_BANDS = HALF / 4;
/** Below this the fingerprints say that the texts are others. */
const LEAST_ALIKE = 0.4;
/** Reports of one template meet in one band by the thousand; no report is compared with more of a band than these. */
const MAX_IN_BAND = 64;
/**
 * No report is looked at closely beside more others than these, the likest first: that takes a millisecond each, and a
 * copy is among the very likest.
 */
const MAX_COMPARED = 4;
/** A text this much shorter was cut off, which is worse than having been repaired. */
const CUT_OFF = 0.9;

/**
 * The same report from several places: for each row of a report that is a copy, the row of the one to keep. Of the
 * copies the one is kept of which most facts were given by a person, then whose identity is more certain, then that is
 * not cut off, then with fewer suspicious words, then with fewer repairs, then the longer, then the first by row.
 * Takes time in proportion to the number of reports, whatever they are.
 */
export function findCopies(reports: readonly Report[]): ReadonlyMap<number, number> {
  const groups: number[][] = [];
  const groupOf = new Map<number, number[]>();
  const prints: Fingerprint[] = [];
  const buckets = new Map<number, number[]>();
  for (const [row, report] of reports.entries()) {
    const print = report.fingerprint === undefined ? fingerprintText(report.text) : parsePrint(report.fingerprint);
    const keys = bandKeys(print);
    const like = likest(print, candidates(keys, buckets), prints).find((other) => {
      const text = reports[other];
      return text !== undefined && isCopy(report, text);
    });
    const group = like === undefined ? undefined : groupOf.get(like);
    if (group === undefined) groups.push([row]);
    group?.push(row);
    groupOf.set(row, group ?? groups.at(-1) ?? []);
    prints.push(print);
    for (const key of keys) addTo(buckets, key, row);
  }
  return new Map(groups.flatMap((rows) => pointToBest(rows, reports)));
}

function likest(print: Fingerprint, rows: readonly number[], prints: readonly Fingerprint[]): number[] {
  const likeness = new Map<number, number>();
  for (const row of rows) {
    const other = prints[row];
    const words = other === undefined ? 0 : shareOfEqual(print, other, 0);
    if (other !== undefined && words >= LEAST_ALIKE) likeness.set(row, words + shareOfEqual(print, other, HALF));
  }
  const sorted = [...likeness].sort((one, other) => other[1] - one[1] || one[0] - other[0]);
  return sorted.slice(0, MAX_COMPARED).map(([row]) => row);
}

/** Each row but the best with the best. */
function pointToBest(rows: readonly number[], reports: readonly Report[]): [number, number][] {
  if (rows.length < 2) return [];
  const longest = Math.max(...rows.map((row) => reports[row]?.text.length ?? 0));
  const ranked = rows
    .map((row) => ({ row, rank: rankOf(reports[row], longest) }))
    .sort((one, other) => compareRanks(one.rank, other.rank) || one.row - other.row);
  const best = ranked[0]?.row ?? -1;
  return rows.filter((row) => row !== best).map((row) => [row, best]);
}

const CERTAINTIES: Readonly<Record<Certainty, number>> = { given: 0, stated: 2, inferred: 1, unknown: 0 };

/** Bigger is better, from the first number on. */
function rankOf(report: Report | undefined, longest: number): readonly number[] {
  if (report === undefined) return [];
  const { title, issuer, region, level, year, date } = report.identity;
  const facts = [title, issuer, region, level, year, date];
  return [
    facts.filter(({ certainty }) => certainty === "given").length,
    facts.reduce((sum, { certainty }) => sum + CERTAINTIES[certainty], 0),
    report.text.length >= CUT_OFF * longest ? 1 : 0,
    -report.suspects.length,
    -report.repairs.reduce((sum, { count }) => sum + count, 0),
    report.text.length,
  ];
}

function compareRanks(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((value, place) => value !== other[place]);
  return at < 0 ? 0 : (other[at] ?? 0) - (one[at] ?? 0);
}

function bandKeys(print: Fingerprint): number[] {
  const keys: number[] = [];
  for (let band = 0; band < BANDS; band++)
    keys.push(
      joinHashes(band, [print[2 * band], print[2 * band + 1], print[HALF + 2 * band], print[HALF + 2 * band + 1]]),
    );
  for (let band = 0; band < WORD_BANDS; band++)
    keys.push(joinHashes(BANDS + band, [...print.subarray(4 * band, 4 * band + 4)]));
  return keys;
}

function joinHashes(band: number, hashes: readonly (number | undefined)[]): number {
  return hashes.reduce<number>(
    (joined, hash) => Math.imul(joined ^ (hash ?? 0), 0x9e3779b1) ^ (joined >>> 15),
    band + 1,
  );
}

function candidates(keys: readonly number[], buckets: ReadonlyMap<number, readonly number[]>): number[] {
  return [...new Set(keys.flatMap((key) => buckets.get(key) ?? []))].sort((one, other) => one - other);
}

function addTo(buckets: Map<number, number[]>, key: number, row: number): void {
  const bucket = buckets.get(key);
  if (bucket === undefined) buckets.set(key, [row]);
  else if (bucket.length < MAX_IN_BAND) bucket.push(row);
}
