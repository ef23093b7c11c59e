import MiniSearch, { type Options } from "minisearch";
import type { BenchPassage } from "../bench-set.ts";
import { closeNothing, type Engine } from "../engine.ts";
import { tokenizeChinese } from "./tokenize-chinese.ts";

/** MiniSearch as its documentation shows it. */
export function buildMiniSearch(passages: readonly BenchPassage[]): Promise<Engine> {
  return build(passages, {});
}

/** MiniSearch with characters, pairs and folded script. */
export function buildBestMiniSearch(passages: readonly BenchPassage[]): Promise<Engine> {
  return build(passages, { tokenize: tokenizeChinese, processTerm: (term) => term });
}

async function build(passages: readonly BenchPassage[], options: Partial<Options<BenchPassage>>): Promise<Engine> {
  const index = new MiniSearch<BenchPassage>({ fields: ["title", "text"], ...options });
  index.addAll(passages);
  return {
    search: async (question, k) =>
      index
        .search(question)
        .slice(0, k)
        .map(({ id }) => String(id)),
    close: closeNothing,
  };
}
