import { type BenchSet, listBenchSets, readBenchSet } from "./bench-set.ts";
import { hasReportQuestions, REPORT_QUESTIONS, readReportQuestions } from "./report-questions.ts";

/** Names of all that can be measured: see `listBenchSets`; and the questions about real reports, where these lie beside. */
export function listAllSets(dir: string): string[] {
  return [...listBenchSets(dir), ...(hasReportQuestions(dir) ? [REPORT_QUESTIONS] : [])];
}

/** Reads any set that `listAllSets` names; see `readBenchSet` and `readReportQuestions`. */
export async function openBenchSet(dir: string, name: string): Promise<BenchSet> {
  return name === REPORT_QUESTIONS ? readReportQuestions(dir) : readBenchSet(dir, name);
}
