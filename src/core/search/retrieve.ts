import type { SearchFilters } from "../model/question.ts";
import type { Report } from "../model/report.ts";
import { divisionsOfPath, type QuestionSlots, relateRegion, shortDivisionName } from "./question-slots.ts";
import type { SearchableLibrary } from "./searchable-library.ts";
import { tokenize } from "./tokenize.ts";

/** What is searched for. */
export interface RetrievalQuery {
  /** Folded subject of the question, question words stripped. */
  readonly subject: string;
  readonly slots: QuestionSlots;
  readonly filters?: SearchFilters | undefined;
  /** Vector of the question, or null when there is no embedder. */
  readonly vector: Float32Array | null;
}

/** A passage with its score and what it was made of; every part is 0–1, bigger is better. */
export interface RankedPassage {
  readonly row: number;
  readonly score: number;
  readonly scores: {
    /** BM25, relative to the best passage. */
    readonly lexical: number;
    /** Share of the question's words, by weight, that stand in the passage. */
    readonly coverage: number;
    /** Cosine similarity, negative values as 0. */
    readonly vector: number;
    /** How well region and year fit what was asked; 1 when nothing was asked. */
    readonly slots: number;
  };
}

/** Nearest vectors looked at; beyond them the similarity counts as that of the last. */
const VECTOR_CANDIDATES = 100;
/**
 * The vectors' share is the square of what the words left unsaid: measured on cmrc-dev-a, drcd-dev-hans and
 * stard-a together, it gains where wording differs and loses nothing worth naming where it does not.
 */
const MAX_VECTOR_WEIGHT = 0.9;
// Reports of another place or year stay reachable (a question may name a place only in passing), far behind.
const REGION_WEIGHT = { same: 1, inside: 0.75, around: 0.85, elsewhere: 0.25 } as const;
const OTHER_YEAR = 0.5;
const UNKNOWN_YEAR = 0.8;

/**
 * Ranks passages by words and meaning. Where the question's words stand in a passage, words decide; the less
 * they do, the more the vectors count. Reciprocal-rank fusion ignores that difference and costs several
 * points wherever words match.
 */
export function retrieve(searchable: SearchableLibrary, query: RetrievalQuery, k: number): RankedPassage[] {
  const { library, lexical, vectors } = searchable;
  const accepted = library.reports.map((report) => passesFilters(report, query.filters));
  const fit = library.reports.map((report) => slotFit(report, query.slots));
  const accept = (row: number) => accepted[library.passages[row]?.reportRow ?? -1] ?? false;
  const words = lexical.search(tokenize(query.subject));
  const similarities = new Map(
    query.vector === null || vectors === null
      ? []
      : vectors
          .search(query.vector, VECTOR_CANDIDATES, accept)
          .map((hit) => [hit.row, Math.max(0, hit.score)] as const),
  );
  let bestLexical = 0;
  let bestCoverage = 0;
  let bestSimilarity = 0;
  for (let row = 0; row < library.passages.length; row++) {
    if (!accept(row)) continue;
    bestLexical = Math.max(bestLexical, words.scores[row] ?? 0);
    bestCoverage = Math.max(bestCoverage, words.coverage[row] ?? 0);
  }
  for (const similarity of similarities.values()) bestSimilarity = Math.max(bestSimilarity, similarity);
  const vectorWeight = similarities.size === 0 ? 0 : Math.min(MAX_VECTOR_WEIGHT, (1 - bestCoverage) ** 2);
  const ranked: RankedPassage[] = [];
  for (let row = 0; row < library.passages.length; row++) {
    const score = words.scores[row] ?? 0;
    const vector = similarities.get(row) ?? 0;
    if (!accept(row) || (score === 0 && vector === 0)) continue;
    const relativeLexical = bestLexical === 0 ? 0 : score / bestLexical;
    const relativeVector = bestSimilarity === 0 ? 0 : vector / bestSimilarity;
    const slots = fit[library.passages[row]?.reportRow ?? -1] ?? 0;
    ranked.push({
      row,
      score: ((1 - vectorWeight) * relativeLexical + vectorWeight * relativeVector) * slots,
      scores: { lexical: relativeLexical, coverage: words.coverage[row] ?? 0, vector, slots },
    });
  }
  return ranked.sort((a, b) => b.score - a.score || a.row - b.row).slice(0, k);
}

/** How well a report's place and year fit those of the question, 0–1. */
export function slotFit(report: Report, slots: QuestionSlots): number {
  const region = report.identity.region.value ?? "";
  const place = slots.regions.reduce(
    (best, mention) => Math.max(best, REGION_WEIGHT[relateRegion(region, mention.path)]),
    slots.regions.length === 0 ? 1 : 0,
  );
  const year = report.identity.year.value;
  if (slots.years.length === 0 || (year !== null && slots.years.includes(year))) return place;
  return place * (year === null ? UNKNOWN_YEAR : OTHER_YEAR);
}

/** Filters are exact: a report either passes or is out. A region passes by full path or by any of its names. */
export function passesFilters(report: Report, filters: SearchFilters | undefined): boolean {
  const { regions, years, reports } = filters ?? {};
  if (reports !== undefined && reports.length > 0 && !reports.includes(report.id)) return false;
  const { year, region } = report.identity;
  if (years !== undefined && years.length > 0 && (year.value === null || !years.includes(year.value))) return false;
  if (regions === undefined || regions.length === 0) return true;
  const path = region.value ?? "";
  const names = divisionsOfPath(path).flatMap((name) => [name, shortDivisionName(name)]);
  return regions.some((wanted) => path.startsWith(wanted) || path.endsWith(wanted) || names.includes(wanted));
}
