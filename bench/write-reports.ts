import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ScriptConverter } from "../src/core/ports/script-converter.ts";
import { readDivisions } from "../src/core/reading/division-forms.ts";
import { createRandom, type Random, writeCleanText } from "../src/testing/clean-text.ts";
import { dirtyText, NOISE_KINDS } from "../src/testing/dirty-text.ts";

/** A library of a country: each county for several years. */
export const DEFAULT_REPORTS = 10_000;
const CHARS_PER_REPORT = 1_250;
const PER_FOLDER = 500;
const FIRST_YEAR = 2015;
const YEARS = 10;
/** The opening of a generated text with its own place: what stands behind it is told of the report's place instead. */
const OPENING = /^\p{sc=Han}+\d{4}年度法治政府建设情况报告\n\d{4}年，/u;

export interface PlaceAndYear {
  readonly place: string;
  readonly year: number;
}

/** Cities and counties whose name no other has, so that a name alone is a place. */
let places: readonly string[] | undefined;

function listPlaces(): readonly string[] {
  const all = readDivisions().filter(({ level, name }) => level !== "省级" && name.length > 2);
  const counts = new Map<string, number>();
  for (const { name } of all) counts.set(name, (counts.get(name) ?? 0) + 1);
  return all.filter(({ name }) => counts.get(name) === 1).map(({ name }) => name);
}

/** Whose report a row is: ten years of each place, some 2,500 places, then again from the first. */
export function placeAndYearOf(row: number): PlaceAndYear {
  places ??= listPlaces();
  return {
    place: places[Math.floor(row / YEARS) % places.length] ?? "",
    year: FIRST_YEAR + (row % YEARS),
  };
}

/**
 * One generated report: our own sentences, damaged like the real ones; two in five scraped (Traditional, glossed,
 * with a footer), the rest clean, as among the five originals. Most give the yearly figures that all such reports give.
 */
export function generateReport(row: number, converter: ScriptConverter): string {
  const random = createRandom(row + 1);
  const { place, year } = placeAndYearOf(row);
  const parts = [`${place}${year}年度法治政府建设情况报告\n`];
  for (let chars = 0; chars < CHARS_PER_REPORT; chars += parts.at(-1)?.length ?? CHARS_PER_REPORT)
    parts.push(writeCleanText(random).replace(OPENING, parts.length === 1 ? `${year}年，` : "同时，"));
  parts.push(`五、年度数据\n${writeYearlyFigures(random)}\n`);
  const clean = parts.join("");
  return row % 5 < 2 ? dirtyText(clean, random, NOISE_KINDS, converter).raw : clean;
}

/** Each indicator in about nine reports of ten: in thousands of ten thousand. */
function writeYearlyFigures(random: Random): string {
  const count = (most: number) => String(1 + Math.floor(random() * most));
  return [
    `全年行政机关负责人出庭应诉率为${(60 + random() * 40).toFixed(2)}%。`,
    `新收行政复议申请${count(3000)}件，受理行政复议案件${count(2000)}件，审结行政复议案件${count(2000)}件。`,
    `办理法律援助案件${count(5000)}件，为群众挽回损失${count(900)}万元。`,
    `开展普法宣传活动${count(2000)}场次。`,
  ]
    .filter(() => random() < 0.9)
    .join("");
}

/** Writes `count` generated reports into folders below `dir`; returns the bytes written. */
export async function writeReports(dir: string, count: number, converter: ScriptConverter): Promise<number> {
  let bytes = 0;
  for (let row = 0; row < count; row++) {
    const folder = join(dir, String(Math.floor(row / PER_FOLDER)));
    if (row % PER_FOLDER === 0) await mkdir(folder, { recursive: true });
    const text = generateReport(row, converter);
    bytes += Buffer.byteLength(text);
    await writeFile(join(folder, `report-${row}.txt`), text);
  }
  return bytes;
}
