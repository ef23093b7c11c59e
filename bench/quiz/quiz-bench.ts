import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createOpenccScriptConverter } from "../../src/adapters/opencc-script-converter.ts";
import { type BenchRow, formatRows } from "../bench-row.ts";
import { readCount } from "../read-count.ts";
import { quantile } from "../retrieval/score-ranking.ts";
import { runStep } from "../run-step.ts";
import { DEFAULT_REPORTS, writeReports } from "../write-reports.ts";
import { GIVEN_REPORTS } from "./quiz-libraries.ts";
import type { QuizFacts } from "./quiz-step.ts";

export const QUIZ_USAGE = "npm run bench -- quiz [--reports 份数] [--items 题数] [--dir 目录]";
const STEP = fileURLToPath(new URL("./quiz-step.ts", import.meta.url));
const DEFAULT_ITEMS = 50;
const PAPERS = "5";

/**
 * The time of a paper from the five reports and from generated ones, beside a generator that proves nothing. Reports and
 * index are made in `--dir` and kept there, or used where they are there already.
 */
export async function benchQuiz(args: readonly string[], log: (line: string) => void): Promise<string> {
  const { values } = parseArgs({
    args: [...args],
    options: { reports: { type: "string" }, items: { type: "string" }, dir: { type: "string" } },
  });
  const reports = readCount("--reports", values.reports, DEFAULT_REPORTS);
  const items = String(readCount("--items", values.items, DEFAULT_ITEMS));
  const scratch = await mkdtemp(join(tmpdir(), "fawen-bench-"));
  try {
    const measure = (corpus: string, index: string) =>
      runStep<QuizFacts>(STEP, [items, PAPERS], { CORPUS_DIR: corpus, INDEX_DIR: index, EMBEDDER: "none" });
    log("五份报告……");
    const few = await measure(GIVEN_REPORTS, join(scratch, "few"));
    const dir = values.dir ?? join(scratch, "many");
    const corpus = join(dir, "corpus");
    if (!existsSync(corpus)) {
      log(`生成 ${reports} 份报告……`);
      await writeReports(corpus, reports, createOpenccScriptConverter());
    }
    log("入库、载入、出题……");
    return formatRows([...toRows(few), ...toRows(await measure(corpus, join(dir, "index")))]);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function toRows({ reports, items, first, later, naive, hard }: QuizFacts): readonly BenchRow[] {
  const ms = (value: number) => `${value.toFixed(0)} ms`;
  const p50 = (times: readonly number[]) => quantile(times, 0.5);
  const plain = {
    name: `${items} 题，${reports} 份报告`,
    value: `首卷 ${ms(first.wallMs)}，其后 p50 ${ms(p50(later.map(({ wallMs }) => wallMs)))}`,
    note: [
      `处理器 ${ms(first.cpuMs)}、${ms(p50(later.map(({ cpuMs }) => cpuMs)))}`,
      `不核实的做法（逐份扫描全文）历时 ${ms(naive.wallMs)}、处理器 ${ms(naive.cpuMs)}`,
    ].join("，"),
  };
  return [
    plain,
    ...hard.map(({ name, items: made, wallMs, cpuMs }) => ({
      name: `　${name}`,
      value: ms(wallMs),
      note: `出成 ${made} 题，处理器 ${ms(cpuMs)}`,
    })),
  ];
}
