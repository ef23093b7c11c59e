import { type BenchSet, listBenchSets, readBenchSet, readPassages } from "./bench-set.ts";
import { listReportSets, readReportSet } from "./report-questions.ts";

/** Names of all that can be measured: see `listBenchSets`; and the questions about reports (`listReportSets`). */
export function listAllSets(dir: string): string[] {
  return [...listBenchSets(dir), ...listReportSets(dir)];
}

/** Reads any set that `listAllSets` names, with the passages of others among its own (`colloquial-questions+stard-a`). */
export async function openBenchSet(dir: string, name: string): Promise<BenchSet> {
  const [first = "", ...others] = name.split("+");
  const reports = await readReportSet(dir, first);
  if (reports === undefined) return readBenchSet(dir, name);
  return {
    ...reports,
    name,
    passages: [...reports.passages, ...readPassages(dir, others)],
  };
}
