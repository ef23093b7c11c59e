import type { Span } from "../model/offsets.ts";

/** Characters that make a word with the first of a figure: 村规民约|880, 附近|3. */
const JOINS: Readonly<Record<string, RegExp>> = {
  约: /[民公条合契签节预制特大婚守违和商口邀规盟立履]$/u,
  近: /[附最靠临邻就将接]$/u,
  超: /[高反赶]$/u,
  第: /[及门次]$/u,
};
/** 聚集等行为26起: the word goes on up to the figure. */
const WORD_WITH_FOR = /(?:行|作|认|成|因|以|视|列|称|名|事后|人|转|改)为$/u;
/** Whoever else may have done what the clauses behind it tell. */
const OTHER_ACTOR =
  /律师|法律顾问|调解员|志愿者|监督员|联络员|宣讲团|讲师团|工作队|服务队|法院|检察院|公安机关|委员会|工作室|聘请|选聘|委托|由(?!来|于|此)|\d名|三类|期间|机制|平台/u;
/** Acts that say of what or on what only with the clause before. */
const LEANS_BACK =
  /^(?:提出|惠及|参与|厘清|涉及|转移|出具|解决|整改|整合|挂接|采纳|制作|播放|征集|收集|反馈|实现|纳入|清理|保留|废止|修改|缩短|覆盖|挽回|接待|接受|协助|代理|代写|累计)/u;
/** The first item of a list says where or with what all of them were done. */
const SHARED_PREPOSITION =
  /(?:^|[，；：])\P{sc=Han}*\p{sc=Han}{0,8}?(?:在|通过|依托|利用|对|向|为|从|针对)[^，；：]*$/u;

/**
 * Whether the words of a figure change their meaning without the rest of their paragraph: cut within a word, put together
 * from what does not stand together, or told of somebody or something that was named before.
 *
 * @param text of the report
 * @param before the words in front of the figure that a stem would say
 */
export function isTorn(text: string, figure: Span, sentence: Span, before: string): boolean {
  const lead = text.slice(sentence.start, figure.start);
  if (JOINS[text[figure.start] ?? ""]?.test(lead) === true || WORD_WITH_FOR.test(lead)) return true;
  const first = before.split("，")[0] ?? "";
  const at = lettersOf(lead).lastIndexOf(lettersOf(first));
  if (at < 0 || !lettersOf(lead).includes(lettersOf(before))) return true;
  const told = lead.slice(0, Math.max(0, lead.lastIndexOf(first)));
  const paragraph = text.slice(text.lastIndexOf("\n", sentence.start) + 1, sentence.start);
  if (/\d+名\p{sc=Han}{0,8}(?:法律顾问|律师)/u.test(paragraph) && !/法律顾问|律师/u.test(before)) return true;
  if (told.endsWith("、") && SHARED_PREPOSITION.test(told)) return true;
  const earlier = told.replace(/[^，；：。]*$/u, "");
  return OTHER_ACTOR.test(earlier) || (earlier !== "" && LEANS_BACK.test(before));
}

const lettersOf = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, "");
