/**
 * What a turn asks of the answer before it: where it stands and of which year it is (`source`: the same answer shows
 * both), or whether it is of the whole year (`period`).
 */
export type AboutAnswer = "source" | "period";

const OF_IT = "(?:(?:这|那|上面|刚才)(?:个|些|条|句)?的?)?(?:数字?|数据|数值|说法|结果|指标|话)?的?";
const PATTERNS: readonly { readonly about: AboutAnswer; readonly pattern: RegExp }[] = [
  {
    about: "period",
    pattern: new RegExp(`^${OF_IT}(?:是不是|是否|是)?(?:指|算)?(?:全年|整年|一整年)的?(?:数字?|数据)?$`, "u"),
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
  { about: "source", pattern: /(?:数字|数据|说法)(?:从哪|出自哪|哪里来)/u },
];
const ENDS = /^(?:那么?|请问|请给出|给出|给我看看?|看看?|发一?下)|[吗呢吧啊呀么]*[\s，,。.？?！!]*$/gu;

/** What a folded turn asks of the answer before it; null where it asks anything of its own. */
export function pointsBack(turn: string): AboutAnswer | null {
  const words = turn.replace(ENDS, "").replace(/\s/gu, "");
  return PATTERNS.find(({ pattern }) => pattern.test(words))?.about ?? null;
}
