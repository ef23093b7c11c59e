import type { Understood } from "../model/question.ts";
import type { ScriptConverter } from "../ports/script-converter.ts";
import type { RankedPassage } from "../search/retrieve.ts";
import type { SearchableLibrary } from "../search/searchable-library.ts";
import type { QuestionPlan } from "./plan-question.ts";

/** What an answer from the reports' own sentences is made of. */
export interface ExtractionInput {
  readonly searchable: SearchableLibrary;
  readonly plan: QuestionPlan;
  readonly passages: readonly RankedPassage[];
  /** Whether a report passes the request's filters, by row. */
  readonly accept: (reportRow: number) => boolean;
  readonly understood: Understood;
  readonly converter: ScriptConverter;
  /** Closeness in meaning of sentences to the question, by text; may be empty. */
  readonly similarity: ReadonlyMap<string, number>;
}
