import type { PlaceContext } from "./answer.ts";
import type { SearchFilters, Understood } from "./question.ts";

export interface SearchRequest {
  readonly query: string;
  /** 1–100. */
  readonly k: number;
  readonly filters?: SearchFilters | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A passage beside one that was found. */
export interface NeighbourPassage {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** One passage found; bigger `score` is better. */
export interface SearchHit {
  readonly passageId: string;
  readonly reportId: string;
  readonly file: string;
  readonly title: string;
  readonly issuer: string;
  readonly region: string;
  /** Null when the report's year is unknown. */
  readonly year: number | null;
  readonly section: readonly string[];
  readonly context: PlaceContext;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The passage in front, where a sentence begins there that this one goes on with. */
  readonly before?: NeighbourPassage;
  /** The passage behind, where the last sentence of this one goes on. */
  readonly after?: NeighbourPassage;
  readonly score: number;
  /** What the score was made of. */
  readonly scores: Readonly<Record<string, number>>;
}

export interface SearchResult {
  readonly hits: readonly SearchHit[];
  readonly understood: Understood;
}
