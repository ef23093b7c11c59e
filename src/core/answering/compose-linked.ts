import { nameFigure, writeFigure } from "../figures/describe-figure.ts";
import type { Citation } from "../model/answer.ts";
import type { Report } from "../model/report.ts";
import { CitationList } from "./cite.ts";
import { type Draft, MAX_LEAD_CHARS, quoteOf, sourceOf } from "./compose-answer.ts";
import type { Evidence } from "./find-evidence.ts";
import type { LinkedFigure } from "./link-figures.ts";

const NEAREST = "意思最接近的一项：";
const NEAREST_QUOTE = "意思最接近的原文：";
const ALSO = "也可能是：";
const CHECK = "问法与报告用语不同，请核对这是不是所问的指标。";
const CHECK_QUOTE = "问法与报告用语不同，请核对这是不是要找的内容。";
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
    lead: `${NEAREST}${told}`.slice(0, MAX_LEAD_CHARS),
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
  return { outcome: "answered", lead: lead.slice(0, MAX_LEAD_CHARS), answer, citations };
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

/** A quote that was found by its meaning alone, marked as what it is; `others` follow as what may be meant in its stead. */
export function nearMeaning(draft: Draft, others: readonly Evidence[]): Draft {
  const { citations } = draft;
  const told = citations.list();
  const more = others
    .filter((one) => !told.some((cited) => overlaps(cited, one)))
    .map((one) => `- ${quoteOf(one).trim()} [${citations.cite(one.report, one.sectionRow, one, one.sentence)}]`);
  const alternatives = more.length === 0 ? "" : `\n\n${ALSO}\n\n${more.join("\n")}`;
  const lead = `${NEAREST_QUOTE}${draft.lead}`;
  return {
    ...draft,
    outcome: "partial",
    lead: lead.length <= MAX_LEAD_CHARS ? lead : cutLead(lead),
    answer: `${NEAREST_QUOTE}\n\n${draft.answer}${alternatives}\n\n${CHECK_QUOTE}`,
  };
}

/** Cut between clauses, or in front of a number: half of one would be another. */
function cutLead(lead: string): string {
  const cut = lead.slice(0, MAX_LEAD_CHARS - 1);
  const clause = cut.replace(/[，、；：][^，、；：]*$/u, "");
  return `${clause.length > NEAREST_QUOTE.length ? clause : cut.replace(/[\d.,%]+$/u, "")}…`;
}

function overlaps(cited: Citation, { report, start, end }: Evidence): boolean {
  return cited.reportId === report.id && cited.start < end && start < cited.end;
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
