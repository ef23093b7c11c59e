import type { Answer, Citation } from "../model/answer.ts";
import type { Report } from "../model/report.ts";
import { findPeriod } from "../reading/resolve-context.ts";
import { scanFigures } from "../text/figure-scan.ts";
import { cutLine } from "./cut-line.ts";
import type { QuestionPlan } from "./plan-question.ts";

/** 一年办了多少, 全年; not 近一年, 上一年, 第一年 and what is done 一年内. */
const ASKS_WHOLE =
  /全年|整年|一年到头|(?<![前上下后头去近同每逐第不新的十多])(?<!过去|最近|这几)一年(?![来内级期制以后前比]|多来)/u;
/** The question names the part itself. */
const NAMES_PART = /半年|季度|\d{1,2}\s*月/u;
/** Said already. */
const TOLD = /^(?:不是全年|是全年|报告没有写明只是)|部分时段|所问时段/u;
const WHOLE = /全年|1月?(?:份)?\s*[—\-–－~～至到]\s*12月/u;

/**
 * Says in front of an answer that its figure is of a part of the year where the question asks of a whole one. Unchanged
 * where it does not, where the answer tells so already, and where no figure of it is of a part.
 */
export function notePartYear(answer: Answer, { question }: QuestionPlan, reports: readonly Report[]): Answer {
  const { outcome, citations, lead } = answer;
  if (outcome === "abstained" || citations.length === 0 || TOLD.test(lead)) return answer;
  if (!ASKS_WHOLE.test(question) || NAMES_PART.test(question) || scanFigures(lead).length === 0) return answer;
  const parts = citations.map((citation) => partOf(citation, answer, reports));
  const told = [...new Set(parts.filter((part) => part !== ""))];
  const [first] = told;
  if (first === undefined) return answer;
  const opening =
    told.length > 1 || parts.includes("")
      ? "其中有的只是部分时段，不是全年："
      : `报告只写${/^截|下半年|[2-4二三四]季度$/u.test(first) ? "" : "到"}${first}，不是全年：`;
  return {
    ...answer,
    outcome: "partial",
    lead: cutLine(`${opening}${lead}`),
    answer: `${opening}\n\n${answer.answer}`,
  };
}

/** The part of a year that what is cited is of, as it is written; empty for the whole year. */
function partOf({ context, quote, reportId }: Citation, { answer }: Answer, reports: readonly Report[]): string {
  const own = context.period ?? "";
  if (isPart(own)) return answer.includes(own) && (!WHOLE.test(quote) || answer.includes(`，${own}`)) ? own : "";
  if (own !== "" || WHOLE.test(quote)) return "";
  const ofReport = reports.find(({ id }) => id === reportId)?.identity.period?.value ?? "";
  return isPart(ofReport) ? ofReport : "";
}

function isPart(words: string): boolean {
  const period = words === "" ? undefined : findPeriod(words, 0);
  return period !== undefined && !(period.fromMonth === 1 && period.toMonth === 12);
}
