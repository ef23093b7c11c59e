import { describeFigure } from "../figures/describe-figure.ts";
import type { Figure } from "../model/figure.ts";
import type { RankedPassage } from "../search/retrieve.ts";
import type { SearchableLibrary } from "../search/searchable-library.ts";
import type { QuestionPlan } from "./plan-question.ts";
import { coverageOf, type Focus } from "./score-sentences.ts";
import { shareSaid } from "./share-said.ts";

/** A figure of a passage that was found. */
export interface Candidate {
  readonly figure: Figure;
  readonly reportRow: number;
  readonly ranked: RankedPassage;
}

/** A question as figures are compared with it. */
export interface LinkQuestion {
  readonly plan: QuestionPlan;
  readonly focus: Focus;
  /** The official terms of its everyday wordings, a list each. */
  readonly everyday: readonly (readonly string[])[];
  /** Closeness of a text to the question, by text; may be empty. */
  readonly similarity: ReadonlyMap<string, number>;
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

/** How well a figure fits a question, part by part. */
export function featuresOf(
  searchable: SearchableLibrary,
  candidate: Candidate,
  { plan, focus, everyday, similarity }: LinkQuestion,
): LinkFeatures {
  const { own, sentence, headed, standard } = textsOf(searchable, candidate);
  const folded = { own: searchable.fold(own), sentence: searchable.fold(sentence), headed: searchable.fold(headed) };
  const meaning = (text: string) => Math.max(0, similarity.get(text) ?? 0);
  return {
    own: coverageOf(focus, folded.own),
    sentence: coverageOf(focus, folded.sentence),
    ownMeaning: meaning(own),
    sentenceMeaning: meaning(sentence),
    headedMeaning: meaning(headed),
    standardMeaning: standard === "" ? 0 : meaning(standard),
    everydayOwn: shareSaid(everyday, folded.own),
    everydayAround: shareSaid(everyday, `${folded.sentence} ${folded.headed}`),
    passage: candidate.ranked.score,
    unit: unitFit(candidate.figure, plan),
  };
}

/** What of a figure is compared: its own words, its sentence, heading and words, the indicator's standard name. */
export function textsOf({ library }: SearchableLibrary, { figure, reportRow }: Candidate) {
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

/** The score that the features make together. */
export function weigh(features: LinkFeatures): number {
  let score = 0;
  for (const name of Object.keys(WEIGHTS) as (keyof LinkFeatures)[]) score += WEIGHTS[name] * features[name];
  return score;
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
