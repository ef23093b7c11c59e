/**
 * What a turn asks of the answer before it: where it stands and of which year it is (`source`: the same answer shows
 * both), whether it is of the whole year (`period`), or whether it is what came new or all there is (`growth`).
 */
export type AboutAnswer = "source" | "period" | "growth";

const OF_IT = "(?:(?:这|那|上面|刚才)(?:个|些|条|句)?的?)?(?:数字?|数据|数值|说法|结果|指标|话)?的?";
const PATTERNS: readonly { readonly about: AboutAnswer; readonly pattern: RegExp }[] = [
  {
    about: "period",
    pattern: new RegExp(`^${OF_IT}(?:是不是|是否|是)?(?:指|算)?(?:全年|整年|一整年)的?(?:数字?|数据)?$`, "u"),
  },
  {
    about: "growth",
    pattern: new RegExp(
      `^${OF_IT}(?:是不是|是否|是)(?:(?:[上去今当本]一?年|前一年|同年)(?:度)?的?)?(?:新增|新建|新设|累计|总数|总量)(?:加|的)?(?:数字?|数据)?的?$`,
      "u",
    ),
  },
  {
    // 是上一年的吗, 是当年新增的吗: the place that is cited says of when it is and whether it adds up.
    about: "source",
    pattern: new RegExp(
      `^${OF_IT}(?:是不是|是否|是)(?:(?:[上去今当本]一?年|前一年|同年)(?:度)?的?)?(?:新增|新建|新设|累计|总数|总量)?(?:加|的)?(?:数字?|数据)?的?$`,
      "u",
    ),
  },
  {
    about: "source",
    pattern: new RegExp(
      `^${OF_IT}是?(?:哪一?年|哪个年份|什么时候|什么时间|何时|几几年)(?:度)?的?(?:数字?|数据|报告)?$`,
      "u",
    ),
  },
  {
    about: "source",
    pattern: new RegExp(
      `^${OF_IT}(?:出自|来自|在|是|从|见|写在)?(?:报告)?(?:里|中)?(?:的)?(?:哪一?[段节章页句处]|哪一?部分|哪份报告|哪个报告|哪篇报告|哪里|哪儿)(?:里|中)?(?:写|说|提|来|讲|找到?)?(?:到|过)?的?$`,
      "u",
    ),
  },
  {
    about: "source",
    pattern: new RegExp(
      `^${OF_IT}(?:的)?(?:出处|来源|依据|原文|原话)(?:是|在)?(?:哪里|哪儿|哪|什么|怎么[说写]的?|呢)?$`,
      "u",
    ),
  },
  {
    about: "source",
    pattern: new RegExp(`^${OF_IT}(?:计量)?单位(?:是?(?:什么?|啥|多少)?|(?:是否|是不是)?都?(?:一样|相同|一致))$`, "u"),
  },
  { about: "source", pattern: /(?:数字|数据|说法)(?:从哪|出自哪|哪里来)/u },
];
const ENDS = /^(?:那么?|请问|请给出|给出|给我看看?|看看?|发一?下)|[吗呢吧啊呀么]*[\s，,。.？?！!]*$/gu;

const UNIT = "(?:人次|件次|场次|批次|万元|亿元|个?百分点|[件宗起份篇个家处项条人名位场次部元])?";
const CALCULATIONS =
  `(?:一共|总共|共|合计|总计|加起来|加在一起)(?:是|有)?(?:(?:多少|几)${UNIT})?|` +
  `占(?:了)?(?:多少|几成|多大比例|百分之几)${UNIT}|` +
  `(?:增加|增长|上升|提高|提升|减少|下降|降低|变化|多|少|高|低|相?差(?:距)?)了?(?:多少|几)${UNIT}|` +
  "(?:哪一?[个年边]|谁)(?:更|最|比较)?[高低多少大小]";
const CALCULATES = new RegExp(`^(?:它们|[这那]?两[者个项]|二者)?(?:${CALCULATIONS})$`, "u");
const SUMS_UP = /^(?:一共|总共|共|合计|总计)/u;
const WHOLE = /^全[国省市区县]$/u;

/**
 * What a folded turn leaves to the turns before it, though it says none of what it calculates with: `sum` (一共多少件),
 * `calculation` (占多少, 增加了多少, 哪个高) or `whole` (全市呢: the same of the place around). Null for every other.
 */
export function leansWholly(turn: string): "sum" | "calculation" | "whole" | null {
  const words = turn.replace(ENDS, "").replace(/\s/gu, "");
  if (WHOLE.test(words)) return "whole";
  if (!CALCULATES.test(words)) return null;
  return SUMS_UP.test(words) ? "sum" : "calculation";
}

/** What a folded turn asks of the answer before it; null where it asks anything of its own. */
export function pointsBack(turn: string): AboutAnswer | null {
  const words = turn.replace(ENDS, "").replace(/\s/gu, "");
  return PATTERNS.find(({ pattern }) => pattern.test(words))?.about ?? null;
}
