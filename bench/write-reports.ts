import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ScriptConverter } from "../src/core/ports/script-converter.ts";
import { createRandom, writeCleanText } from "../src/testing/clean-text.ts";
import { dirtyText, NOISE_KINDS } from "../src/testing/dirty-text.ts";

const CHARS_PER_REPORT = 1_250;
const PER_FOLDER = 500;
const CITIES = ["江门市", "清远市", "珠海市", "韶关市", "梅州市", "惠州市", "汕尾市", "河源市", "阳江市", "湛江市"];

/**
 * One generated report: our own sentences, damaged like the real ones; two in five scraped (Traditional, glossed,
 * with a footer), the rest clean, as among the five originals.
 */
export function generateReport(row: number, converter: ScriptConverter): string {
  const random = createRandom(row + 1);
  const city = CITIES[row % CITIES.length] ?? "江门市";
  const year = 2015 + (Math.floor(row / CITIES.length) % 10);
  const parts = [`${city}${year}年度法治政府建设情况报告（第${row}号）`];
  for (let chars = 0; chars < CHARS_PER_REPORT; chars += parts.at(-1)?.length ?? CHARS_PER_REPORT)
    parts.push(writeCleanText(random));
  const clean = `${parts.join("\n")}\n`;
  return row % 5 < 2 ? dirtyText(clean, random, NOISE_KINDS, converter).raw : clean;
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
