import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gatherCorpora } from "../../eval/gather-corpora.ts";
import { locateEvidence } from "../../eval/gold-passage.ts";
import { type EvalQuestion, readQuestionSet } from "../../eval/question-set.ts";
import { overlaps } from "../../eval/scorers/score-answer.ts";
import { parseConfig } from "../../src/config.ts";
import type { Library } from "../../src/core/model/library.ts";
import type { Passage } from "../../src/core/model/report.ts";
import { toRawSpan } from "../../src/core/text/offset-map.ts";
import { composeAssistant } from "../../src/runtimes/node/compose.ts";
import type { BenchPassage, BenchSet } from "./bench-set.ts";

/** A set made of reports, read and cut by this project, and of questions about them with their evidence. */
interface ReportSet {
  readonly name: string;
  /** Folders of reports, each with its `reports.json`. */
  readonly corpora: readonly string[];
  readonly questions: string;
  /** Only questions of this type; all when left out. */
  readonly type?: string;
}

/** Real reports as they were scraped, and questions about them, beside the folder of public sets. */
export const REPORT_QUESTIONS = "report-questions";
/** The digests and the invented reports of this repository, asked about in the public's words. */
export const COLLOQUIAL_QUESTIONS = "colloquial-questions";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

function reportSets(dir: string): ReportSet[] {
  return [
    { name: REPORT_QUESTIONS, corpora: [join(dir, "../reports")], questions: join(dir, "../eval/questions.jsonl") },
    {
      name: COLLOQUIAL_QUESTIONS,
      corpora: [join(ROOT, "corpus"), join(ROOT, "eval/further/reports")],
      questions: join(ROOT, "eval/further/colloquial.jsonl"),
      type: "colloquial",
    },
  ];
}

/** Names of the sets made of reports that can be measured with a folder of public sets. */
export function listReportSets(dir: string): string[] {
  return reportSets(dir)
    .filter(({ corpora, questions }) => [...corpora, questions].every((path) => existsSync(path)))
    .map(({ name }) => name);
}

/**
 * A set that `listReportSets` names; undefined for any other name. Every engine gets the same clean passages, with the
 * title of the report and the headings above as `title`. Relevant are the passages that hold a piece of a question's
 * evidence; questions that the reports do not answer are left out.
 *
 * @throws FawenError `bad-request` for a question file that is missing or wrong
 */
export async function readReportSet(dir: string, name: string): Promise<BenchSet | undefined> {
  const set = reportSets(dir).find((known) => known.name === name);
  if (set === undefined) return undefined;
  const scratch = await mkdtemp(join(tmpdir(), "fawen-bench-reports-"));
  const corpus = await gatherCorpora(set.corpora, join(scratch, "corpus"));
  const folders = { CORPUS_DIR: corpus, INDEX_DIR: join(scratch, "index"), EMBEDDER: "none" };
  const composed = await composeAssistant(parseConfig({ ...process.env, ...folders }), { notify: () => {} });
  try {
    const library = await composed.prepare({});
    const questions = (await readQuestionSet(set.questions)).filter(
      ({ type }) => set.type === undefined || type === set.type,
    );
    return {
      name,
      passages: library.passages.map((passage, row) => toBenchPassage(library, passage, row)),
      questions: questions.flatMap((question) => {
        const relevant = question.answerable ? relevantPassages(question, library) : new Set<string>();
        return relevant.size === 0 ? [] : [{ id: question.id, query: question.question, relevant }];
      }),
    };
  } finally {
    await composed.close();
    await rm(scratch, { recursive: true, force: true });
  }
}

function relevantPassages(question: EvalQuestion, library: Library): Set<string> {
  const { passages, reports } = library;
  const gold = locateEvidence(question, library) ?? [];
  const relevant = new Set<string>();
  for (const [row, { reportRow, start, end }] of passages.entries()) {
    const report = reports[reportRow];
    if (report === undefined) continue;
    const span = toRawSpan(report.offsets, start, end);
    if (gold.some((piece) => piece.reportId === report.id && overlaps(piece, span))) relevant.add(String(row));
  }
  return relevant;
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
