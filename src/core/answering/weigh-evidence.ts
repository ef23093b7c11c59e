import type { RankedPassage } from "../search/retrieve.ts";
import type { SearchableLibrary } from "../search/searchable-library.ts";
import type { Evidence, GroupEvidence } from "./find-evidence.ts";
import type { LinkedFigure } from "./link-figures.ts";
import type { QuestionPlan } from "./plan-question.ts";

/** What people say in everyday words is proof of the topic, not of what is asked about it. */
const OFFICIAL_SHARE = 0.15;
/** Groups that say much less of what was asked than the best were only named in passing. */
const NAMED_SHARE = 0.55;
/** Reports that nobody named are shown beside the best only when they answer about as well. */
const UNNAMED_SHARE = 0.85;
/** Figures less likely, or further from the question in words and meaning alike, are not worth showing as the nearest. */
const WORTH_SHOWING = 0.1;
const NEAR_IN_WORDS = 0.15;
const NEAR_IN_MEANING = 0.25;

/** So few texts are read whole for a name; of more only the passages found. */
const MAX_TEXTS_READ = 50;

/** The reports that say a word, as far as few are loaded; of many those of the passages found. */
export function reportsNaming(
  word: string,
  input: {
    readonly searchable: SearchableLibrary;
    readonly passages: readonly RankedPassage[];
    readonly accept: (reportRow: number) => boolean;
  },
): number[] {
  const { passages, accept } = input;
  const { library } = input.searchable;
  if (library.reports.length <= MAX_TEXTS_READ)
    return library.reports.flatMap(({ text }, row) => (text.includes(word) && accept(row) ? [row] : []));
  const rows = passages.flatMap(({ row }) => {
    const passage = library.passages[row];
    const text =
      passage === undefined ? "" : library.reports[passage.reportRow]?.text.slice(passage.start, passage.end);
    return passage !== undefined && text?.includes(word) ? [passage.reportRow] : [];
  });
  return [...new Set(rows)].filter(accept);
}

export function bestOf(groups: readonly GroupEvidence[]): Evidence | undefined {
  return groups.flatMap(({ evidence }) => evidence.slice(0, 1)).sort((a, b) => b.sentence.score - a.sentence.score)[0];
}

export function isWorthShowing({ certainty, features }: LinkedFigure): boolean {
  const isNear = features.own >= NEAR_IN_WORDS || features.ownMeaning >= NEAR_IN_MEANING;
  return certainty >= WORTH_SHOWING && isNear;
}

/** How much of the question a sentence says, by words and meaning together, and in the reports' terms for its own. */
export function strengthOf(evidence: Evidence | undefined): number {
  if (evidence === undefined) return 0;
  const { contextCoverage, similarity, official } = evidence.sentence;
  return contextCoverage + similarity + OFFICIAL_SHARE * official;
}

/** Rows of the answer: all that were set side by side, or those that answer about as well as the best. */
export function groupsToShow(
  groups: readonly GroupEvidence[],
  found: readonly GroupEvidence[],
  best: Evidence,
  plan: QuestionPlan,
): readonly GroupEvidence[] {
  if (plan.comparison && found.length > 1) {
    const perLabel = [...new Set(found.map(({ group }) => group.label))].map((label) => {
      const same = groups.filter(({ group }) => group.label === label);
      const top = bestOf(same);
      return (
        same.find(({ evidence }) => evidence[0] === top) ?? {
          ...found.find(({ group }) => group.label === label),
          evidence: [],
        }
      );
    });
    return perLabel.filter((row): row is GroupEvidence => row.group !== undefined);
  }
  const labels = new Set(found.map(({ group }) => group.label));
  const share = labels.size > 1 ? NAMED_SHARE : UNNAMED_SHARE;
  return groups.filter(({ evidence }) => (evidence[0]?.sentence.score ?? 0) >= best.sentence.score * share);
}
