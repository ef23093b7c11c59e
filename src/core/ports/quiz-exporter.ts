import type { QuizPaper } from "../model/quiz.ts";

/** One kind of file that a paper can be written as. */
export interface QuizFormat {
  /** Short, for addresses and the command line: `docx`, `gift`, `exam-xlsx`. */
  readonly id: string;
  /** What people call it. */
  readonly name: string;
  /** Where it is imported, and what it cannot hold. */
  readonly description: string;
  /** End of the file name, without the dot in front: `docx`, `gift.txt`. */
  readonly extension: string;
  readonly mimeType: string;
}

/**
 * Where keys, explanations and sources stand in formats that are read by people (Word, Markdown): on pages of their
 * own at the end, behind each item, or nowhere, for the copy that is handed out.
 */
export type KeyPlace = "end" | "after" | "none";

export interface QuizExportOptions {
  /** `end` when left out. */
  readonly keys?: KeyPlace | undefined;
}

/** An item that the format cannot hold. */
export interface LeftOutItem {
  readonly itemId: string;
  readonly stem: string;
  /** In Chinese: which limit, and what would hold it. */
  readonly reason: string;
}

export interface QuizFile {
  readonly format: QuizFormat;
  /** Safe in any file system, with extension; may be Chinese. */
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** In the order of the paper; never all of its items. */
  readonly leftOut: readonly LeftOutItem[];
}

/** Turns a paper into a file for the platforms and programs that trainers use. */
export interface QuizExporter {
  readonly formats: readonly QuizFormat[];
  /**
   * @throws FawenError `bad-request` when the format is unknown (`field` is `format`), the paper has no items, or the
   * format can hold none of them; nothing is written then
   */
  export(paper: QuizPaper, formatId: string, options?: QuizExportOptions): Promise<QuizFile>;
}
