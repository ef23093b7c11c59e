import type { Span } from "../model/offsets.ts";
import type { Report } from "../model/report.ts";
import type { ScriptConverter } from "../ports/script-converter.ts";
import type { RankedPassage } from "../search/retrieve.ts";
import type { SearchableLibrary } from "../search/searchable-library.ts";
import { foldText } from "../text/fold.ts";
import { narrowSentence } from "./narrow-sentence.ts";
import type { QuestionPlan } from "./plan-question.ts";
import { type CandidateSentence, coverageOf, type Focus, scoreSentences, weighFocus } from "./score-sentences.ts";
import { speaksOf, type TargetGroup } from "./target-groups.ts";

/** A span of a report that answers, or part of it. */
export interface Evidence extends Span {
  readonly report: Report;
  readonly sectionRow: number;
  readonly sentence: CandidateSentence;
}

/** What was found for one group of reports, best first; empty when nothing there answers. */
export interface GroupEvidence {
  readonly group: TargetGroup;
  readonly evidence: readonly Evidence[];
  /** The sentences that come next, whole, best first: what may be meant where only its meaning led to the best. */
  readonly others?: readonly Evidence[];
}

/** A second sentence is added when it says this share of the question that the first left unsaid. */
const RESIDUAL_SHARE = 0.3;
const MAX_EXTRA_SENTENCES = 2;
/** Sentences that score this share of the best may be meant in its stead. */
const OTHERS_SHARE = 0.7;
const MAX_OTHERS = 2;

/** The sentences that answer, per group of reports, each narrowed to the clauses that matter. */
export function findEvidence(
  searchable: SearchableLibrary,
  passages: readonly RankedPassage[],
  groups: readonly TargetGroup[],
  plan: QuestionPlan,
  options: { readonly converter: ScriptConverter; readonly similarity: ReadonlyMap<string, number> },
): GroupEvidence[] {
  const { converter } = options;
  const focus = weighFocus(searchable, plan);
  const fold = (text: string) => foldText(text, converter);
  const told = new Set(passages.map(({ row }) => searchable.library.passages[row]?.reportRow ?? -1));
  return groups.map((group) => {
    // Without a place or year every report is a group: nothing was found in nearly all of them.
    if (![...group.reportRows].some((row) => told.has(row))) return { group, evidence: [] };
    const inside = passages.filter(({ row }) =>
      group.reportRows.has(searchable.library.passages[row]?.reportRow ?? -1),
    );
    const sentences = scoreSentences(searchable, inside, plan, options).filter((sentence) => speaksOf(sentence, group));
    const best = sentences[0];
    if (best === undefined) return { group, evidence: [] };
    const chosen = [best, ...extraSentences(best, sentences, focus, fold)];
    const others = sentences
      .filter((sentence) => !chosen.includes(sentence) && sentence.score >= best.score * OTHERS_SHARE)
      .slice(0, MAX_OTHERS)
      .map(wholeOf);
    return { group, evidence: chosen.map((sentence) => toEvidence(sentence, focus, plan, converter)), others };
  });
}

/** Sentences of the same report that say what the best one leaves unsaid (a question in two parts). */
function extraSentences(
  best: CandidateSentence,
  sentences: readonly CandidateSentence[],
  focus: Focus,
  fold: (text: string) => string,
): CandidateSentence[] {
  const extra: CandidateSentence[] = [];
  let said = fold(best.text);
  for (const sentence of sentences) {
    if (extra.length === MAX_EXTRA_SENTENCES) break;
    if (sentence === best || sentence.reportRow !== best.reportRow || !sentence.holdsFigures) continue;
    const together = `${said} ${fold(sentence.text)}`;
    if (coverageOf(focus, together) - coverageOf(focus, said) < RESIDUAL_SHARE) continue;
    extra.push(sentence);
    said = together;
  }
  return extra;
}

function wholeOf(sentence: CandidateSentence): Evidence {
  const { report, sectionRow, start, end } = sentence;
  return { report, sectionRow, start, end, sentence };
}

function toEvidence(
  sentence: CandidateSentence,
  focus: Focus,
  plan: QuestionPlan,
  converter: ScriptConverter,
): Evidence {
  const part = narrowSentence(sentence.text, focus, plan, converter);
  return {
    report: sentence.report,
    sectionRow: sentence.sectionRow,
    sentence,
    start: sentence.start + part.start,
    end: sentence.start + part.end,
  };
}
