import { extractFigures } from "../figures/extract-figures.ts";
import { sameWords } from "../figures/same-words.ts";
import type { Figure } from "../model/figure.ts";
import type { Span } from "../model/offsets.ts";
import type { Report } from "../model/report.ts";

/** A figure of the ledger as a cited place states it, with all that its words say. */
export interface Statement {
  readonly figure: Figure;
  /** False for a neighbour that stands in the same sentence but outside of what is cited. */
  readonly cited: boolean;
  /** As written: the figure's own words, and its clause up to it. */
  readonly own: string;
  /** As written: the whole sentence. */
  readonly sentence: string;
  /** In the field's one form, ever further from the figure: own words; the whole it is a part of; its sentence; headings, title. */
  readonly tiers: readonly [string, string, string, string];
  readonly report: Report;
}

const CLAUSE_END = /[，；。！？\n]/u;

/** The figures of the sentences that a cited span touches, in order. */
export function statementsOf(report: Report, span: Span): Statement[] {
  return extractFigures(report, span).map((figure) => stateOf(report, span, figure));
}

function stateOf(report: Report, span: Span, figure: Figure): Statement {
  const { start, end } = figure.sentence;
  const before = report.text.slice(start, figure.start);
  const tail = report.text.slice(figure.end, end).split(CLAUSE_END)[0] ?? "";
  const { title, issuer, region } = report.identity;
  const headings = report.sections[figure.sectionRow]?.path.join(" ") ?? "";
  const words = `${figure.subject} ${figure.indicator}`;
  return {
    figure,
    cited: figure.start >= span.start && figure.end <= span.end,
    own: `${words} ${figure.within} ${before.split(CLAUSE_END).at(-1) ?? ""}`,
    sentence: report.text.slice(start, end),
    tiers: [
      sameWords(`${words} ${figure.canonical ?? ""}`),
      sameWords(figure.within),
      sameWords(`${before} ${tail}`),
      sameWords(`${headings} ${title.value ?? ""} ${issuer.value ?? ""} ${region.value ?? ""}`),
    ],
    report,
  };
}
