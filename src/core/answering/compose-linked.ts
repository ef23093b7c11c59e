import { nameFigure, writeFigure } from "../figures/describe-figure.ts";
import type { Report } from "../model/report.ts";
import { CitationList } from "./cite.ts";
import { type Draft, sourceOf } from "./compose-answer.ts";
import { cutLine } from "./cut-line.ts";
import type { LinkedFigure } from "./link-figures.ts";

const NEAREST = "意思最接近的一项：";
export const ALSO = "也可能是：";
const CHECK = "问法与报告用语不同，请核对这是不是所问的指标。";
const MAX_INDICATOR_CHARS = 40;
const MAX_OTHERS = 2;

/**
 * The figure that an everyday question most likely means: told with its own name, so that a reader can see what it is.
 * Of `others` the next likely ones are named below it.
 */
export function composeLinked(
  best: Pick<LinkedFigure, "figure" | "reportRow" | "certainty">,
  others: readonly LinkedFigure[],
  reports: readonly Report[],
): Draft {
  const citations = new CitationList();
  const { figure } = best;
  const report = reports[best.reportRow];
  if (report === undefined) throw new RangeError(`no report ${best.reportRow}`);
  const marker = citations.cite(report, figure.sectionRow, figure.sentence);
  const told = tellFigure(best, reports);
  const quote = report.text.slice(figure.sentence.start, figure.sentence.end);
  const more = others
    .filter((other) => other.certainty < best.certainty)
    .slice(0, MAX_OTHERS)
    .map((other) => tellCited(other, reports, citations));
  const alternatives = more.length === 0 ? "" : `\n\n${ALSO}\n\n${more.join("\n")}`;
  return {
    outcome: "partial",
    lead: cutLine(`${NEAREST}${told}`),
    answer: `${NEAREST}${told} [${marker}]\n\n${quote} [${marker}]${alternatives}\n\n${CHECK}`,
    citations,
  };
}

/** The figure that is the answer, with the sentence that it stands in. */
export function composeTold(told: Pick<LinkedFigure, "figure" | "reportRow">, reports: readonly Report[]): Draft {
  const citations = new CitationList();
  const { figure } = told;
  const report = reports[told.reportRow];
  if (report === undefined) throw new RangeError(`no report ${told.reportRow}`);
  const marker = citations.cite(report, figure.sectionRow, figure.sentence);
  const lead = tellFigure(told, reports);
  const quote = report.text.slice(figure.sentence.start, figure.sentence.end);
  const answer = `${lead} [${marker}]\n\n${quote} [${marker}]`;
  return { outcome: "answered", lead: cutLine(lead), answer, citations };
}

/** One line of a list of figures that may be meant, with its citation. */
export function tellCited(
  linked: Pick<LinkedFigure, "figure" | "reportRow">,
  reports: readonly Report[],
  citations: CitationList,
): string {
  const report = reports[linked.reportRow];
  if (report === undefined) throw new RangeError(`no report ${linked.reportRow}`);
  const { figure } = linked;
  return `- ${tellFigure(linked, reports)} [${citations.cite(report, figure.sectionRow, figure.sentence)}]`;
}

/** 98.82%（江门市，2023年，行政机关负责人出庭应诉率）. */
export function tellFigure(
  { figure, reportRow }: Pick<LinkedFigure, "figure" | "reportRow">,
  reports: readonly Report[],
) {
  const report = reports[reportRow];
  if (report === undefined) throw new RangeError(`no report ${reportRow}`);
  const name = nameFigure(figure);
  const short = name.length > MAX_INDICATOR_CHARS ? `…${name.slice(-MAX_INDICATOR_CHARS)}` : name;
  const own = report.identity.year.value;
  const isOwn = figure.year === null || figure.year === own;
  const other = isOwn ? "" : `报告，所述为${figure.year}年`;
  const period = `${other}${figure.period === undefined ? "" : `，${figure.period}`}`;
  return `${writeFigure(figure)}（${sourceOf(report, reports)}${period}，${short}${figure.state === "planned" ? "，计划" : ""}）`;
}
