import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { readQuestionSet } from "../../eval/question-set.ts";
import { createOpenccScriptConverter } from "../../src/adapters/opencc-script-converter.ts";
import { type BenchRow, formatRows } from "../bench-row.ts";
import { readCount } from "../read-count.ts";
import { quantile } from "../retrieval/score-ranking.ts";
import { runStep } from "../run-step.ts";
import { DEFAULT_REPORTS, writeReports } from "../write-reports.ts";
import type { AnswersFacts, AnswerTime } from "./answers-step.ts";
import { type AskedQuestion, writeQuestions } from "./write-questions.ts";

export const ANSWERS_USAGE = "npm run bench -- answers [--reports 份数] [--questions 每类题数] [--dir 目录]";
const STEP = fileURLToPath(new URL("./answers-step.ts", import.meta.url));
const DEFAULT_QUESTIONS = 50;
/** Reports with their question set: the originals where they are, else the digests. */
const GIVEN = [
  { corpus: "../../../shared/reports", questions: "../../../shared/eval/questions.jsonl" },
  { corpus: "../../corpus", questions: "../../eval/questions/digests.jsonl" },
].map(({ corpus, questions }) => ({ corpus: here(corpus), questions: here(questions) }));

/**
 * The time of one extractive answer, one question at a time: over the reports of a question set, and over generated
 * reports of many places and years by kind of question. Reports and index are made in `--dir` and kept there, or used
 * where they are there already; without it they are thrown away.
 */
export async function benchAnswers(args: readonly string[], log: (line: string) => void): Promise<string> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      reports: { type: "string" },
      questions: { type: "string" },
      dir: { type: "string" },
    },
  });
  const count = readCount("--reports", values.reports, DEFAULT_REPORTS);
  const perKind = readCount("--questions", values.questions, DEFAULT_QUESTIONS);
  const scratch = await mkdtemp(join(tmpdir(), "fawen-bench-"));
  try {
    const given = GIVEN.find(({ corpus }) => existsSync(corpus));
    const few = given === undefined ? [] : await benchGiven(given, scratch, log);
    const dir = values.dir ?? join(scratch, "many");
    const corpusDir = join(dir, "corpus");
    if (!existsSync(corpusDir)) {
      log(`生成 ${count} 份报告……`);
      await writeReports(corpusDir, count, createOpenccScriptConverter());
    }
    log("入库、载入、提问……");
    const many = await measure(writeQuestions(count, perKind), corpusDir, join(dir, "index"), scratch);
    return formatRows([...few, ...toRows(many)]);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function benchGiven(
  { corpus, questions }: { readonly corpus: string; readonly questions: string },
  scratch: string,
  log: (line: string) => void,
): Promise<BenchRow[]> {
  log("题集里的问题……");
  const asked = (await readQuestionSet(questions)).map(({ question }) => ({ kind: "题集", question }));
  return toRows(await measure(asked, corpus, join(scratch, "index"), scratch));
}

async function measure(
  questions: readonly AskedQuestion[],
  corpusDir: string,
  indexDir: string,
  scratch: string,
): Promise<AnswersFacts> {
  const file = join(scratch, "questions.json");
  await writeFile(file, JSON.stringify(questions));
  return runStep<AnswersFacts>(STEP, [file], { CORPUS_DIR: corpusDir, INDEX_DIR: indexDir });
}

function toRows({ reports, passages, maxRssMb, naiveMs, times }: AnswersFacts): BenchRow[] {
  const kinds = [...new Set(times.map(({ kind }) => kind))];
  const rows = kinds.map((kind) =>
    toRow(
      kind,
      times.filter((time) => time.kind === kind),
      naiveMs,
    ),
  );
  const all = kinds.length > 1 ? [toRow("全部", times, naiveMs)] : [];
  return [
    {
      name: `回答，${reports} 份报告，${passages} 段`,
      value: `${times.length} 题`,
      note: `内存峰值 ${maxRssMb.toFixed(0)} MB`,
    },
    ...rows,
    ...all,
  ];
}

function toRow(kind: string, times: readonly AnswerTime[], naiveMs: number): BenchRow {
  const [cpu, wall] = [times.map(({ cpuMs }) => cpuMs), times.map(({ wallMs }) => wallMs)];
  const answered = times.filter(({ answered }) => answered).length;
  return {
    name: kind,
    value: `p50 ${quantile(cpu, 0.5).toFixed(0)} ms，p99 ${quantile(cpu, 0.99).toFixed(0)} ms`,
    note: [
      `历时 p50 ${quantile(wall, 0.5).toFixed(0)} ms、p99 ${quantile(wall, 0.99).toFixed(0)} ms`,
      `p50 是逐句比对全文的 ${(quantile(cpu, 0.5) / naiveMs).toFixed(3)} 倍`,
      `作答 ${answered}/${times.length}`,
    ].join("，"),
  };
}

function here(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
