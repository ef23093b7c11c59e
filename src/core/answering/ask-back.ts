import type { Answer } from "../model/answer.ts";
import type { Understood } from "../model/question.ts";
import type { Report } from "../model/report.ts";
import { placeName } from "../search/library-places.ts";
import { readQuestionSlots } from "../search/question-slots.ts";
import { stripQuestionWords } from "../search/strip-question.ts";
import { composeAbstention } from "./abstain.ts";
import { EXTRACTIVE_BACKEND } from "./compose-answer.ts";
import { cutLine, MAX_LEAD_CHARS } from "./cut-line.ts";
import { describeCoverage } from "./describe-coverage.ts";
import { yearsOf } from "./newest-year.ts";
import type { QuestionPlan } from "./plan-question.ts";
import { leansWholly, pointsBack } from "./points-back.ts";
import { labelReport } from "./target-groups.ts";

/** What a question may say besides place and year and still ask nothing: it turns, points, or names reports as such. */
const SAYS_NOTHING =
  /^(?:那么?|再|还有|换成|改成)|(?:前|上|后|下|头|第二)一?年|[今去明]年|同年|当年|本年度?|全年|整年|最新|最近|一年|这个?|那个?|数字?|数据|年度|法治政府建设|法治建设|依法行政|报告|材料|总体|整体|工作|情况|内容|介绍|说说|讲讲|看看|的|是|呢|有/gu;
/** Stands for the question, so that all of it may go. */
const ANCHOR = "x";

/** True for a question that names no more than a place or a year, or points back though nothing was asked before. */
export function asksNothing({ question, rewritten, kind, chapter, figures }: QuestionPlan, reports: readonly Report[]) {
  if (rewritten) return false;
  if (pointsBack(question) !== null || leansWholly(question) !== null) return true;
  if (kind === "outline" || chapter !== "" || figures.length > 0) return false;
  let words = question;
  for (const { start, end } of [...readQuestionSlots(question, reports).places].reverse())
    words = words.slice(0, start) + words.slice(end);
  const left = stripQuestionWords(`${ANCHOR} ${words.replace(/(?:19|20)\d{2}\s?年?度?/gu, "")}`);
  return !/[\p{L}\p{N}]/u.test(left.replace(ANCHOR, "").replace(/\s/gu, "").replace(SAYS_NOTHING, ""));
}

const EXAMPLE = "行政机关负责人出庭应诉率是多少";

/** Asks kindly what is meant, with what there is on the place that was named. */
export function composeAskBack(
  { question, slots }: QuestionPlan,
  understood: Understood,
  reports: readonly Report[],
): Answer {
  const [region, ...others] = slots.regions;
  const years = region === undefined || others.length > 0 ? [] : yearsOf(region.path, reports);
  const leans = leansWholly(question);
  const lead =
    leans === "sum" || leans === "calculation"
      ? `请说明${leans === "sum" ? "合计" : "比较或计算"}的是哪两项，例如“某市2023年人大代表建议和政协提案一共多少件”。`
      : region === undefined || years.length === 0
        ? `请说明想问哪个地区、哪一年的哪项内容，例如“某市2023年${EXAMPLE}”。`
        : `已收录${placeName(region.path, reports)}${years.join("、")}年的报告，请说明想问哪项内容，例如“${years.at(-1)}年${EXAMPLE}”。`;
  const asked = composeAbstention("ambiguous", understood, { coverage: describeCoverage(reports, true) });
  return { ...asked, lead: cutLine(lead), answer: asked.answer.replace(asked.lead, lead) };
}

const ASKS_HOLDINGS =
  /^(?:请问)?(?:你们?|您|系统|这里|库里|库中|文库|目前|现在|已经?|都|一共|总共|共)*(?:收录|收集|收有|入库|包含|包括|覆盖|有)了?(?:的|是)?(?:哪些|哪几个?|几个?|多少个?|什么)(?:份|篇)?(?:地方|地区|城市|省市|年份|年度|年|单位|部门)?的?(?:法治政府建设)?(?:年度)?(?:报告|材料|资料|数据)?(?:可以?(?:查|问))?[吗呢啊]?[?？。\s]*$|^(?:有|能查|可以查)哪些(?:地方|地区|城市|年份)的?(?:报告|数据)?[?？。\s]*$|^(?:报告|收录)(?:清单|目录|范围)[?？。\s]*$/u;
/** A list of more helps nobody. */
const MAX_LISTED = 30;

/** The reports that there are, where a question asks for them; null where it asks anything else. */
export function composeHoldings({ question }: QuestionPlan, understood: Understood, reports: readonly Report[]) {
  if (!ASKS_HOLDINGS.test(question) || reports.length === 0) return null;
  const lines = reports
    .slice(0, MAX_LISTED)
    .map((report) => `- ${labelReport(report, reports)}：《${report.identity.title.value ?? report.file}》`);
  const lead = `目前收录 ${reports.length} 份报告：${describeCoverage(reports, true)}。`;
  const rest = reports.length > MAX_LISTED ? `\n\n另有 ${reports.length - MAX_LISTED} 份未列出。` : "";
  return {
    outcome: "answered",
    lead: lead.length <= MAX_LEAD_CHARS ? lead : `目前收录 ${reports.length} 份报告。`,
    answer: `${lead}\n\n${lines.join("\n")}${rest}`,
    citations: [],
    figures: [],
    understood,
    label: "原文摘录",
    followUps: [],
    backend: EXTRACTIVE_BACKEND,
  } satisfies Answer;
}
