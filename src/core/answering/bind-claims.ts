import { readIndicators } from "../figures/indicator-words.ts";
import type { ScannedFigure } from "../text/figure-scan.ts";

/** Why a figure of an answer does not stand, from the coarsest to the finest. */
export const FIGURE_FAULTS = [
  "no_citation",
  "arithmetic",
  "value",
  "unit",
  "qualifier",
  "subject",
  "period",
  "state",
  "indicator",
] as const;
export type FigureFault = (typeof FIGURE_FAULTS)[number];

/** A figure of an answer's sentence with the words that the sentence puts beside it. */
export interface Claim {
  readonly figure: ScannedFigure;
  /** What the sentence says it to be. */
  readonly indicator: string;
  /** The sentence: up to the figure before, from there to this one, behind it to the next clause or figure, the rest. */
  readonly before: string;
  readonly lead: string;
  readonly tail: string;
  readonly after: string;
}

const CLAUSE_END = /[，；。！？、,;]/u;

/** The claims of a sentence, one for each of its figures, in order. `figures` are those of the sentence that count. */
export function readClaims(sentence: string, figures: readonly ScannedFigure[]): Claim[] {
  const words = readIndicators(sentence, figures);
  return figures.map((figure, row) => {
    const from = figures[row - 1]?.end ?? 0;
    const behind = sentence.slice(figure.end, figures[row + 1]?.start ?? sentence.length);
    const cut = behind.search(CLAUSE_END);
    const end = figure.end + (cut < 0 ? behind.length : cut);
    return {
      figure,
      indicator: words[row]?.indicator ?? "",
      before: sentence.slice(0, from),
      lead: sentence.slice(from, figure.start),
      tail: sentence.slice(figure.end, end),
      after: sentence.slice(end),
    };
  });
}

/** True when value and bounds are those of a statement's figure. */
export function sameValue(one: Pick<ScannedFigure, "value" | "upper">, other: Pick<ScannedFigure, "value" | "upper">) {
  return one.value === other.value && one.upper === other.upper;
}

/** 超过 and 超, 达到 and 达, 多 and 余 say the same of a figure; what is told plainly has also been reached. */
export function sameQualifier(claimed: string, stated: string): boolean {
  const claim = plainQualifier(claimed);
  return claim === plainQualifier(stated) || (claim === "达" && stated === "");
}

function plainQualifier(qualifier: string): string {
  return qualifier.replace("超过", "超").replace("逾", "超").replace("达到", "达").replace("多", "余");
}
