import type { BenchPassage } from "./bench-set.ts";

/** A search engine over the passages of one set. All engines are given title and text. */
export interface Engine {
  /** Ids of the passages found, best first, each once, at most `k`. */
  search(question: string, k: number): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Indexes passages: everything between having them in memory and answering the first question. */
export type BuildEngine = (passages: readonly BenchPassage[]) => Promise<Engine>;

/** For engines that hold nothing but memory. */
export async function closeNothing(): Promise<void> {}
