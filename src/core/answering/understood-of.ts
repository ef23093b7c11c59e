import type { AnswerWanted, Understood } from "../model/question.ts";
import type { QuestionPlan } from "./plan-question.ts";

// A noun that is measured, with the words in front of it: 调解成功率, 培训人次.
const INDICATOR = /[\p{sc=Han}\d+]{2,18}?(?:率|比例|占比|数量|总数|总量|总额|金额|次数|人数|件数|案件数|场次|人次)/gu;
/** 谁的出庭应诉率, 哪里的…: asks whose it is. */
const WHOSE = /^(?:谁|哪[里儿个家]?(?:地方|[省市区县镇])?|各地|两地|二者|两者)的?/u;
/** 分别受理了 … 一共: what links an indicator to the asking word. */
const LINKING =
  /^(?:分别|一共|总共|共|全年|了|的|有|是|和|与|在|\s)+|(?:分别|一共|总共|合计|共|了|的|有|是|为|达到?|各|\s)+$/gu;
const MAX_INDICATOR_CHARS = 18;

const RANKING = /排名|排第|名次|位次|第几|最(?:高|低|多|少|大|小|好|差|快|慢)|前[三五十]名/u;
const YES_NO = /有没有|有无|有冇|是否|是不是|对不对|[吗嘛][？?]?$/u;
const NAME =
  /叫(?:什么|啥|咩)|什么名|名称|名字|是谁|谁(?:是|被|获)|哪[一]?(?:部|位|家|条|个|项|所|名|份)(?!地方|市|区|县|省)/u;
/** Units of what is measured; anything else is counted. */
const MEASURED = /^(?:%|‰|个百分点|元|钱|块|万元|亿元|分|年|月|日|天|小时|个工作日|成)$/u;

/** What was understood, in the words that are shown to the reader. */
export function understoodOf(plan: QuestionPlan): Understood {
  const { slots, question, rewritten } = plan;
  return {
    regions: slots.regions.map((mention) => mention.path),
    years: slots.years,
    indicators: indicatorsOf(plan),
    wanted: wantedBy(plan),
    ...(rewritten ? { rewritten: question } : {}),
  };
}

/** The indicators by name; where the question has none, what it counts: 行政复议申请 of 收到行政复议申请多少件. */
function indicatorsOf({ focus, figures }: QuestionPlan): string[] {
  const named = [...new Set((focus.match(INDICATOR) ?? []).map((name) => name.replace(WHOSE, "")))];
  if (named.length > 0) return named;
  const counted = figures.map(({ phrase }) => phrase.replace(/\s+/gu, " ").replace(LINKING, "").trim());
  return [...new Set(counted)].filter((phrase) => phrase.length >= 2 && phrase.length <= MAX_INDICATOR_CHARS);
}

/** What kind of answer a question wants; what fits first of what is special goes before what is general. */
function wantedBy({ kind, question, comparison, figures }: QuestionPlan): AnswerWanted {
  if (kind === "outline") return "summary";
  if (RANKING.test(question)) return "ranking";
  if (comparison) return "comparison";
  if (kind === "list") return "list";
  if (YES_NO.test(question)) return "yes_no";
  const [asked] = figures;
  if (asked !== undefined)
    return asked.units.some((unit) => MEASURED.test(unit)) || asked.unit === "" ? "figure" : "count";
  return NAME.test(question) ? "name" : "fact";
}
