/**
 * Checks the digests in corpus/ against the public reports they restate, where those are at hand.
 *
 *   npx tsx scripts/check-corpus.ts [--originals DIR] [--questions FILE]
 *
 * Exit code 1 with one line for each problem. Without the reports it says so and checks what it can.
 */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { z } from "zod";
import {
  checkNotice,
  checkSharedRuns,
  compareWithOriginal,
  type Problem,
  withoutNotice,
} from "./check-corpus/check-digest.ts";
import { cleanOriginal, foldForComparison, foldForLookup } from "./check-corpus/clean-text.ts";
import { readAllowList, sharedNgramShare } from "./check-corpus/find-shared-runs.ts";
import { scanFigures, scanQuotedNames } from "./check-corpus/scan-figures.ts";

const reportEntrySchema = z.object({
  file: z.string().regex(/\.txt$/),
  title: z.string().min(1),
  issuer: z.string().min(1),
  region: z.string().min(1),
  level: z.string().min(1),
  year: z.int().min(1990).max(2100),
  date: z.iso.date().optional(),
});
const questionSchema = z.object({
  id: z.string(),
  reports: z.array(z.string()),
  must_include: z.array(z.string()),
  answerable: z.boolean(),
});
type ReportEntry = z.infer<typeof reportEntrySchema>;

interface Original {
  readonly entry: ReportEntry;
  readonly text: string;
}

interface Pair {
  readonly entry: ReportEntry;
  readonly digest: string;
  readonly originalFile: string;
  readonly original: string;
}

const fromRepository = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

function readEntries(path: string): ReportEntry[] {
  return z.array(reportEntrySchema).parse(JSON.parse(readFileSync(path, "utf8")));
}

/** The cleaned reports by file name, each with what is known of it. */
function readOriginals(folder: string): Original[] {
  return readEntries(`${folder}/reports.json`).map((entry) => ({
    entry,
    text: cleanOriginal(readFileSync(`${folder}/${entry.file}`, "utf8")),
  }));
}

/** Pairs each digest with the report of the same region and year. */
function pairWithOriginals(
  entries: readonly ReportEntry[],
  digests: ReadonlyMap<string, string>,
  originals: readonly Original[],
): Pair[] {
  return entries.flatMap((entry) => {
    const digest = digests.get(entry.file);
    const found = originals.find((other) => other.entry.region === entry.region && other.entry.year === entry.year);
    return digest === undefined || found === undefined
      ? []
      : [{ entry, digest, originalFile: found.entry.file, original: found.text }];
  });
}

function checkQuestions(path: string, pairs: readonly Pair[]): Problem[] {
  const texts = new Map(pairs.map((pair) => [pair.originalFile, foldForLookup(pair.digest)]));
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => questionSchema.parse(JSON.parse(line)))
    .filter((question) => question.answerable && question.reports.every((file) => texts.has(file)))
    .flatMap((question) =>
      question.must_include
        .filter((needed) => !question.reports.some((file) => texts.get(file)?.includes(foldForLookup(needed))))
        .map((needed) => `${question.id} 所需“${needed}”不在 ${question.reports.join("、")} 的摘编里`),
    );
}

function describePair({ entry, digest, original }: Pair): string {
  const folded = foldForComparison(original);
  const share = sharedNgramShare(foldForComparison(withoutNotice(digest)), folded, 8);
  return (
    `${entry.file}:原文 ${scanFigures(folded).length} 个数字、${scanQuotedNames(folded).length} 个带引号或书名号的名称,` +
    `原文 ${folded.length} 字,摘编 ${digest.length} 字,八字串与原文相同 ${(share * 100).toFixed(1)}%`
  );
}

function readDigests(entries: readonly ReportEntry[]): { digests: Map<string, string>; problems: Problem[] } {
  const digests = new Map<string, string>();
  const problems: Problem[] = [];
  for (const { file } of entries) {
    const path = fromRepository(`corpus/${file}`);
    if (!existsSync(path)) {
      problems.push(`${file}:reports.json 里有,文件不在`);
      continue;
    }
    const digest = readFileSync(path, "utf8");
    digests.set(file, digest);
    problems.push(...checkNotice(digest).map((problem) => `${file}:${problem}`));
  }
  return { digests, problems };
}

function checkAgainstOriginals(
  entries: readonly ReportEntry[],
  digests: ReadonlyMap<string, string>,
  paths: { readonly originals: string; readonly questions: string },
): Problem[] {
  const originals = readOriginals(paths.originals);
  const pairs = pairWithOriginals(entries, digests, originals);
  const problems: Problem[] = [...digests.keys()]
    .filter((file) => !pairs.some((pair) => pair.entry.file === file))
    .map((file) => `${file}:找不到同一地区、同一年份的原报告`);
  const sources = new Map(originals.map(({ entry, text }) => [entry.file, foldForComparison(text)]));
  const allowed = readAllowList(readFileSync(fromRepository("scripts/check-corpus-allow.txt"), "utf8"));
  for (const pair of pairs) {
    console.log(describePair(pair));
    const found = [
      ...compareWithOriginal(pair.original, pair.digest, pair.entry.title),
      ...checkSharedRuns(foldForComparison(pair.digest), sources, allowed),
    ];
    problems.push(...found.map((problem) => `${pair.entry.file}:${problem}`));
  }
  if (existsSync(paths.questions)) problems.push(...checkQuestions(paths.questions, pairs));
  else console.log(`没有找到题目(${paths.questions}):没有核对题目所需的字句。`);
  return problems;
}

function main(): number {
  const { values } = parseArgs({ options: { originals: { type: "string" }, questions: { type: "string" } } });
  const paths = {
    originals: values.originals ?? fromRepository("../shared/reports"),
    questions: values.questions ?? fromRepository("../shared/eval/questions.jsonl"),
  };
  const entries = readEntries(fromRepository("corpus/reports.json"));
  const { digests, problems } = readDigests(entries);
  if (existsSync(`${paths.originals}/reports.json`)) {
    return printResult([...problems, ...checkAgainstOriginals(entries, digests, paths)], digests.size);
  }
  const unchecked = "数字、名称、重复文字、章数和题目都没有核对,只核对了说明行和 reports.json";
  console.log(`没有找到原报告(${paths.originals}):${unchecked}。`);
  return printResult(problems, digests.size);
}

function printResult(problems: readonly Problem[], digestCount: number): number {
  for (const problem of problems) console.error(`✗ ${problem}`);
  console.log(
    problems.length === 0 ? `${digestCount} 份摘编,未发现问题。` : `${digestCount} 份摘编,${problems.length} 处问题。`,
  );
  return problems.length === 0 ? 0 : 1;
}

process.exitCode = main();
