import type { Answer } from "../model/answer.ts";
import type { Library } from "../model/library.ts";
import type { Report } from "../model/report.ts";
import { splitSentences } from "../text/sentences.ts";
import { labelReport } from "./target-groups.ts";

const MAX_CANDIDATES_PER_REPORT = 4;
// What reports state in one breath: an indicator with its percentage, an act with its count.
const RATE =
  /(?:^|[，。；、：]|全[省市区县])(?<indicator>[\p{sc=Han}]{3,14}率)(?:已|均)?(?:为|达到?|提升至|提高到)?(?<figure>\d+(?:\.\d+)?%)/gu;
const COUNT =
  /(?:^|[，。；、：共])(?<act>(?:办理|受理|开展|审查|承办|举办|培训|调解|录入|公示)[\p{sc=Han}]{3,12}?)(?<figure>\d{2,}(?:件|宗|场|份|人次|次|个))(?![\p{sc=Han}]*[次])/gu;

/** A question that a report seems to answer, with the figure its answer has to contain. */
interface ExampleCandidate {
  readonly question: string;
  readonly expected: string;
}

const EXAMPLES = 3;

/** Questions that are known to have answers: each was asked, and its answer leads with the figure expected. */
export function findExamples(library: Library, ask: (question: string) => Answer): string[] {
  const good: string[] = [];
  for (const { question, expected } of exampleCandidates(library)) {
    if (good.length === EXAMPLES) break;
    const { outcome, lead } = ask(question);
    if (outcome === "answered" && lead.includes(expected)) good.push(question);
  }
  return good;
}

/**
 * Questions made from sentences of the library, the newest report first, a few a report, in turn; made as they are
 * asked for, since a few are enough and reading thousands of reports takes seconds.
 */
function* exampleCandidates(library: Library): Generator<ExampleCandidate, void, void> {
  const newestFirst = [...library.reports].sort((a, b) => (b.identity.year.value ?? 0) - (a.identity.year.value ?? 0));
  const made = new Map<Report, ExampleCandidate[]>();
  for (let turn = 0; turn < MAX_CANDIDATES_PER_REPORT; turn++)
    for (const report of newestFirst) {
      const candidates = made.get(report) ?? candidatesOf(report, library.reports);
      made.set(report, candidates);
      yield* candidates.slice(turn, turn + 1);
    }
}

function candidatesOf(report: Report, reports: readonly Report[]): ExampleCandidate[] {
  if (report.identity.region.value === null || report.identity.year.value === null) return [];
  const source = labelReport(report, reports).replace(/（(\d+年)）$/u, "$1");
  const rates: ExampleCandidate[] = [];
  const counts: ExampleCandidate[] = [];
  for (const section of report.sections.filter((candidate) => !candidate.plan))
    for (const { start, end } of splitSentences(report.text, section.headingEnd, section.end)) {
      const sentence = report.text.slice(start, end);
      for (const { groups } of sentence.matchAll(RATE))
        rates.push({
          question: `${source}${groups?.indicator?.replace(/^全[省市区县]/u, "")}是多少？`,
          expected: groups?.figure ?? "",
        });
      for (const { groups } of sentence.matchAll(COUNT)) {
        const unit = groups?.figure?.replace(/^\d+/u, "");
        counts.push({ question: `${source}${groups?.act}多少${unit}？`, expected: groups?.figure ?? "" });
      }
    }
  return [...rates.slice(0, 2), ...counts, ...rates.slice(2)].slice(0, MAX_CANDIDATES_PER_REPORT);
}
