import { foldForComparison, foldForLookup } from "./clean-text.ts";
import { findSharedRuns, isAllowedRun } from "./find-shared-runs.ts";
import { type Figure, scanFigures, scanQuotedNames } from "./scan-figures.ts";

/** Shorter shared runs are ordinary official wording that two writers would both use. */
const MAX_SHARED_HAN = 15;

/** One thing wrong with a digest, as a line for the reader. */
export type Problem = string;

const CHAPTER_HEADING = /^[一二三四五六七八九十]+、/u;

/**
 * Splits a report into its preamble and chapters. Chapters start at `一、` headings; a report without them
 * (scraped pages lose numbering) at its short lines that end without a full stop, wrapped headings joined.
 *
 * @returns The preamble (may be empty) first, then one text for each chapter, heading included.
 */
export function splitChapters(text: string): string[] {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const isNumbered = lines.filter((line) => CHAPTER_HEADING.test(line.trim())).length >= 2;
  const isHeading = (line: string): boolean =>
    isNumbered ? CHAPTER_HEADING.test(line.trim()) : line.trim().length <= 30 && !/[。.!:;]$/u.test(line.trim());
  const chapters: string[][] = [[]];
  let previousWasHeading = false;
  for (const line of lines) {
    const startsChapter = isHeading(line) && (isNumbered || !previousWasHeading);
    if (startsChapter) chapters.push([]);
    chapters.at(-1)?.push(line);
    previousWasHeading = isHeading(line);
  }
  return chapters.map((chapter) => chapter.join("\n"));
}

/** A digest has to say what it is before a reader takes it for the report: within its first four lines. */
export function checkNotice(digest: string): Problem[] {
  const opening = digest.split("\n").slice(0, 4).join("\n");
  const missing = ["摘编", "公开", "重述"].filter((word) => !opening.includes(word));
  return missing.length === 0 ? [] : [`开头四行没有说明这是依据公开报告重述的摘编(缺“${missing.join("”“")}”)`];
}

/** The digest's own words on itself carry no facts of the report. */
export function withoutNotice(digest: string): string {
  return digest
    .split("\n")
    .filter((line) => !/^[（(]本文为摘编/u.test(line))
    .join("\n");
}

function countKeys(figures: readonly Figure[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const figure of figures) counts.set(figure.key, (counts.get(figure.key) ?? 0) + 1);
  return counts;
}

/** The sentence of `text` around a position, for messages. */
function sentenceAt(text: string, position: number): string {
  const before = Math.max(text.lastIndexOf("。", position - 1), text.lastIndexOf("\n", position - 1));
  const ends = [text.indexOf("。", position), text.indexOf("\n", position)].filter((end) => end >= 0);
  return text.slice(before + 1, ends.length === 0 ? text.length : Math.min(...ends) + 1).trim();
}

/**
 * Compares the figures of one stretch of a report with the same stretch of its digest, both ways: a figure
 * left out, and a figure that the report does not have. A number must stand at least as often as in the
 * report (two indicators may have the same value); a date at least once.
 *
 * @param known What is known of the report beside its text (its title): figures in it are not invented.
 */
export function checkFigures(original: string, digest: string, known = ""): Problem[] {
  const originalFigures = scanFigures(original);
  const digestFigures = scanFigures(digest);
  const inOriginal = countKeys(originalFigures);
  const inDigest = countKeys(digestFigures);
  const inKnown = countKeys(scanFigures(known));
  const problems: Problem[] = [];
  for (const [key, count] of inOriginal) {
    const figures = originalFigures.filter((figure) => figure.key === key);
    const needed = figures[0]?.kind === "date" ? 1 : count;
    const given = inDigest.get(key) ?? 0;
    if (given >= needed) continue;
    const sentences = figures.map((figure) => sentenceAt(original, figure.start)).join(" / ");
    problems.push(`缺数字“${key}”(原文 ${count} 处,摘编 ${given} 处):${sentences}`);
  }
  for (const figure of digestFigures) {
    if (!inOriginal.has(figure.key) && !inKnown.has(figure.key))
      problems.push(`原文同章没有数字“${figure.key}”:${sentenceAt(digest, figure.start)}`);
  }
  return problems;
}

/** Every quoted or book-marked name of the report must stand in the digest, whatever marks it wears there. */
export function checkNames(original: string, digest: string): Problem[] {
  const text = foldForLookup(digest);
  return scanQuotedNames(original)
    .filter((name) => !text.includes(foldForLookup(name)))
    .map((name) => `缺名称“${name}”:${sentenceAt(original, original.indexOf(name))}`);
}

/** The digest is restated: no long run of a report's own words but for allowed names and set phrases. */
export function checkSharedRuns(
  digest: string,
  originals: ReadonlyMap<string, string>,
  allowed: readonly string[],
): Problem[] {
  return findSharedRuns(digest, originals, MAX_SHARED_HAN + 1)
    .filter((run) => !isAllowedRun(run.text, allowed))
    .map((run) => `与 ${run.source} 连续 ${run.text.length} 个汉字相同:${run.text}`);
}

/**
 * All that is compared between one report and its digest.
 *
 * @param original The cleaned report.
 * @param digest The digest as it stands in the file.
 * @param title The digest's title, which names the year even where a scraped report has lost its own title.
 */
export function compareWithOriginal(original: string, digest: string, title: string): Problem[] {
  const known = foldForComparison(title);
  const foldedOriginal = foldForComparison(original);
  const foldedDigest = foldForComparison(withoutNotice(digest));
  const originalChapters = splitChapters(foldedOriginal);
  const digestChapters = splitChapters(foldedDigest);
  const names = checkNames(foldedOriginal, foldedDigest);
  if (originalChapters.length !== digestChapters.length) {
    const counts = `原文 ${originalChapters.length - 1} 章,摘编 ${digestChapters.length - 1} 章`;
    return [`章数不同:${counts}`, ...checkFigures(foldedOriginal, foldedDigest, known), ...names];
  }
  const figures = originalChapters.flatMap((chapter, index) =>
    checkFigures(chapter, digestChapters[index] ?? "", known).map((problem) => `第 ${index} 章 ${problem}`),
  );
  return [...figures, ...names];
}
