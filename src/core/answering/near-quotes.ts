import type { Citation } from "../model/answer.ts";
import type { Report } from "../model/report.ts";
import { CitationList } from "./cite.ts";
import { type Draft, quoteOf } from "./compose-answer.ts";
import { ALSO } from "./compose-linked.ts";
import { cutLine } from "./cut-line.ts";
import type { Evidence, GroupEvidence } from "./find-evidence.ts";
import type { LinkedFigure } from "./link-figures.ts";

const NEAREST_QUOTE = "意思最接近的原文：";
const CHECK_QUOTE = "问法与报告用语不同，请核对这是不是要找的内容。";

/** A whole sentence of a report. */
type Quoted = Pick<Evidence, "report" | "sectionRow" | "start" | "end">;

/** A quote that was found by its meaning alone, marked as what it is; `others` follow as what may be meant in its stead. */
export function nearMeaning(draft: Draft, others: readonly Quoted[]): Draft {
  const { citations } = draft;
  const told = citations.list();
  const more = others
    .filter((one) => !told.some((cited) => overlaps(cited, one)))
    .map(
      (one) =>
        `- ${one.report.text.slice(one.start, one.end).trim()} [${citations.cite(one.report, one.sectionRow, one)}]`,
    );
  const alternatives = more.length === 0 ? "" : `\n\n${ALSO}\n\n${more.join("\n")}`;
  return {
    ...draft,
    outcome: "partial",
    lead: cutLine(`${NEAREST_QUOTE}${draft.lead}`),
    answer: `${NEAREST_QUOTE}\n\n${draft.answer}${alternatives}\n\n${CHECK_QUOTE}`,
  };
}

/**
 * The sentences nearest to an everyday question about a figure that no figure surely answers: the nearest by its words
 * and meaning, the one of the nearest figure, and what comes next. No figure is told as the answer.
 */
export function composeNear(
  nearest: Evidence,
  found: readonly GroupEvidence[],
  linked: LinkedFigure | undefined,
  reports: readonly Report[],
): Draft {
  const { report, sectionRow, sentence } = nearest;
  const citations = new CitationList();
  const quote = quoteOf({ ...nearest, start: sentence.start, end: sentence.end }).trim();
  const answer = `${quote} [${citations.cite(report, sectionRow, sentence)}]`;
  const group = found.find(({ evidence }) => evidence[0] === nearest);
  const own = linked === undefined ? undefined : reports[linked.reportRow];
  const ofFigure =
    linked === undefined || own === undefined
      ? []
      : [{ report: own, sectionRow: linked.figure.sectionRow, ...linked.figure.sentence }];
  return nearMeaning({ outcome: "partial", lead: quote.replaceAll("\n", " "), answer, citations }, [
    ...ofFigure,
    ...(group?.others ?? []),
  ]);
}

function overlaps(cited: Citation, { report, start, end }: Quoted): boolean {
  return cited.reportId === report.id && cited.start < end && start < cited.end;
}
