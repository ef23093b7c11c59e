import type { Certainty, Report } from "../model/report.ts";
import { fingerprintText, formatPrint, HALF, parsePrint, shareOfEqual } from "./fingerprint-text.ts";
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
 * Reports that are not new were compared before: only new ones are, with all. Takes time in proportion to the number of
 * reports, whatever they are.
 */
export function findCopies(
  reports: readonly Report[],
  isNew: (row: number) => boolean = () => true,
): ReadonlyMap<number, number> {
  const prints = reports.map((report) => report.fingerprint ?? formatPrint(fingerprintText(report.text)));
  const rows = [...reports.keys()];
  const [older, newer] = [rows.filter((row) => !isNew(row)), rows.filter(isNew)];
  const wanted = new Set(newer.flatMap((row) => bandKeys(prints[row] ?? "")));
  const groupOf = new Map(older.map((row) => [row, [row]]));
  const buckets = new Map<string, number[]>();
  const remember = (row: number) => {
    for (const key of bandKeys(prints[row] ?? "")) if (wanted.has(key)) addTo(buckets, key, row);
  };
  older.forEach(remember);
  for (const row of newer) {
    const like = likest(row, candidates(bandKeys(prints[row] ?? ""), buckets), prints).find((other) => {
      const [one, text] = [reports[row], reports[other]];
      return one !== undefined && text !== undefined && isCopy(one, text);
    });
    const group = (like === undefined ? undefined : groupOf.get(like)) ?? [];
    group.push(row);
    groupOf.set(row, group);
    remember(row);
  }
  return new Map([...new Set(groupOf.values())].flatMap((group) => pointToBest(group, reports)));
}

function likest(row: number, others: readonly number[], prints: readonly string[]): number[] {
  if (others.length === 0) return [];
  const print = parsePrint(prints[row] ?? "");
  const likeness = new Map<number, number>();
  for (const other of others) {
    const otherPrint = parsePrint(prints[other] ?? "");
    const words = shareOfEqual(print, otherPrint, 0);
    if (words >= LEAST_ALIKE) likeness.set(other, words + shareOfEqual(print, otherPrint, HALF));
  }
  const sorted = [...likeness].sort((one, other) => other[1] - one[1] || one[0] - other[0]);
  return sorted.slice(0, MAX_COMPARED).map(([other]) => other);
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

/** Stretches of the written fingerprint, eight digits a number, each with the name of its band. */
function bandKeys(print: string): string[] {
  const keys: string[] = [];
  for (let band = 0; band < BANDS; band++)
    keys.push(
      `${band}:${print.slice(16 * band, 16 * band + 16)}${print.slice(8 * HALF + 16 * band, 8 * HALF + 16 * band + 16)}`,
    );
  for (let band = 0; band < WORD_BANDS; band++) keys.push(`w${band}:${print.slice(32 * band, 32 * band + 32)}`);
  return keys;
}

function candidates(keys: readonly string[], buckets: ReadonlyMap<string, readonly number[]>): number[] {
  return [...new Set(keys.flatMap((key) => buckets.get(key) ?? []))].sort((one, other) => one - other);
}

function addTo(buckets: Map<string, number[]>, key: string, row: number): void {
  const bucket = buckets.get(key);
  if (bucket === undefined) buckets.set(key, [row]);
  else if (bucket.length < MAX_IN_BAND) bucket.push(row);
}
