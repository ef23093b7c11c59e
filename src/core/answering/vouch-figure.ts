import { ACTORS } from "../figures/indicator-words.ts";
import { sameWords } from "../figures/same-words.ts";
import { tellsMove, whatMoved, withoutMove } from "./asked-change.ts";
import type { AskedFigure } from "./asked-figures.ts";
import { deniedApart } from "./denials.ts";
import { isOfOtherKind, lacksManner } from "./figure-kinds.ts";
import type { FigureWords } from "./figure-sentence.ts";
import { isOfItemBefore } from "./item-before.ts";
import { isNamedBy, isTornFrom, isUnderOther, leansOnBefore, OPENS_PART, sinceBreak } from "./leaning-clause.ts";
import { ACTS, NARROWING, narrows } from "./narrowing.ts";
import { asksHowManyThereAre, isOfBoth, isOfMembers, isOneOfThem, ONLY_FRAMES, saysMore } from "./says-more.ts";
import { EMPTY_WORDS, plainWords, sharesPair, unsaidChars, unsaidShare, withoutSaidWordings } from "./unsaid-words.ts";

/** How much of what was asked may be left unsaid: one stray word in a long phrase, never the word that counts. */
const MAX_UNSAID_SHARE = 0.24;
/** A measured noun follows its figure closely: 6个镇街均已配齐审核人员 counts 镇街. */
const COUNTED_CHARS = 6;

/**
 * True when a figure's own words vouch for it being the one asked: every word that says what is counted, what was
 * done and of which level stands beside it, the counted noun in its own clause, and no word there narrows it to
 * something that was not asked. Sharing the topic is not enough: 行政复议 in both does not make 建议书7份 the
 * number of cases.
 */
export function vouchesFor(words: FigureWords, asked: AskedFigure, question: string): boolean {
  return objectionTo(words, asked, question) === null;
}

/** Why a figure's words do not vouch for it. */
export type Objection =
  | "narrowed"
  | "denied"
  | "head"
  | "manner"
  | "other_kind"
  | "says_more"
  | "not_narrowed"
  | "other_rate"
  | "item_before"
  | "unsaid"
  | "counted"
  | "nearest";

/** The first reason why a figure's own words do not vouch for it being the one asked; null where they do. */
export function objectionTo(words: FigureWords, asked: AskedFigure, question: string): Objection | null {
  const moved = whatMoved(asked);
  if (moved !== null && tellsMove(words, asked, moved)) return objectionTo(withoutMove(words), moved, question);
  const earlier = plainWords(words.earlier);
  const own = plainWords(`${words.lead} ${words.tail}`);
  const wanted = withoutSaidWordings(asked.phrase, `${earlier} ${own}`);
  const near = (words.tail.split(NEAR_END)[0] ?? "").slice(0, COUNTED_CHARS);
  const standsNear = asked.counted !== "" && (near[0] === asked.counted[0] || isNamedBy(near, asked.counted));
  const counts = `${words.lead}${near}`;
  if (narrows(NARROWING, namesWholly(words, near, question) ? counts.replace(OPENS_PART, "") : counts, question))
    return "narrowed";
  // What a share is of may be added to: its name tells it.
  if (asked.unit !== "%" && narrows(ACTS, words.reach, question)) return "narrowed";
  if (deniedApart(`${words.reach}，${words.lead}${words.tail}`, counts, asked.phrase)) return "denied";
  if (!asksOfHead(words, question)) return "head";
  if (lacksManner(own, asked.phrase)) return "manner";
  if (isOfOtherKind(counts, asked.phrase)) return "other_kind";
  if (asksHowManyThereAre(asked) && saysMore(words, question)) return "says_more";
  if (isOfBoth(words.lead, question) || isOfMembers(words.lead, question)) return "says_more";
  if (isOneOfThem(words, question)) return "says_more";
  // 其中被采纳的有多少: that it is a part need not be said again where the sentence goes on with it.
  if (narrows(NARROWING, asked.phrase.replaceAll("其中", ""), `${words.reach}${words.lead}${words.tail}`))
    return "not_narrowed";
  if (isOtherRate(words.lead, asked.phrase)) return "other_rate";
  if (isOfItemBefore(words, asked)) return "item_before";
  // 54个|社区共聘请|31名法律顾问: what is told of those counted goes on behind the next figure.
  const isNamed = standsNear || (asked.counted !== "" && isNamedBy(words.lead, asked.counted));
  const leans = leansOnBefore(words, asked.phrase);
  if (leans && isUnderOther(words, question)) return "unsaid";
  const isTorn = isTornFrom(words.lead, asked.counted);
  const said = isTorn ? `${own} ${asked.counted}` : isNamed ? `${own} ${plainWords(words.rest)}` : own;
  if (unsaidShare(wanted, `${earlier} ${said}`) > MAX_UNSAID_SHARE) return "unsaid";
  if (asked.counted !== "") {
    const isCounted =
      isNamed ||
      isTorn ||
      (leans && isNamedBy(sinceBreak(words.earlier), asked.counted)) ||
      (asked.unit !== "" && isHeadOf(words.tail, asked.counted, question));
    return isCounted ? null : "counted";
  }
  // 企业，全市累计468家: a clause of empty words leaves the noun to the one before.
  const empty = !/\p{sc=Han}{2}/u.test(own.replace(ONLY_FRAMES, " ").replace(EMPTY_WORDS, " ").replace(MEASURE, " "));
  const names = empty || leans || saysPart(own, asked.phrase) ? `${earlier} ${own}` : own;
  const done = /(\p{sc=Han})了$/u.exec(asked.phrase.trim())?.[1];
  if (asked.nearest === "" || sharesPair(plainWords(asked.nearest), names)) return null;
  // 播了几期: 播放37期.
  return done !== undefined && own.includes(done) ? null : "nearest";
}

/** Where what a figure's clause says of it right behind it ends; brackets tell of a part. */
const NEAR_END = /[、，]|[（(](?=含|其中|包括|不含)/u;
/** 涉及金额, 标的额: measures of what was told before. */
const MEASURE = /金额|标的额?|资金/gu;

const FEW_UNSAID_CHARS = 3;
/** 6个|镇街均已配齐审核人员: says what those counted did or have. */
const DOES =
  /[已均都]|配[齐备有]|完成|参[加与]|荣?获|实现|达到|设[立有]|建[立成]|开展|纳入|入选|通过|举办|办理|组织|培训了/u;

/**
 * Whether the noun asked for ends what a figure counts, and the question says nearly all of what stands between:
 * 12期|领导干部法治能力提升主题|培训班.
 */
function isHeadOf(tail: string, counted: string, question: string): boolean {
  const thing = (tail.split(/[、，]/u)[0] ?? "").trim();
  if (!thing.endsWith(counted.slice(-2)) || narrows(NARROWING, thing, question) || DOES.test(thing)) return false;
  return unsaidChars(plainWords(thing), plainWords(question)) <= FEW_UNSAID_CHARS;
}

const RATE_NAME = /(?<name>\p{sc=Han}{2})率/gu;

/** 信访化解率 asks for none that its clause calls 调解和解率: neither says the other's name. */
function isOtherRate(lead: string, phrase: string): boolean {
  const [own, asked] = [lead, phrase].map((words) => [...words.matchAll(RATE_NAME)].at(-1)?.groups?.name);
  if (own === undefined || asked === undefined) return false;
  const [saidOwn, saidAsked] = [sameWords(own), sameWords(asked)];
  return saidOwn !== saidAsked && !sameWords(lead).includes(saidAsked) && !sameWords(phrase).includes(saidOwn);
}

/** Whether every word that a figure's own clause says of it stands in the question. */
function namesWholly({ lead }: FigureWords, near: string, question: string): boolean {
  return (
    unsaidChars(
      plainWords(`${lead.replace(OPENS_PART, "").replace(AFTER, "")} ${near}`).replace(WITHOUT_WEIGHT, " "),
      plainWords(question),
    ) === 0
  );
}

/** 经审理后, 单位“一把手”: what goes without saying. */
const AFTER = /经(?:过|由)?(?:[审核复][理查议核]|办理|调查|评审|考核)后?/gu;
const WITHOUT_WEIGHT = /案件|单位(?=一把手|主要负责人)/gu;

/** 法律援助案件1205人次，其中刑事案件876人次: the part asked for is told by its own word, the whole stands before it. */
function saysPart(own: string, phrase: string): boolean {
  const parts = own.replace(OPENS_PART, "").match(NARROWING) ?? [];
  return parts.length > 0 && parts.every((part) => phrase.includes(part));
}

/** 专项整治中，暂扣船艇3艘: when it came about, which its name in the answer tells. */
const OCCASION = /(?:整治|行动|评价|评比|考核|评估|竞赛|比赛|检查)中$/u;
/** 人民调解委员会 that settle disputes: bodies that are there for one kind of work. */
const WORK_OF_BODY = /调解(?=委员会|组织|员)|公证(?=机构|处)|法律援助(?=机构|中心)|仲裁(?=机构|委员会)/u;

/**
 * Whether the question asks of what a figure's list is headed by, or of those who did it: 参与的事务中，…法律援助3宗 is not
 * the number of 法律援助 cases, 67名法律顾问，…宣传564场次 not that of all activities.
 */
function asksOfHead({ head, earlier }: FigureWords, question: string): boolean {
  // 营商环境方面，新增企业81户: a topic, not whose they are.
  if (head === "" || head.endsWith("方面") || OCCASION.test(head)) return true;
  // 12个委员会、80名委员: an item of the list itself.
  if (earlier.endsWith(`${head}、`)) return true;
  if (ACTORS.test(head)) {
    const work = WORK_OF_BODY.exec(head)?.[0];
    return plainWords(question).includes(work ?? head.slice(-2));
  }
  return sharesPair(sameWords(head), sameWords(question));
}

/** A sentence that says in words that there is none has no clause of its own for it. */
const MAX_UNSAID_TOPIC = 0.35;

/** Whether a sentence, headings counted in, is about what a question's clause is about. */
export function saysTopic(phrase: string, said: string): boolean {
  return unsaidShare(withoutSaidWordings(phrase, plainWords(said)), plainWords(said)) <= MAX_UNSAID_TOPIC;
}
