import { resolveContext } from "../reading/resolve-context.ts";
import type { Evidence } from "./find-evidence.ts";
import type { QuestionPlan } from "./plan-question.ts";

/**
 * What a question about a place, an hour or a telephone asks for, and what a sentence must hold to answer it.
 * A sentence that only shares the subject (公证处) does not say where or when.
 */
const ASKED_FOR: readonly { readonly asked: RegExp; readonly answer: RegExp }[] = [
  {
    asked: /哪条(?:路|街)|什么(?:路|街|地址)|地址|门牌号(?:码)?是/u,
    answer: /(?:路|街|巷|大道)[^，。；]{0,6}\d+号|大厦|地址|号楼|位于|设在/u,
  },
  {
    asked: /怎么(?:走|去)|在哪(?:里|儿)?(?:办公)?[?？。,，]?$/u,
    answer: /[路街巷]\d*号?|大道|大厦|地址|号楼|位于|设在|设立/u,
  },
  {
    asked: /几点|上不上班|开不开门|休不休息|营业时间|上班时间|开放时间|周[六日末].{0,4}(?:上班|开门)/u,
    answer: /周[一二三四五六日末]|双休|节假日|上班|\d{1,2}[:：]\d{2}|全天|小时/u,
  },
  {
    // 市长是谁: somebody holds the office by name.
    asked:
      /(?:省长|市长|区长|县长|镇长|州长|书记|局长|主任|院长|检察长)(?:是谁|叫什么|姓什么|是哪位)|谁(?:是|当)\p{sc=Han}{0,4}(?:长|书记|主任)/u,
    answer:
      /(?:省长|市长|区长|县长|镇长|州长|书记|局长|主任|院长|检察长)(?![、，。]|带头|亲自|负责|牵头|对|为|讲|热线|和|及|接听|述法|履行|认真|切实|任|出席|参加|主持|研究|第一)\p{sc=Han}{2,3}/u,
  },
  { asked: /几等[奖功]|什么奖/u, answer: /[特一二三四五六七八九十]等[奖功]|[金银铜]奖|优秀奖|最佳/u },
  {
    asked: /第几|第多少|名次|排名(?:多少|如何|怎么样)/u,
    answer: /第[\d一二三四五六七八九十]|首[位名个]|榜首|冠军|末位|倒数|前[列茅\d一二三四五六七八九十]/u,
  },
  {
    asked: /电话(?:号码)?(?:是)?(?:多少|几)|联系(?:电话|方式)|电话[?？。\s]*$/u,
    answer: /\d{7,}|\d{3,4}[-—]\d{7}|(?:拨打|致电)[“"]?\d{5}/u,
  },
];

/** 全国民主法治示范村 is asked: a sentence of 省级 alone tells of others. */
const NATIONAL = /全国|国家级/u;
const PROVINCIAL = /省级|省民主|全省/u;

/** How a report owns up to what is lacking: 存在问题的部门 names others' problems, not its own. */
const OWNS_UP = /短板|不足|薄弱|差距|有待|还需|尚未|不够|仍存在|还存在|存在一些|存在不少/u;

/** 哪里做得好: what a report owns up to is no answer. */
const PRAISES = /[做干搞办]得(?:最|更|比较|很)?[好棒]|亮点|成绩|成效|先进/u;

/** False when the question asks for a kind of fact that the sentence does not hold. */
export function suits(evidence: Evidence | undefined, plan: QuestionPlan): boolean {
  if (evidence === undefined) return false;
  if (plan.shortcomings && !OWNS_UP.test(paragraphOf(evidence))) return false;
  if (PRAISES.test(plan.question) && !plan.shortcomings && OWNS_UP.test(paragraphOf(evidence))) return false;
  const said = `${evidence.sentence.heading} ${evidence.sentence.text}`;
  if (NATIONAL.test(plan.question) && !/国/u.test(said) && PROVINCIAL.test(said)) return false;
  return ASKED_FOR.every(({ asked, answer }) => !asked.test(plan.question) || answer.test(evidence.sentence.text));
}

/** What is asked about stands behind it, up to the end of the clause. */
const WHETHER = /(?:有没有|有无|有冇|是否|是不是|可有)(?<thing>[^，,。；;？?]*)/u;
const PARTICLES = /(?:[吗呢了过的吧啊呀嘛]|没有)+$/u;
/** Share of the question that a sentence must say itself to tell whether a thing is there: its topic alone does not. */
const WHETHER_COVERAGE = 0.4;
/** Or in the reports' own terms for it (公证机构 for 公证处). */
const OFFICIALLY_SAID = 0.5;

/**
 * False where a question in the reports' own words asks whether a thing is there and the sentence only shares its topic:
 * 法律援助中心 says nothing of 法律博物馆: the thing itself, at the end of its name, has to be said. What is asked in everyday words (`everyday`) is judged by its meaning.
 */
export function tellsWhether(evidence: Evidence | undefined, plan: QuestionPlan, everyday: boolean): boolean {
  const { thing: asked } = WHETHER.exec(plan.question)?.groups ?? {};
  const thing = asked?.trim().replace(PARTICLES, "");
  if (thing === undefined || evidence === undefined || everyday || plan.figures.length > 0) return true;
  const { text, heading, coverage, official } = evidence.sentence;
  const isSaid = official >= OFFICIALLY_SAID || `${heading} ${text}`.includes(thing.slice(-2));
  return isSaid && coverage >= WHETHER_COVERAGE;
}

/** A sentence that says less of the question, with its headings, was found by its meaning. */
const SAID_SHARE = 0.2;

/** True for a sentence that shares hardly a word with the question: a reader has to judge whether it answers. */
export function isOnlyNear({ sentence }: Evidence, { figures }: QuestionPlan): boolean {
  return figures.length === 0 && sentence.contextCoverage < SAID_SHARE;
}

/** What is going to be done answers no question about how much was done in the report's own year. */
export function tellsPlanUnasked(
  { report, sentence }: Evidence,
  { figures, asksForPlans, slots }: QuestionPlan,
): boolean {
  const own = report.identity.year.value;
  const ofOwnYear = slots.years.length === 0 || (own !== null && slots.years.includes(own));
  return figures.length > 0 && !asksForPlans && ofOwnYear && resolveContext(report, sentence).plan;
}

function paragraphOf({ report, start, sentence }: Evidence): string {
  const from = report.text.lastIndexOf("\n", start - 1) + 1;
  const to = report.text.indexOf("\n", start);
  return `${sentence.heading} ${report.text.slice(from, to < 0 ? undefined : to)}`;
}

const ADVICE =
  /怎么(?:分|申请|办理?|告|打官司|维权|处理|赔|算|才能|样才能)|怎么办|如何(?:申请|办理|维权)|多久(?:能|出|会|才)|要(?:多少钱|带什么|什么材料|交什么)|需要(?:什么|哪些)(?:材料|手续)/u;

/** True for a question about the asker's own affairs, which names neither a place nor a year of a report. */
export function asksAdvice({ question, slots }: QuestionPlan): boolean {
  return ADVICE.test(question) && slots.years.length === 0 && slots.regions.length === 0;
}
