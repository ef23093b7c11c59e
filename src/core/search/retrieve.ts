import type { Library } from "../model/library.ts";
import type { SearchFilters } from "../model/question.ts";
import { bestRows } from "./best-rows.ts";
import { findEverydayWords } from "./everyday-words.ts";
import { coverageAt, type LexicalHits, type LexicalIndex, MAX_GAIN } from "./lexical-index.ts";
import { coverageOf, matchText } from "./match-text.ts";
import { type OfficialWords, officialWords, shareOfficial } from "./official-terms.ts";
import { passageTexts } from "./passage-texts.ts";
import type { QuestionSlots } from "./question-slots.ts";
import { weighQuestion } from "./question-terms.ts";
import { type PassageFeatures, rankPassages } from "./rank-passages.ts";
import { fitReports, type ReportFits } from "./report-fits.ts";
import { passageAt, placeOf, type SearchableLibrary } from "./searchable-library.ts";
import { tokenize } from "./tokenize.ts";

/** What is searched for. */
export interface RetrievalQuery {
  /** Folded subject of the question, question words stripped. */
  readonly subject: string;
  readonly slots: QuestionSlots;
  /** Names of the chapter that is asked about, folded, with spaces between; empty or left out when of none. */
  readonly chapter?: string | undefined;
  readonly filters?: SearchFilters | undefined;
  /** Vector of the question, or null when there is no embedder. */
  readonly vector: Float32Array | null;
}

/** A passage with its score and what it was made of; every part is 0–1, more is better. */
export interface RankedPassage {
  readonly row: number;
  readonly score: number;
  readonly scores: PassageScores;
}

export interface PassageScores extends PassageFeatures {
  /** Share of the question's words, by weight, that stand in the passage or the headings above it. */
  readonly coverage: number;
  /** How well region and year fit what was asked; 1 when nothing was asked. */
  readonly slots: number;
  /** What the reranker says; left out where it did not read the passage. */
  readonly reranker?: number;
}

/** Passages looked at closely: the best by words, and the nearest by meaning. */
const LEXICAL_CANDIDATES = 50;
export const VECTOR_CANDIDATES = 30;
const OFFICIAL_CANDIDATES = 30;
/** Where some reports fit place and year, only those that fit nearly as well send passages for their meaning alone. */
const NEARLY = 0.7;

/**
 * Hits of the question before, used again: new ones for every question among many passages are a third of its time.
 * Safe: `lookAtCandidates` hands nothing of them on and is not interrupted.
 */
const keptHits = new WeakMap<LexicalIndex, Partial<Record<"question" | "chapter" | "official", LexicalHits>>>();

/**
 * Ranks passages by words and meaning. The best by BM25 and the nearest by vectors are gathered, then these few are
 * looked at closely and ranked (see `rankPassages`); fit of place and year weighs on both steps, filters are exact.
 */
export function retrieve(searchable: SearchableLibrary, query: RetrievalQuery, k: number): RankedPassage[] {
  const fits = fitReports(searchable.library, query.slots, query.filters);
  const nearest = findNearest(searchable, query.vector, fits);
  const similarity = (row: number) => nearest.get(row) ?? similarityAt(searchable, query.vector, row);
  return rankCandidates(lookAtCandidates(searchable, query, k, { fits, nearest, similarity }), k);
}

/** What is known of meaning when candidates are looked at. */
export interface Meaning {
  readonly fits: ReportFits;
  /** Rows of passages near in meaning. */
  readonly nearest: ReadonlyMap<number, number>;
  /** Cosine similarity of a row to the question. */
  readonly similarity: (row: number) => number;
}

export interface Candidate {
  readonly row: number;
  readonly scores: PassageScores;
}

/** Gathers the best by words beside the nearest in meaning, and looks at each. */
export function lookAtCandidates(
  searchable: SearchableLibrary,
  query: RetrievalQuery,
  k: number,
  { fits, nearest, similarity }: Meaning,
): readonly Candidate[] {
  const { library, lexical } = searchable;
  const fitOf = fits.worst === 1 ? undefined : fits.ofPassage;
  const question = weighQuestion(query.subject, lexical);
  const kept = keptHits.get(lexical) ?? {};
  keptHits.set(lexical, kept);
  const hits = lexical.search(question.terms, kept.question);
  kept.question = hits;
  const best = bestRows(hits.scores, Math.max(k, LEXICAL_CANDIDATES), fitOf);
  const chapters = findChapter(searchable, query.chapter ?? "", fitOf);
  const words = officialWords(findEverydayWords(query.subject), lexical);
  const official = words === null ? [] : findOfficial(searchable, words, fitOf);
  const rows = [...new Set([...best, ...chapters, ...official, ...nearest.keys()])];
  return rows.map((row): Candidate => {
    const texts = passageTexts(searchable, row);
    const { title, text } = texts;
    const { window, closeness, numbers } = matchText(question, text, title);
    const scores = {
      lexical: (hits.scores[row] ?? 0) / (question.total * MAX_GAIN),
      title: coverageOf(question, title),
      window,
      closeness,
      numbers,
      chapter: chapters.has(row) ? 1 : 0,
      official: words !== null && isOfReport(library, row) ? shareOfficial(words, texts) : 0,
      vector: Math.max(0, similarity(row)),
      coverage: coverageAt(hits, row),
      slots: fits.ofPassage(row),
    };
    return { row, scores };
  });
}

/** The best `k`, best first. */
export function rankCandidates(candidates: readonly Candidate[], k: number): RankedPassage[] {
  const ranks = rankPassages(candidates.map(({ scores }) => scores));
  return candidates
    .map(({ row, scores }, at): RankedPassage => ({ row, score: (ranks[at] ?? 0) * scores.slots, scores }))
    .sort((a, b) => b.score - a.score || a.row - b.row)
    .slice(0, k);
}

/** Passages below a heading that names the chapter asked about. */
function findChapter(
  { library, lexical }: SearchableLibrary,
  chapter: string,
  fitOf: ((row: number) => number) | undefined,
): ReadonlySet<number> {
  const names = chapter.split(" ").filter((name) => name !== "");
  if (names.length === 0) return new Set();
  const kept = keptHits.get(lexical) ?? {};
  kept.chapter = lexical.search(tokenize(chapter), kept.chapter);
  const isBelow = (row: number) => {
    const { section } = placeOf(library, passageAt(library, row));
    return section.path.some((heading) => names.some((name) => heading.includes(name)));
  };
  const rows = bestRows(kept.chapter.scores, LEXICAL_CANDIDATES, fitOf);
  return new Set(rows.filter(isBelow));
}

/** Passages with the most of the official words for what was said in everyday words. */
function findOfficial(
  { library, lexical }: SearchableLibrary,
  { terms }: OfficialWords,
  fitOf: ((row: number) => number) | undefined,
): readonly number[] {
  const kept = keptHits.get(lexical) ?? {};
  keptHits.set(lexical, kept);
  kept.official = lexical.search(terms.terms, kept.official);
  return bestRows(kept.official.scores, OFFICIAL_CANDIDATES, fitOf).filter((row) => isOfReport(library, row));
}

/** Whether a passage is of a report on a year: only these say in official terms what people say in everyday words. */
function isOfReport(library: Library, row: number): boolean {
  return placeOf(library, passageAt(library, row)).report.identity.year.value !== null;
}

/** Similarities of the passages nearest in meaning, by row. */
function findNearest(
  { vectors }: SearchableLibrary,
  vector: Float32Array | null,
  fits: ReportFits,
): ReadonlyMap<number, number> {
  if (vector === null || vectors === null) return new Map();
  const enough = enoughFit(fits);
  const accept = enough === null ? undefined : (row: number) => fits.ofPassage(row) >= enough;
  const hits = vectors.search(vector, VECTOR_CANDIDATES, accept);
  return new Map(hits.map(({ row, score }) => [row, score]));
}

/** How well a passage has to fit to be a candidate for its meaning alone; null where all do. */
export function enoughFit({ best, worst }: ReportFits): number | null {
  const enough = NEARLY * best;
  return enough > 0 && worst >= enough ? null : enough;
}

/** Vectors of this library's own rows. */
function similarityAt({ library: { vectors } }: SearchableLibrary, vector: Float32Array | null, row: number): number {
  if (vector === null || vectors === null) return 0;
  const { values, dimensions } = vectors;
  let similarity = 0;
  for (let i = 0, at = row * dimensions; i < dimensions; i++, at++) similarity += (values[at] ?? 0) * (vector[i] ?? 0);
  return similarity;
}
