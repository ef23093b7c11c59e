import type { AskedFigure } from "./asked-figures.ts";
import type { FigureWords } from "./figure-sentence.ts";
import { plainWords, unsaidChars } from "./unsaid-words.ts";

/** Say of when, of where or that something moved, and leave the noun to the clause before (从70%提高到89%). */
export const ONLY_FRAMES =
  /全[省市区县]|^\s*\p{sc=Han}{2,4}[市区县](?=\s*(?:[为是达约]|$))|[今去]年|本年|(?:大幅|稳步|进一步|逐[年步])?(?:增[长加]|提[高升]|下降|上?升|降低?|减少|跃升|攀升|压[减缩]|缩[短减]|扩大)[到至为]/gu;
// Of being there, and of whose it is.
const THERE_IS =
  /现有|共有|拥有|设有|建有|配有|设立|成立|建成|建立|配备|登记|入册|在册|在编|在岗|组建|分布|县区|地区|范围|系统|辖区|下设|增[至到加]|达到|人员|队伍|机构|注册|执业|行政|活跃在|一线/gu;
const FEW_MORE_CHARS = 4;
/** As long a run holds more than a noun. */
const LONG_NOUN_CHARS = 7;

/** 有多少个乡镇? asks how many there are, not how many did something. */
export function asksHowManyThereAre({ phrase, counted }: AskedFigure): boolean {
  if (counted === "") return false;
  const rest = phrase.replace(counted, "").replace(/[\s,，]/gu, "");
  return (
    counted.length < LONG_NOUN_CHARS && /^(?:一共|总共|全[省市区县])?(?:现有|设有|共有|拥有|建有|有)?$/u.test(rest)
  );
}

/** 顾问和律师合计527名: of two together. */
const BOTH = /(\p{sc=Han}{2})(?:以及|[和与及])\p{sc=Han}*?(\p{sc=Han}{2})(?:合计|总计|共计|总共|一共|共)$/u;

/** Whether a figure is of two things together of which the question names one at most. */
export function isOfBoth(lead: string, question: string): boolean {
  const [, one = "", other = ""] = BOTH.exec(lead.trim()) ?? [];
  return one !== "" && !(question.includes(one) && question.includes(other));
}

/** 确认违法、撤销、责令履行: what is counted together. */
const MEMBERS = /(?:\p{sc=Han}{2,10}、)*\p{sc=Han}{2,10}(?:、|以及|[和与及或])\p{sc=Han}{2,14}$/u;

/** Whether a figure is of several things together of which the question names one in front of another that it does not. */
export function isOfMembers(lead: string, question: string): boolean {
  const members = (MEMBERS.exec(lead.replace(/案件|[的共有]+$/gu, "").trim())?.[0] ?? "").split(/、|以及|[和与及或]/u);
  const said = plainWords(question);
  const open = members.map((member) => unsaidChars(plainWords(member), said));
  const isOpen = (unsaid: number, row: number) => unsaid >= 2 && !said.includes(members[row]?.slice(-2) ?? "");
  return open.slice(0, -1).some((unsaid) => unsaid === 0) && open.some(isOpen);
}

/** 是广东省3个入选案例之一: as many are of the whole province, and one of them is told of. */
export function isOneOfThem({ lead, tail }: FigureWords, question: string): boolean {
  const around = /全国|\p{sc=Han}{1,3}[省市]$/u.exec(lead.trim())?.[0] ?? "";
  return /^[^，。；]{0,10}之一/u.test(tail) && !(around !== "" && question.includes(around.slice(-2)));
}

/** Whether a figure's clause tells more of what it counts than the question: 85个乡镇设立联络点 are not all of them. */
export function saysMore({ lead, tail }: FigureWords, question: string): boolean {
  const own = plainWords(`${lead} ${tail}`).replace(ONLY_FRAMES, " ").replace(THERE_IS, " ");
  return unsaidChars(own, plainWords(question)) >= FEW_MORE_CHARS;
}
