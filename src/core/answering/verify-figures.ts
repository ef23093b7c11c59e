import type { AnswerFigure, Citation } from "../model/answer.ts";
import type { Report } from "../model/report.ts";
import { type ScannedFigure, scanFigures } from "../text/figure-scan.ts";

const MARKER = /\[(\d+)\]/gu;

/**
 * The figures of an answer, each with whether it stands, value, unit and qualifier alike, in the quote that
 * its line cites. A year is also verified by the year that the cited place or its report speaks of: leads name it.
 */
export function verifyFigures(
  answer: string,
  citations: readonly Citation[],
  _reports: readonly Report[],
): AnswerFigure[] {
  const figures: AnswerFigure[] = [];
  for (const line of answer.split("\n")) {
    const markers = [...line.matchAll(MARKER)].map((match) => Number(match[1]));
    const cited = citations.filter((citation) => markers.includes(citation.marker));
    for (const figure of scanFigures(line.replace(MARKER, ""))) {
      const proof = cited.find((citation) => proves(citation, figure));
      figures.push({
        text: figure.text,
        value: figure.value,
        unit: figure.unit,
        verified: proof !== undefined,
        ...(proof === undefined ? {} : { marker: proof.marker }),
      });
    }
  }
  return figures;
}

function proves(citation: Citation, figure: ScannedFigure): boolean {
  const years = [citation.year, citation.context.year];
  if (figure.unit === "年" && years.includes(figure.value) && figure.upper === undefined) return true;
  return scanFigures(citation.quote).some(
    (stated) =>
      stated.value === figure.value &&
      stated.upper === figure.upper &&
      stated.unit === figure.unit &&
      stated.qualifier === figure.qualifier,
  );
}
