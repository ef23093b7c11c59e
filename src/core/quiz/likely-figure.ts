import { type ScannedFigure, scanFigures } from "../text/figure-scan.ts";

/** The figure whose own clause shares most pairs of characters with a stem; undefined where two share as many. */
export function likelyFigure(stem: string, quotes: readonly string[]): ScannedFigure | undefined {
  const scored = [...new Set(quotes)].flatMap((quote) =>
    scanFigures(quote).map((figure) => {
      const own = /[^，；。、：]*$/u.exec(quote.slice(0, figure.start))?.[0] ?? "";
      const behind = /^[^，；。、：]*/u.exec(quote.slice(figure.end))?.[0] ?? "";
      return { figure, score: sharedPairs(own, stem) + sharedPairs(behind, stem) };
    }),
  );
  const [best, next] = scored.sort((one, other) => other.score - one.score);
  return best !== undefined && best.score > (next?.score ?? 0) ? best.figure : undefined;
}

function sharedPairs(own: string, stem: string): number {
  return Array.from(own.slice(1), (_, at) => own.slice(at, at + 2)).filter((two) => stem.includes(two)).length;
}
