import { figuresBetween } from "../figures/figure-ledger.ts";
import type { Figure } from "../model/figure.ts";
import type { Span } from "../model/offsets.ts";
import type { Report } from "../model/report.ts";
import { findEverydayConcepts } from "../search/everyday-concepts.ts";
import { findEverydayWords } from "../search/everyday-words.ts";
import type { RankedPassage } from "../search/retrieve.ts";
import type { SearchableLibrary } from "../search/searchable-library.ts";
import { type Candidate, featuresOf, type LinkFeatures, textsOf, weigh } from "./link-features.ts";
import type { QuestionPlan } from "./plan-question.ts";
import { weighFocus } from "./score-sentences.ts";
import { speaksOf, type TargetGroup } from "./target-groups.ts";

/** A figure of the ledger that may be the one asked for. */
export interface LinkedFigure {
  readonly figure: Figure;
  readonly reportRow: number;
  /** How well it fits; only differences between the candidates of one question mean anything. */
  readonly score: number;
  /** Share of all candidates' weight that its value has, 0–1. */
  readonly certainty: number;
  readonly features: LinkFeatures;
}

/** What `linkFigures` compares by meaning. */
export function linkTexts(searchable: SearchableLibrary, passages: readonly RankedPassage[]): string[] {
  return candidatesOf(searchable, passages).flatMap((candidate) => Object.values(textsOf(searchable, candidate)));
}

/**
 * The figures of the passages' reports at `reportRows`, best first: the ledger's answer to what a question asks for,
 * however it is worded. `similarity` is the closeness of a text to the question, by text; may be empty.
 */
export function linkFigures(
  searchable: SearchableLibrary,
  passages: readonly RankedPassage[],
  groups: readonly TargetGroup[],
  plan: QuestionPlan,
  similarity: ReadonlyMap<string, number>,
): LinkedFigure[] {
  const question = {
    plan,
    similarity,
    focus: weighFocus(searchable, plan),
    everyday: everydayTerms(plan.question),
  };
  const scored = candidatesOf(searchable, passages)
    .filter((candidate) => mayAnswer(searchable, candidate, groups, plan))
    .map((candidate) => {
      const features = featuresOf(searchable, candidate, question);
      return { ...candidate, features, score: weigh(features) };
    })
    .sort((a, b) => b.score - a.score || a.figure.start - b.figure.start);
  return withCertainty(scored);
}

/** The official terms of a question's everyday wordings, and of what it describes in other words. */
export function everydayTerms(question: string): (readonly string[])[] {
  const words = findEverydayWords(question).map(({ terms }) => terms);
  const said = new Set(words.flat());
  return [...words, ...findEverydayConcepts(question).filter((terms) => !terms.some((term) => said.has(term)))];
}

/** Whether a change is asked about at all, by how much or to what. */
export const ASKS_CHANGE = /[增升降减涨跌]|多了|少了|幅|变化|几倍|快了|慢了/u;
const ASKS_RANK = /排|名次|第几|老几|位次/u;

/** Of a report that is meant, of the place and year asked for, and no plan unless plans are asked for. */
function mayAnswer(
  searchable: SearchableLibrary,
  candidate: Candidate,
  groups: readonly TargetGroup[],
  { slots, asksForPlans, question }: QuestionPlan,
): boolean {
  const { figure, reportRow } = candidate;
  if (figure.state === "planned" && !asksForPlans) return false;
  if (figure.kind === "change" && !ASKS_CHANGE.test(question)) return false;
  if (figure.kind === "rank" && !ASKS_RANK.test(question)) return false;
  const place = searchable.library.reports[reportRow]?.identity.region.value;
  const ofPart = groups.some(({ mustSpeakOf }) => mustSpeakOf?.place !== undefined);
  if (figure.region !== place && !ofPart) return false;
  if (slots.years.length > 0 && figure.year !== null && !slots.years.includes(figure.year)) return false;
  const { sentence, headed } = textsOf(searchable, candidate);
  return groups.some(
    (group) => group.reportRows.has(reportRow) && speaksOf({ text: sentence, heading: headed }, group),
  );
}

function candidatesOf({ library }: SearchableLibrary, passages: readonly RankedPassage[]): Candidate[] {
  return passages.flatMap((ranked) => {
    const passage = library.passages[ranked.row];
    const report = passage === undefined ? undefined : library.reports[passage.reportRow];
    if (passage === undefined || report === undefined) return [];
    const figures = figuresBetween(library, passage.reportRow, passage);
    return figures
      .filter(({ sentence }) => !besideSuspect(report, sentence))
      .map((figure) => ({
        figure,
        reportRow: passage.reportRow,
        ranked,
      }));
  });
}

/** True where words of the figure's sentence were put in place of real ones: what is left of it may be theirs, too. */
function besideSuspect({ text, suspects }: Report, { start, end }: Span): boolean {
  if (suspects.length === 0) return false;
  const from = Math.max(...[..."。！？\n"].map((mark) => text.lastIndexOf(mark, start - 1))) + 1;
  const behind = text.slice(end).search(/[。！？\n]/u);
  const to = behind < 0 ? text.length : end + behind;
  return suspects.some((suspect) => suspect.start < to && from < suspect.end);
}

function withCertainty(
  scored: readonly (Candidate & { readonly score: number; readonly features: LinkFeatures })[],
): LinkedFigure[] {
  const best = scored[0]?.score ?? 0;
  const weightOf = new Map<string, number>();
  let total = 0;
  for (const { figure, score } of scored) {
    const weight = Math.exp(score - best);
    weightOf.set(keyOf(figure), (weightOf.get(keyOf(figure)) ?? 0) + weight);
    total += weight;
  }
  return scored.map(({ figure, reportRow, features, score }) => ({
    figure,
    reportRow,
    features,
    score,
    certainty: (weightOf.get(keyOf(figure)) ?? 0) / total,
  }));
}

function keyOf({ value, upper, unit }: Figure): string {
  return `${value}—${upper ?? ""}${unit}`;
}
