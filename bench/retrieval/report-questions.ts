import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { locateEvidence } from "../../eval/gold-passage.ts";
import { readQuestionSet } from "../../eval/question-set.ts";
import { overlaps } from "../../eval/scorers/score-answer.ts";
import { parseConfig } from "../../src/config.ts";
import type { Library } from "../../src/core/model/library.ts";
import type { Passage } from "../../src/core/model/report.ts";
import { toRawSpan } from "../../src/core/text/offset-map.ts";
import { composeAssistant } from "../../src/runtimes/node/compose.ts";
import type { BenchPassage, BenchSet } from "./bench-set.ts";

/** Name of the set that is made of real reports and the questions about them. */
export const REPORT_QUESTIONS = "report-questions";

/** Beside the folder of public sets: the reports as they were scraped, and questions with their evidence. */
const REPORTS = "../reports";
const QUESTIONS = "../eval/questions.jsonl";

/** Whether reports and questions lie beside a folder of public sets. */
export function hasReportQuestions(dir: string): boolean {
  return existsSync(join(dir, REPORTS)) && existsSync(join(dir, QUESTIONS));
}

/**
 * Real reports, read and cut by this project, as a set: every engine gets the same clean passages, with the title of the
 * report and the headings above as `title`. Relevant are the passages that hold a piece of a question's evidence;
 * questions that the reports do not answer are left out.
 *
 * @throws FawenError `bad-request` for a question file that is missing or wrong
 */
export async function readReportQuestions(dir: string): Promise<BenchSet> {
  const indexDir = await mkdtemp(join(tmpdir(), "fawen-bench-reports-"));
  const config = parseConfig({ ...process.env, CORPUS_DIR: join(dir, REPORTS), INDEX_DIR: indexDir, EMBEDDER: "none" });
  const composed = await composeAssistant(config, { notify: () => {} });
  try {
    const library = await composed.prepare({});
    const questions = await readQuestionSet(join(dir, QUESTIONS));
    return {
      name: REPORT_QUESTIONS,
      passages: library.passages.map((passage, row) => toBenchPassage(library, passage, row)),
      questions: questions.flatMap((question) => {
        const gold = question.answerable ? (locateEvidence(question, library) ?? []) : [];
        const relevant = new Set<string>();
        for (const [row, { reportRow, start, end }] of library.passages.entries()) {
          const report = library.reports[reportRow];
          if (report === undefined) continue;
          const span = toRawSpan(report.offsets, start, end);
          if (gold.some((piece) => piece.reportId === report.id && overlaps(piece, span))) relevant.add(String(row));
        }
        return relevant.size === 0 ? [] : [{ id: question.id, query: question.question, relevant }];
      }),
    };
  } finally {
    await composed.close();
    await rm(indexDir, { recursive: true, force: true });
  }
}

function toBenchPassage(
  { reports }: Library,
  { reportRow, sectionRow, start, end }: Passage,
  row: number,
): BenchPassage {
  const report = reports[reportRow];
  const path = report?.sections[sectionRow]?.path ?? [];
  const title = [report?.identity.title.value ?? "", ...path].filter((part) => part !== "").join(" ");
  return { id: String(row), title, text: report?.text.slice(start, end) ?? "" };
}
