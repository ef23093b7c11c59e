import { sameWords } from "../figures/same-words.ts";
import type { Answer } from "../model/answer.ts";
import type { Report } from "../model/report.ts";
import { scanFigures } from "../text/figure-scan.ts";
import { openingOfOther } from "./asked-otherwise.ts";
import { contentOf, unsaid } from "./bind-words.ts";
import { isLikeUnit } from "./claim-amount.ts";
import { cutLine } from "./cut-line.ts";
import type { QuestionPlan } from "./plan-question.ts";
import { asksByYesAndNo, readClaim } from "./read-claim.ts";
import { saidApart } from "./said-apart.ts";
import { saidTogether } from "./said-together.ts";
import { ASKING, saysAsked } from "./says-asked.ts";

const ONLY_PLANNED = "报告列为工作安排，没有写已经完成：";
const NO_SUCH_NUMBER = "报告没有所问的这个数，有关的原话是：";
const WORDED_OTHERWISE = "报告没有这样写明，有关的原话是：";
/** For a question worded as no report is: whether the quote says it is for the reader to judge. */
const IN_THEIR_WORDS = "有关的原话是：";
const NO_SUM = "报告没有写明合计，查到的一项：";
/** 人大建议和政协提案一共多少. */
const SUMS_TWO = /\p{sc=Han}{2}(?:和|与|及)\p{sc=Han}{2}[^，。]*(?:一共|合计|总共|加起来|共(?=[多几有计是]))/u;
const NOT_SO_PARTED = "报告没有按所问的范围或占比写，查到的一项：";
const TOGETHER = "报告把几项合在一起写：";
const NO_TARGET = "没有找到所问的目标，所载是实际的数：";
/** Said already how far the report bears the question out. */
const JUDGED =
  /^(?:是，|否，|报告|数字一致|与该部门|只有一个部门|所引原文|不是全年|是全年|意思最接近|有关的原话|合计)/u;
const ASKS_TARGET = /目标(?!责任|管理|考核)(?:是|为|多少|定)?/u;
/** What was done with a thing: one act is not another. */
const ACTS =
  /修订|制定|废止|修改|成立|设立|举办|印发|取消|新建|通过|施行|撤销|下放|收回|委托|公布|聘请|表彰|处罚|移送|停止|停办|关停|关闭/gu;
/** As much of the question may stand in other words. */
const MAX_UNSAID_SHARE = 0.34;

/**
 * Tells in front of a quoted answer to a yes-or-no question how far it bears that out: that it is a plan, that the number
 * asked about is not there, or that the report words it otherwise. Unchanged where the answer judges already, abstains,
 * or says what was asked. `everyday`: the question is worded as no report is.
 */
export function tellWhether(answer: Answer, plan: QuestionPlan, reports: readonly Report[], everyday: boolean): Answer {
  if (answer.outcome === "abstained" || answer.citations.length === 0 || JUDGED.test(answer.lead)) return answer;
  const apart = saidApart(answer, plan);
  const together = !apart && answer.outcome === "answered" && saidTogether(answer, plan);
  const opening = apart
    ? NOT_SO_PARTED
    : together
      ? TOGETHER
      : SUMS_TWO.test(plan.question)
        ? oneOfTwoOpening(answer)
        : (asksByYesAndNo(plan.question) && openingOf(answer, plan, reports, everyday)) ||
          targetOpening(answer, plan) ||
          openingOfOther(answer, plan, reports);
  if (opening === "") return answer;
  return {
    ...answer,
    outcome: "partial",
    lead: cutLine(`${opening}${answer.lead}`),
    answer: `${opening}\n\n${answer.answer}`,
  };
}

function openingOf(answer: Answer, plan: QuestionPlan, reports: readonly Report[], everyday: boolean): string {
  const { citations } = answer;
  if (!plan.asksForPlans && citations.every(({ context }) => context.plan)) return ONLY_PLANNED;
  const claim = readClaim(plan);
  if (claim?.amount != null) {
    const { value } = claim.amount;
    const own = reports.filter(({ identity }) => identity.region.value === claim.place);
    const isWritten = own.some(({ text }) =>
      scanFigures(text).some((figure) => figure.value === value && isLikeUnit(figure.unit, claim.unit)),
    );
    return isWritten ? "" : NO_SUCH_NUMBER;
  }
  if (plan.figures.length > 0 || plan.comparison || citations.length > 1) return "";
  const wanted = contentOf(plan.focus.replace(ASKING, " "));
  const told = sameWords(citations.map(({ quote, section }) => `${section.join(" ")} ${quote}`).join(" "));
  const acts = [...sameWords(plan.question).matchAll(ACTS)].map(([act]) => act);
  if (acts.some((act) => !told.includes(act))) return WORDED_OTHERWISE;
  const all = wanted.join("").length;
  if (all === 0 || unsaid(wanted, told).length / all <= MAX_UNSAID_SHARE) return "";
  if (!everyday) return WORDED_OTHERWISE;
  return saysAsked(plan.question, told) ? "" : IN_THEIR_WORDS;
}

/** A figure told alone where two were to be summed up would pass for the sum. */
function oneOfTwoOpening({ lead }: Answer): string {
  const [figure = "", name = ""] = lead.split("（");
  // 办理涉外和涉港澳台公证: the report tells both as one.
  return scanFigures(figure).length === 1 && !/[和与及、]/u.test(name) ? NO_SUM : "";
}

/** 出庭应诉率目标 answered by what was reached. */
function targetOpening({ citations }: Answer, { question }: QuestionPlan): string {
  const isAim = citations.some(({ context, quote }) => context.plan || quote.includes("目标"));
  return ASKS_TARGET.test(question) && !isAim ? NO_TARGET : "";
}
