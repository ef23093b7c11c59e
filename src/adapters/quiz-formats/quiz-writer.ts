import type { QuizItem, QuizPaper } from "../../core/model/quiz.ts";
import type { QuizExportOptions, QuizFormat } from "../../core/ports/quiz-exporter.ts";

/** A format that knows how to write itself. */
export interface QuizWriter extends QuizFormat {
  /** True when texts are kept to the letter; otherwise what a file could not hold is taken out before. */
  readonly verbatim?: boolean;
  /** Why this format cannot hold an item, in Chinese; undefined when it can. Left out when it holds all. */
  findFault?(item: QuizItem): string | undefined;
  /** The file; every item of the paper is without fault. */
  write(paper: QuizPaper, options: QuizExportOptions): Promise<Uint8Array>;
}

export const encodeText = (text: string): Uint8Array => new TextEncoder().encode(text);
