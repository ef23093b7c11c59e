import { describeFigure } from "../figures/describe-figure.ts";
import { figuresBetween } from "../figures/figure-ledger.ts";
import type { Figure } from "../model/figure.ts";
import type { RankedPassage } from "../search/retrieve.ts";
import type { SearchableLibrary } from "../search/searchable-library.ts";
import { isStrongTerm, tokenize } from "../search/tokenize.ts";
import { type EverydayWord, findEverydayWords } from "./everyday-words.ts";
import type { QuestionPlan } from "./plan-question.ts";
import { coverageOf, weighFocus } from "./score-sentences.ts";
import { speaksOf, type TargetGroup } from "./target-groups.ts";
import { narrowedApart } from "./vouch-figure.ts";

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

/** What is compared of a figure and its sentence; every part is 0–1. */
export interface LinkFeatures {
  /** Share of the question's words that the figure's own words say. */
  readonly own: number;
  readonly sentence: number;
  /** Closeness in meaning of the question to the figure's words, to its sentence, to heading and words together. */
  readonly ownMeaning: number;
  readonly sentenceMeaning: number;
  readonly headedMeaning: number;
  /** The same with the indicator's standard name; 0 where it has none. */
  readonly standardMeaning: number;
  /** Share of the question's everyday wordings whose official term stands in the figure's words, or around it. */
  readonly everydayOwn: number;
  readonly everydayAround: number;
  /** How well its passage was found. */
  readonly passage: number;
  /** Whether its unit is the one asked for. */
  readonly unit: number;
}

/**
 * Weights of a listwise logistic regression: the figure asked for among all figures of its report. Learned on own
 * questions about the digests, the given questions about real reports and half of the everyday questions on invented
 * reports; the other half measures them (`docs/decisions/2026-11-linking-figures.md`).
 */
const WEIGHTS: LinkFeatures = {
  own: 1.1,
  sentence: 1.8,
  ownMeaning: 4.5,
  sentenceMeaning: 3.8,
  headedMeaning: 2.6,
  standardMeaning: 0.7,
  everydayOwn: 0.5,
  everydayAround: 1.6,
  passage: 1.1,
  unit: 2.8,
};

/**
 * Below these shares a question is in everyday words: of its pairs of characters that stand anywhere in the reports, and
 * of its weight in any one sentence. A question in the reports' own words that finds them nowhere asks for what is not
 * disclosed, however near another figure may be.
 */
const EVERYDAY_KNOWN = 0.5;
const EVERYDAY_COVERAGE = 0.5;
/** Measured on the held-out half: at this certainty the best figure is the one meant 14 times of 15. */
const CERTAIN = 0.5;

/** The figure that an everyday question most likely means; undefined where that is not sure, or it was asked officially. */
export function surelyLinked(
  searchable: SearchableLibrary,
  plan: QuestionPlan,
  linked: readonly LinkedFigure[],
): LinkedFigure | undefined {
  const [best] = linked;
  if (best === undefined || best.certainty < CERTAIN || best.features.unit === 0) return undefined;
  const officially = findEverydayWords(plan.question).flatMap(({ terms }) => terms);
  if (narrowedApart(describeFigure(best.figure), [plan.question, ...officially].join(" "), plan.question))
    return undefined;
  const pairs = [...new Set(tokenize(plan.focus))].filter(isStrongTerm);
  const known = pairs.filter((term) => searchable.lexical.knows(term)).length;
  const covered = linked.reduce((most, { features }) => Math.max(most, features.sentence), 0);
  return known < EVERYDAY_KNOWN * pairs.length && covered < EVERYDAY_COVERAGE ? best : undefined;
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
  const focus = weighFocus(searchable, plan);
  const everyday = findEverydayWords(plan.question);
  const scored = candidatesOf(searchable, passages)
    .filter((candidate) => mayAnswer(searchable, candidate, groups, plan))
    .map((candidate) => {
      const { own, sentence, headed, standard } = textsOf(searchable, candidate);
      const meaning = (text: string) => Math.max(0, similarity.get(text) ?? 0);
      const features: LinkFeatures = {
        own: coverageOf(focus, searchable.fold(own)),
        sentence: coverageOf(focus, searchable.fold(sentence)),
        ownMeaning: meaning(own),
        sentenceMeaning: meaning(sentence),
        headedMeaning: meaning(headed),
        standardMeaning: standard === "" ? 0 : meaning(standard),
        everydayOwn: shareSaid(everyday, own),
        everydayAround: shareSaid(everyday, `${sentence} ${headed}`),
        passage: candidate.ranked.score,
        unit: unitFit(candidate.figure, plan),
      };
      return { ...candidate, features, score: weigh(features) };
    })
    .sort((a, b) => b.score - a.score || a.figure.start - b.figure.start);
  return withCertainty(scored);
}

const ASKS_CHANGE = /[增升降减涨跌]|多了|少了|幅|变化|几倍|快了|慢了/u;
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

interface Candidate {
  readonly figure: Figure;
  readonly reportRow: number;
  readonly ranked: RankedPassage;
}

function candidatesOf({ library }: SearchableLibrary, passages: readonly RankedPassage[]): Candidate[] {
  return passages.flatMap((ranked) => {
    const passage = library.passages[ranked.row];
    const report = passage === undefined ? undefined : library.reports[passage.reportRow];
    if (passage === undefined || report === undefined) return [];
    return figuresBetween(library, passage.reportRow, passage).map((figure) => ({
      figure,
      reportRow: passage.reportRow,
      ranked,
    }));
  });
}

function textsOf({ library }: SearchableLibrary, { figure, reportRow }: Candidate) {
  const report = library.reports[reportRow];
  const own = describeFigure(figure);
  const heading = report?.sections[figure.sectionRow]?.path.join(" ") ?? "";
  return {
    own,
    sentence: report?.text.slice(figure.sentence.start, figure.sentence.end) ?? "",
    headed: `${heading} ${own}`,
    standard: figure.canonical ?? "",
  };
}

function weigh(features: LinkFeatures): number {
  let score = 0;
  for (const name of Object.keys(WEIGHTS) as (keyof LinkFeatures)[]) score += WEIGHTS[name] * features[name];
  return score;
}

function shareSaid(everyday: readonly EverydayWord[], text: string): number {
  if (everyday.length === 0) return 0;
  return everyday.filter(({ terms }) => terms.some((term) => text.includes(term))).length / everyday.length;
}

const NOT_ASKED = 0.3;

/** 1 for the unit that was asked, less for another of its kind, 0 for a unit that answers something else. */
function unitFit({ unit }: Figure, { figures }: QuestionPlan): number {
  const wanted = figures.flatMap(({ units }) => units);
  if (wanted.length === 0) return NOT_ASKED;
  if (figures.some((asked) => asked.unit === unit)) return 1;
  if (wanted.includes(unit)) return 0.8;
  // 法律援助案件1205人次: cases told by whom they are of.
  return wanted.includes("件") && unit === "人次" ? 0.5 : 0;
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
