import type { Span } from "../model/offsets.ts";
import type { Report } from "../model/report.ts";
import type { ScriptConverter } from "../ports/script-converter.ts";
import { resolveTime } from "../reading/resolve-context.ts";
import { trustedParts } from "../reading/trusted-parts.ts";
import { wholeSentences } from "../search/cut-neighbours.ts";
import { findEverydayWords } from "../search/everyday-words.ts";
import type { RankedPassage } from "../search/retrieve.ts";
import { placeOf, type SearchableLibrary } from "../search/searchable-library.ts";
import { forEachTerm, type TermId, tokenize } from "../search/tokenize.ts";
import { foldText } from "../text/fold.ts";
import { CELL_MARK } from "../text/repairs/table-rows.ts";
import { splitSentences } from "../text/sentences.ts";
import { holdsAskedFigure } from "./align-figures.ts";
import type { FigureSentence } from "./figure-sentence.ts";
import { askedFigures, type QuestionPlan } from "./plan-question.ts";
import { shareSaid } from "./share-said.ts";

/** A sentence that may answer, with where it stands. */
export interface CandidateSentence extends Span {
  readonly report: Report;
  readonly reportRow: number;
  readonly passageRow: number;
  readonly sectionRow: number;
  /** The headings above it, joined. */
  readonly heading: string;
  /**
   * Who speaks, and the heading right above; headings further up name a chapter's subject, not what a figure counts.
   * A question may name the city by a name that no gazetteer knows: the report's own title says it.
   */
  readonly nearestHeading: string;
  readonly text: string;
  /** Share of the question's focus, by weight, that stands in the sentence itself, 0–1. */
  readonly coverage: number;
  /** The same with the headings above it counted in. */
  readonly contextCoverage: number;
  /** Closeness in meaning to the question, 0–1; 0 where it was not computed. */
  readonly similarity: number;
  /** Share of the question's everyday wordings for which it, or a heading above it, has an official term, 0–1. */
  readonly official: number;
  /** True when it holds a figure of every kind asked for (always true when none is asked for). */
  readonly holdsFigures: boolean;
  readonly score: number;
}

/** The weighted words of a question, to be looked for in sentences. */
export interface Focus {
  readonly weights: ReadonlyMap<TermId, number>;
  readonly total: number;
}

/** Other names of the chapter asked about count less than the question's own words. */
const CHAPTER_WEIGHT = 0.5;

/**
 * Weighs the words of a question's focus by how rare they are in the library. Other names of the chapter may
 * stand in for them but are not missed.
 */
export function weighFocus(searchable: SearchableLibrary, plan: Pick<QuestionPlan, "focus" | "chapter">): Focus {
  const weights = new Map<TermId, number>();
  let total = 0;
  for (const term of new Set(tokenize(plan.focus))) {
    const weight = Math.max(0, searchable.lexical.idf(term));
    weights.set(term, weight);
    total += weight;
  }
  for (const term of tokenize(plan.chapter))
    if (!weights.has(term)) weights.set(term, CHAPTER_WEIGHT * Math.max(0, searchable.lexical.idf(term)));
  return { weights, total };
}

/** Share of the focus, by weight, that stands in a folded text, 0–1. */
export function coverageOf(focus: Focus, folded: string): number {
  if (focus.total === 0) return 0;
  const said = new Set<TermId>();
  let found = 0;
  forEachTerm(folded, (term) => {
    const weight = focus.weights.get(term);
    // Most terms of a text are not of the question: only those that are have to be kept apart.
    if (weight !== undefined && said.size < said.add(term).size) found += weight;
  });
  return Math.min(1, found / focus.total);
}

/** A heading names the topic for its sentences, but a sentence that says it itself is the better proof. */
const HEADING_SHARE = 0.4;
const FIGURE_BONUS = 0.25;
const PASSAGE_SHARE = 0.5;
/** Meaning counts for what the words of the best sentence left unsaid, up to this share. */
const SIMILARITY_SHARE = 0.9;

/** The sentences of the passages, as texts: what `similarity` of `scoreSentences` may be asked for. */
export function sentenceTexts(searchable: SearchableLibrary, passages: readonly RankedPassage[]): string[] {
  return passages.flatMap((ranked) => sentencesOf(searchable, ranked).map(({ text }) => text));
}

/**
 * The sentences of the given passages, best first: by how much of the question they say themselves, by their
 * passage's rank, by whether they hold the kind of figure that is asked for, and, where words fail, by meaning.
 * `similarity` gives a sentence's closeness to the question by its text.
 */
export function scoreSentences(
  searchable: SearchableLibrary,
  passages: readonly RankedPassage[],
  plan: QuestionPlan,
  options: { readonly converter: ScriptConverter; readonly similarity: ReadonlyMap<string, number> },
): CandidateSentence[] {
  const focus = weighFocus(searchable, plan);
  const everyday = findEverydayWords(plan.question).map(({ terms }) => terms);
  const fold = (text: string) => foldText(text, options.converter);
  const candidates = passages.flatMap((ranked) =>
    sentencesOf(searchable, ranked).map((sentence) => {
      const folded = fold(sentence.text);
      const headed = `${fold(sentence.heading)} ${folded}`;
      const coverage = coverageOf(focus, folded);
      const similarity = Math.max(0, options.similarity.get(sentence.text) ?? 0);
      return {
        ...sentence,
        ranked,
        coverage,
        contextCoverage: coverageOf(focus, headed),
        similarity,
        official: shareSaid(everyday, headed),
        holdsFigures: holdsAskedFigures(figureSentence(sentence), plan, fold),
      };
    }),
  );
  const unsaid = 1 - candidates.reduce((best, { coverage }) => Math.max(best, coverage), 0);
  return candidates
    .map((candidate) => {
      const { coverage, contextCoverage, similarity, ranked } = candidate;
      const words = coverage + HEADING_SHARE * (contextCoverage - coverage) + PASSAGE_SHARE * ranked.score;
      const bonus = plan.figures.length > 0 && candidate.holdsFigures ? FIGURE_BONUS : 0;
      const relevance = words + bonus + SIMILARITY_SHARE * unsaid * similarity;
      return { ...candidate, score: relevance * ranked.scores.slots * timeFit(candidate, plan) };
    })
    .sort((a, b) => b.score - a.score || a.reportRow - b.reportRow || a.start - b.start)
    .filter(isFirstOfItsPlace());
}

/** A sentence that a border cuts is read with each of its two passages. */
function isFirstOfItsPlace() {
  const seen = new Set<string>();
  return ({ reportRow, start }: CandidateSentence) => seen.size < seen.add(`${reportRow} ${start}`).size;
}

/** What is going to be done, or was another year, answers only a question about that. */
const OTHER_TIME_SHARE = 0.75;

function timeFit({ report, start, end }: Span & { readonly report: Report }, question: QuestionPlan): number {
  const { plan, year } = resolveTime(report, { start, end });
  const { years } = question.slots;
  const planned = plan && !question.asksForPlans;
  const otherYear = years.length > 0 && year !== null && !years.includes(year);
  return planned || otherYear ? OTHER_TIME_SHARE : 1;
}

const ENDED = /[。！？；：”）]$/u;

/** The whole sentences of a passage that may be quoted: headings, rows of tables and untrusted places left out. */
function sentencesOf(searchable: SearchableLibrary, ranked: RankedPassage) {
  const passage = searchable.library.passages[ranked.row];
  if (passage === undefined) return [];
  const { report, section } = placeOf(searchable.library, passage);
  const { start, end } = wholeSentences(searchable.library, ranked.row);
  return (
    splitSentences(report.text, start, end)
      .filter(
        (span) => span.start >= section.headingEnd && !report.text.slice(span.start, span.end).includes(CELL_MARK),
      )
      // Before the first heading stand the title and the addressee: lines, not sentences.
      .filter((span) => section.heading !== "" || ENDED.test(report.text.slice(span.start, span.end)))
      .flatMap((span) => trustedParts(report, span))
      .map((part) => ({
        ...part,
        report,
        reportRow: passage.reportRow,
        passageRow: ranked.row,
        sectionRow: passage.sectionRow,
        heading: section.path.join(" "),
        nearestHeading: [report.identity.title.value, report.identity.issuer.value, section.path.at(-1)].join(" "),
        text: report.text.slice(part.start, part.end),
      }))
  );
}

/** What figures are read from: the part of a sentence that is quoted (all of it when left out), who speaks and of when. */
export function figureSentence(
  sentence: Pick<CandidateSentence, "text" | "start" | "nearestHeading" | "report">,
  quoted: Span = { start: sentence.start, end: sentence.start + sentence.text.length },
): FigureSentence {
  const { text, start, nearestHeading, report } = sentence;
  return {
    text: text.slice(quoted.start - start, quoted.end - start),
    heading: nearestHeading,
    before: text.slice(0, quoted.start - start),
    after: text.slice(quoted.end - start),
    region: report.identity.region.value,
    year: report.identity.year.value,
  };
}

/** One of the figures asked for is enough: the others may stand in the next sentence. */
function holdsAskedFigures(sentence: FigureSentence, plan: QuestionPlan, fold: (text: string) => string): boolean {
  if (plan.figures.length === 0) return true;
  return askedFigures(plan).some((asked) => holdsAskedFigure(sentence, asked, plan.question, fold));
}
