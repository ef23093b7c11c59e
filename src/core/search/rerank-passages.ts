import type { Reranker } from "../ports/reranker.ts";
import { type RerankBestOptions, rerankBest } from "./rerank-best.ts";
import type { RankedPassage } from "./retrieve.ts";
import { passageAt, placeOf, type SearchableLibrary } from "./searchable-library.ts";

/**
 * Lets the reranker order the best passages, each read with its title and headings. How well place and year fit weighs
 * on its scores as it does on all others, and the passage in each place takes over the score of that place, so that
 * scores still fall down the list; what the reranker said stands in `scores.reranker`. See `rerankBest`.
 *
 * @param ranked best first
 */
export async function rerankPassages(
  searchable: SearchableLibrary,
  reranker: Reranker,
  question: string,
  ranked: readonly RankedPassage[],
  options: RerankBestOptions,
): Promise<RankedPassage[]> {
  const textOf = ({ row }: RankedPassage) => readPassage(searchable, row);
  const reranked = await rerankBest(reranker, question, ranked, textOf, options);
  const fitting = (place: number) => (reranked[place]?.score ?? 0) * (reranked[place]?.item.scores.slots ?? 0);
  const read = [...reranked.keys()].filter((place) => reranked[place]?.score !== null);
  const order = [...read.sort((a, b) => fitting(b) - fitting(a) || a - b), ...reranked.keys()];
  return [...new Set(order)].flatMap((from, place) => {
    const { item, score } = reranked[from] ?? {};
    if (item === undefined) return [];
    if (score === null || score === undefined) return [item];
    return [{ row: item.row, score: ranked[place]?.score ?? 0, scores: { ...item.scores, reranker: score } }];
  });
}

function readPassage({ library }: SearchableLibrary, row: number): string {
  const passage = passageAt(library, row);
  const { report, section } = placeOf(library, passage);
  const text = report.text.slice(passage.start, passage.end);
  return [report.identity.title.value ?? "", ...section.path, text].join("\n");
}
