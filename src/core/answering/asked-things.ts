import { askedCount } from "./inline-items.ts";

/** 哪几个村, 哪三种, 哪些地方: things with names, which one sentence tells. */
const WHICH = /哪(?:些|几|[一两二三四五六七八九十]|\d)/u;
/** What was done, lacks or is to come: each a sentence of its own, told by the whole section. */
const DEEDS =
  "做法|举措|措施|工作|事情|事(?!项|务|件|例|业)|任务|安排|打算|计划|规划|不足|短板|问题|环节|方面|要点|部分|要求|成效|成绩|亮点|经验|进展|手段|动作|努力|内容|情况";
/** 哪三项工作得到肯定, 以哪些工作为重点: what is said of them behind 哪 names them in one sentence. */
const TOLD_BEHIND = "(?!得到|获|被|受到?|为|入选|列[为入]|排在?|[占获]|的?(?:组合|名称|名字))";
const WHICH_DEEDS = new RegExp(
  [
    `哪[^，,。？?；;的]{0,12}?(?:${DEEDS})${TOLD_BEHIND}`,
    // 哪三条, 哪几点
    "哪(?:些|几|[一两二三四五六七八九十]|\\d)大?[条点](?!例)",
    `(?:${DEEDS})(?:上|里|中)?(?:都|又|还|分别|具体|主要|一共)*(?:有|是|为|包括|包含|讲了|列了)?哪`,
    `(?:列|举|说)(?:出|一下|举)[^，,。？?；;]{0,6}(?:${DEEDS})`,
  ].join("|"),
  "u",
);
/** 包含哪, 都有什么, 请列: all of it is wanted. */
const ALL_OF_IT = /列全|请列|列举|逐[条一项]|都(?:有|推|做|讲)/u;

/**
 * True for a question that asks for things by name (哪几个村, 哪三类人), which stand together in one sentence, not for what
 * was done, lacks or is planned (哪些举措, 哪三点), each of which a section tells in a sentence of its own.
 */
export function asksForThings(question: string): boolean {
  return WHICH.test(question) && !WHICH_DEEDS.test(question) && !ALL_OF_IT.test(question);
}

const QUOTED = /[“《‘][^”》’]{1,60}[”》’]/gu;
/** “…”“…”, “…”能力，“…”指标: quotes that hardly anything stands between are of one list. */
const QUOTED_SERIES = /(?:[“《‘][^”》’]{1,60}[”》’]\p{sc=Han}{0,4}[、，和与及]?){2,}/gu;
const JOINED = /[^，。；：,;:\n]*?(?:、|以及|[和与及])[^，。；：,;:\n]*/gu;

/** How many things a sentence names side by side: in quotation marks or titles, or parted by 、 and 和. */
export function thingsNamed(text: string): number {
  const quoted = [...text.matchAll(QUOTED_SERIES)].map(([series]) => series.match(QUOTED)?.length ?? 0);
  const runs = [...text.replace(/[（(][^（）()]*[）)]/gu, "").matchAll(JOINED)].map(
    ([run]) => (run.match(/、|以及|[和与及]/gu)?.length ?? 0) + 1,
  );
  const plus = [...text.matchAll(/[“"][^”"]*\+[^”"]*[”"]/gu)].map(([run]) => run.split("+").length);
  return Math.max(...quoted, ...runs, ...plus, 0);
}

/** True where a sentence names as many things as are asked for (哪两个会: two), or several where no number is. */
export function namesThings(text: string, question: string): boolean {
  return thingsNamed(text) >= (askedCount(question) ?? 2);
}
