import { STANDARD_INDICATORS } from "../figures/standard-indicators.ts";
import type { Report } from "../model/report.ts";
import { divisionsOfPath } from "../reading/division-path.ts";
import { divisionsCalled } from "../reading/divisions.ts";
import { EVERYDAY_WORD_LINES } from "../search/everyday-word-data.ts";
import { libraryPlaces, shortDivisionName } from "../search/library-places.ts";
import { readQuestionSlots } from "../search/question-slots.ts";
import { soundsAlike } from "../text/sounds-alike.ts";

/** A word of a question that was taken for another, which it differs from in one character. */
export interface MendedWord {
  readonly written: string;
  readonly meant: string;
}

const WINDOW = 4;
/** Whether a word is written as the reports write it is looked up in the texts of so few; of more it is left alone. */
const MAX_TEXTS_READ = 50;
/** Another one of these is another meaning, however it sounds: times, numbers, denials, directions. */
const MEANS_MUCH =
  /[年月日天全去今明前后上下不未无没非否一二三四五六七八九十百千万亿两几多少高低增减升降新旧省市区县镇乡街]/u;

/**
 * A folded question with a place or an indicator mended that is written with one wrong character that sounds like the
 * right one: 汐洲市 where 汐州市 is the one place near it, 成攻率. Only where what is written is no place and no word that
 * is known.
 */
export function mendTypos(
  folded: string,
  reports: readonly Report[],
): { readonly question: string; readonly mended: readonly MendedWord[] } {
  if (reports.length === 0) return { question: folded, mended: [] };
  const mended = [...misspeltPlaces(folded, reports), ...misspeltWords(folded, reports)];
  const question = mended.reduce((text, { written, meant }) => text.replace(written, meant), folded);
  return { question, mended };
}

function misspeltPlaces(folded: string, reports: readonly Report[]): MendedWord[] {
  const { called, paths } = libraryPlaces(reports);
  const unknown = readQuestionSlots(folded, reports).regions.filter(
    ({ name, path }) =>
      !paths.has(path) &&
      divisionsCalled(name).length === 0 &&
      divisionsCalled(shortDivisionName(name), true).length === 0,
  );
  return unknown.flatMap(({ name: written }) => {
    const near = [...called].filter(
      ([name]) => name.length > 2 && differsBySound(written, name) && written.at(-1) === name.at(-1),
    );
    const [[meant, meantPaths] = ["", []], ...others] = near;
    const isOne = others.length === 0 && meantPaths.length === 1 && folded.includes(written);
    // 桐浦区 may be a place of its own that the report of its city tells of.
    const isTold = () =>
      reports.some(({ identity, text }) => isNear(identity.region.value, meantPaths[0]) && text.includes(written));
    return isOne && !isTold() ? [{ written, meant }] : [];
  });
}

/** Whether a report is of a place or of one around it. */
function isNear(region: string | null, path = ""): boolean {
  return region !== null && region !== "" && path.startsWith(divisionsOfPath(region).slice(0, 2).join(""));
}

function differsBySound(written: string, meant: string): boolean {
  if (written.length !== meant.length) return false;
  const differing = [...written].flatMap((char, at) => (char === meant[at] ? [] : [[char, meant[at] ?? ""] as const]));
  const [[one, other] = ["", ""]] = differing;
  return differing.length === 1 && !MEANS_MUCH.test(one + other) && soundsAlike(one, other);
}

/** Runs of four characters of the indicators and of the reports' terms, by the three that are left when one is taken out. */
let termRuns: ReadonlyMap<string, ReadonlySet<string>> | undefined;

function runsOf(text: string): string[] {
  return [...text].flatMap((_, at) => {
    const run = text.slice(at, at + WINDOW);
    return /^\p{sc=Han}{4}$/u.test(run) ? [run] : [];
  });
}

function keysOf(run: string): string[] {
  return [...run].map((_, at) => `${run.slice(0, at)}_${run.slice(at + 1)}`);
}

function readRuns(): ReadonlyMap<string, ReadonlySet<string>> {
  const runs = new Map<string, Set<string>>();
  const terms = EVERYDAY_WORD_LINES.split("\n").map((line) => line.split("|")[0] ?? "");
  for (const run of new Set([...STANDARD_INDICATORS, ...terms].flatMap(runsOf)))
    for (const key of keysOf(run)) runs.set(key, (runs.get(key) ?? new Set()).add(run));
  return runs;
}

function misspeltWords(folded: string, reports: readonly Report[]): MendedWord[] {
  if (reports.length > MAX_TEXTS_READ) return [];
  termRuns ??= readRuns();
  const found = new Map<string, string>();
  for (const written of runsOf(folded)) {
    const near = new Set(keysOf(written).flatMap((key) => [...(termRuns?.get(key) ?? [])]));
    if (near.size === 0 || near.has(written)) continue;
    const [meant, ...others] = [...near].filter((run) => differsBySound(written, run));
    if (meant === undefined || others.length > 0 || reports.some(({ text }) => text.includes(written))) continue;
    const at = [...written].findIndex((char, row) => char !== meant[row]);
    // 行政复议收 of 收到 is no 行政复议受 of 受理: the words go on as the term does.
    if (at === 0 || at === WINDOW - 1) continue;
    const overlaps = [...found.keys()].some((other) => other.includes(written[at] ?? ""));
    if (!overlaps) found.set(written, meant);
  }
  return [...found].map(([written, meant]) => ({ written, meant }));
}
