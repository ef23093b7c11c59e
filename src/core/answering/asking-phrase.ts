/** 增长多少, 下降了几: asks how much something moved. */
export const CHANGE = /(?:增[加长]?|上?升|提[高升]|下?降低?|减少?)了?(?:多少|几)/u;

const YEARS = /(?:19|20)\d\d\s?(?:年度?)?(?:全年)?/gu;
const CLAUSE_END = /[，,；;。？?！!：:（）()]/u;
/** Words that ask, compare or link; what is left says what is asked for. */
const ASKING = new RegExp(
  [
    "(?:是|有)?(?:哪(?:个|一个|年|一年|里|儿|边|份|家|地|几)?(?:地方|城市|地区|区|市|县)?|谁)的?",
    "(?:相差|差距|差别|差)(?:有|是)?(?:多少|多大|几)?[个件宗名人项%]?(?:百分点)?",
    `${CHANGE.source}[件宗名人项个]?(?:百分点)?`,
    "(?:的)?(?:几|多少)倍",
    "(?<![至最不])[多少高低大小]了?(?:出来?)?(?:多少|几)[件宗名人项个]?(?:百分点)?",
    "(?:一共|总共|共)?(?:是|有|为|达到?|占)?多少(?:场次|人次|件次|批次|个百分点|[件宗起名人项个场次份家条部%])?",
    "(?:各|分别|各自)(?:是|有|为|占)?",
    "(?:单位|口径|算法)(?:是否|是不是)?(?:都)?(?:一样|相同|一致)",
    "最?[高低多少大小]的是",
    "一共|合计|总共|共计|加起来|加在一起|相加|之和|总和|共(?:有|计|是)?(?=多少|几)|(?<=\\s|^)加(?:上)?(?=\\s|$)",
    "相比(?:之下|较)?|对比|比较|排[名序行]|排(?:个|一?下)(?:名|序|队)|由[高多低少]到[低少高多]|还是",
    "同是|同为|两地|三地|四地|两者|两年|各地|全[省市区县]|报告(?:里|中|上)?的?|材料(?:里|中)?的?|请问|帮我|查一下|吗|呢",
  ].join("|"),
  "gu",
);
const FRONT = /^(?:的|在|和|与|跟|及|以及|同|比|较|对|到|里|中|是|有|为|都|市|区|县|[、\s“”"'])+/u;
const BACK =
  /(?:的|和|与|跟|及|以及|同|比|较|对|到|是|有|为|都|里|中|在|[更最][高低多少大小]|[高低多少大小]|[、\s])+$/u;

/** What a stretch of a question says beside asking and linking; empty for nothing. */
export function phraseOf(text: string): string {
  return text
    .replace(YEARS, " ")
    .split(CLAUSE_END)
    .map((clause) => clause.replace(ASKING, " ").trim().replace(FRONT, "").replace(BACK, "").replace(/\s+/gu, ""))
    .filter((clause) => /\p{sc=Han}{2}/u.test(clause))
    .join("");
}
