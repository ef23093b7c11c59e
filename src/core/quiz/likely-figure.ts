import { type ScannedFigure, scanFigures } from "../text/figure-scan.ts";

/**
 * The figure whose own clause shares most pairs of characters with a stem; undefined where two share as many.
 *
 * @param unit that it has to have; any where left out
 */
export function likelyFigure(stem: string, quotes: readonly string[], unit?: string): ScannedFigure | undefined {
  const scored = [...new Set(quotes)].flatMap((quote) =>
    scanFigures(quote).flatMap((figure) => {
      if (unit !== undefined && figure.unit !== unit) return [];
      const own = /[^，；。、：]*$/u.exec(quote.slice(0, figure.start))?.[0] ?? "";
      const behind = /^[^，；。、：]*/u.exec(quote.slice(figure.end))?.[0] ?? "";
      return [{ figure, score: sharedPairs(own, stem) + sharedPairs(behind, stem) }];
    }),
  );
  const [best, next] = scored.sort((one, other) => other.score - one.score);
  return best !== undefined && best.score > (next?.score ?? 0) ? best.figure : undefined;
}

function sharedPairs(own: string, stem: string): number {
  return Array.from(own.slice(1), (_, at) => own.slice(at, at + 2)).filter((two) => stem.includes(two)).length;
}
