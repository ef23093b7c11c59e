import { ACTORS } from "../figures/indicator-words.ts";
import { sameWords } from "../figures/same-words.ts";
import { findEverydayWords } from "../search/everyday-words.ts";
import { forEachTerm, isStrongTerm } from "../search/tokenize.ts";
import type { AskedFigure } from "./asked-figures.ts";
import { deniedApart } from "./denials.ts";

/** What a figure's sentence says of it, folded. */
export interface FigureWords {
  /** Its own clause in front of it. */
  readonly lead: string;
  /** Its own clause behind it. */
  readonly tail: string;
  /** All that may narrow it: back to the clause's start or the figure before, whichever is further. */
  readonly reach: string;
  /** What the sentence said before, and the headings above. */
  readonly earlier: string;
  /** What its list is headed by, or who did it all: 在参与的事务中, 67名法律顾问. Empty for none. */
  readonly head: string;
}

/** How much of what was asked may be left unsaid: one stray word in a long phrase, never the word that counts. */
const MAX_UNSAID_SHARE = 0.24;
/** A measured noun follows its figure closely: 6个镇街均已配齐审核人员 counts 镇街. */
const COUNTED_CHARS = 6;

// Words that ask, link or stand for having and doing at all: whether a report says them tells nothing.
const EMPTY_WORDS =
  /总量|总数|总额|数量|人数|次数|件数|场次数|规模|情况|一共|总共|合计|全年|全部|所有|每年|年度|目前|现在|涉及|可以|能够|已经|累计|当中|其中|拿到|得到|获得|取得|做了|搞了|办了|开了|办到|做到|达到|增加到|增至|扩大到|一年|报告|材料|各级|被?命名为|获评为?|被?评为|荣获|获|称号|排名|位居|排第|第|居|占|排|[的了过着在对把被与和跟及或等之其为是有共又还也都到从给让所就才呢吗啊地得个里上中下]/gu;
/** Say of when, of where or that something moved, and leave the noun to the clause before (从70%提高到89%). */
const ONLY_FRAMES =
  /全[省市区县]|^\s*\p{sc=Han}{2,4}[市区县](?=\s*(?:[为是达约]|$))|[今去]年|本年|(?:大幅|稳步|进一步|逐[年步])?(?:增长|下降|上?升|降低?|跃升|攀升)[到至]/gu;
// Words that narrow what a figure counts; one that the question does not say makes it another figure. An act
// reaches over all items of its clause (新增机构3家、律师1名), a noun only over its own.
const NARROWING_ACTS = "新增|新建|废止|修改|修订|协助|参与|网上|线上|远程|巡回|上门|同比";
const NARROWING_NOUNS =
  "试点|首批|第一批|暑期|寒假|草案|候选|其中|不予|减轻|免予|公示|首违|涉企|涉外|涉侨|涉港|农民工|民事|刑事|未成年|电话|省级|全国|国家级|市级(?!部门|单位|机关|层面|行政)|县级|每村|每个|人均|户均|每[百千万]人";
/** How a rate was reached: one that the question names is no other. */
const MANNERS: readonly RegExp[] = [/[按准]时|[按准如]期|及时|限时/u, /一次|首次|首办/u, /[自主]动/u, /直接/u, /综合/u];
/** By how much it is above or below another: no level of its own answers. */
const DIFFERENCES: readonly RegExp[] = [/高[出于]|超出/u, /低[出于]/u];
/** Stages of a case: a figure of one stage is none of another, whatever its sentence said before. */
const STAGES: readonly RegExp[] = [
  /收到|接到|接收|新收|收案|收件/u,
  /受理(?!点|窗口|渠道|范围|室|量)|立案/u,
  /审结|办结|结案/u,
];
/** Ways of settling a dispute: 行政复议12件、行政诉讼5件 are counted apart. */
const PROCEEDINGS: readonly RegExp[] = [/复议/u, /诉讼|一审|应诉|败诉/u, /仲裁/u];
/** A类企业, ii级响应: which of several kinds of one thing. */
const KIND_LABEL = /(?<label>[a-zⅰ-ⅻ]+|[一二三四五六七八九十\d]+)(?<of>[类级])/giu;
const ACTS = new RegExp(NARROWING_ACTS, "gu");
/** 其中涉外公证: opens a part, which the question may name as well as its sentence. */
const OPENS_PART = /[（(]?其中有?/gu;
const NARROWING = new RegExp(`${NARROWING_ACTS}|${NARROWING_NOUNS}`, "gu");

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
  | "unsaid"
  | "counted"
  | "nearest";

/** The first reason why a figure's own words do not vouch for it being the one asked; null where they do. */
export function objectionTo(words: FigureWords, asked: AskedFigure, question: string): Objection | null {
  const earlier = plainWords(words.earlier);
  const own = plainWords(`${words.lead} ${words.tail}`);
  const wanted = withoutSaidWordings(asked.phrase, `${earlier} ${own}`);
  const near = (words.tail.split(/[、，]/u)[0] ?? "").slice(0, COUNTED_CHARS);
  const counts = `${words.lead}${near}`;
  if (narrows(NARROWING, namesWholly(words, near, question) ? counts.replace(OPENS_PART, "") : counts, question))
    return "narrowed";
  // What a share is of may be added to: its name tells it.
  if (asked.unit !== "%" && narrows(ACTS, words.reach, question)) return "narrowed";
  if (deniedApart(`${words.reach}，${words.lead}${words.tail}`, counts, asked.phrase)) return "denied";
  if (!asksOfHead(words, question)) return "head";
  if ([...MANNERS, ...DIFFERENCES].some((manner) => manner.test(asked.phrase) && !manner.test(own))) return "manner";
  if (isOfOtherStage(counts, asked.phrase) || isOfOther(PROCEEDINGS, counts, asked.phrase)) return "other_kind";
  if (bearsOtherLabel(counts, asked.phrase)) return "other_kind";
  if (asksHowManyThereAre(asked) && saysMore(words, question)) return "says_more";
  // 其中被采纳的有多少: that it is a part need not be said again where the sentence goes on with it.
  if (narrows(NARROWING, asked.phrase.replaceAll("其中", ""), `${words.reach}${words.lead}${words.tail}`))
    return "not_narrowed";
  if (unsaidShare(wanted, `${earlier} ${own}`) > MAX_UNSAID_SHARE) return "unsaid";
  if (asked.counted !== "") {
    const isCounted =
      near[0] === asked.counted[0] || sharesPair(sameWords(asked.counted), sameWords(`${words.lead} ${near}`));
    return isCounted ? null : "counted";
  }
  // 企业，全市累计468家: a clause of empty words leaves the noun to the one before.
  const empty = !/\p{sc=Han}{2}/u.test(own.replace(ONLY_FRAMES, " ").replace(EMPTY_WORDS, " "));
  const names = empty || saysPart(own, asked.phrase) ? `${earlier} ${own}` : own;
  const done = /(\p{sc=Han})了$/u.exec(asked.phrase.trim())?.[1];
  if (asked.nearest === "" || sharesPair(sameWords(asked.nearest), names)) return null;
  // 播了几期: 播放37期.
  return done !== undefined && own.includes(done) ? null : "nearest";
}

/** Whether every word that a figure's own clause says of it stands in the question. */
function namesWholly({ lead }: FigureWords, near: string, question: string): boolean {
  return (
    unsaidChars(plainWords(`${lead.replace(OPENS_PART, "")} ${near}`).replaceAll("案件", " "), plainWords(question)) ===
    0
  );
}

/** 法律援助案件1205人次，其中刑事案件876人次: the part asked for is told by its own word, the whole stands before it. */
function saysPart(own: string, phrase: string): boolean {
  const parts = own.replace(OPENS_PART, "").match(NARROWING) ?? [];
  return parts.length > 0 && parts.every((part) => phrase.includes(part));
}

/**
 * Whether the question asks of what a figure's list is headed by, or of those who did it: 参与的事务中，…法律援助3宗 is not
 * the number of 法律援助 cases, 67名法律顾问，…宣传564场次 not that of all activities.
 */
function asksOfHead({ head, earlier }: FigureWords, question: string): boolean {
  // 营商环境方面，新增企业81户: a topic, not whose they are.
  if (head === "" || head.endsWith("方面")) return true;
  // 12个委员会、80名委员: an item of the list itself.
  if (earlier.endsWith(`${head}、`)) return true;
  if (ACTORS.test(head)) return plainWords(question).includes(head.slice(-2));
  return sharesPair(sameWords(head), sameWords(question));
}

function isOfOtherStage(own: string, phrase: string): boolean {
  // A hotline takes what it gets.
  if (/诉求|热线|来电|工单|咨询/u.test(phrase)) return false;
  return isOfOther(STAGES, own, phrase);
}

/** Whether a figure's words and the question name kinds of one thing and none in common. */
function isOfOther(kinds: readonly RegExp[], own: string, phrase: string): boolean {
  const wanted = kinds.filter((kind) => kind.test(phrase));
  const told = kinds.filter((kind) => kind.test(own));
  return wanted.length > 0 && told.length > 0 && !told.some((kind) => wanted.includes(kind));
}

/** Whether a figure is told of A类 where the question names D类. */
function bearsOtherLabel(own: string, phrase: string): boolean {
  const wanted = [...phrase.matchAll(KIND_LABEL)];
  return [...own.matchAll(KIND_LABEL)].some(({ groups: told }) => {
    const ofKind = wanted.filter(({ groups }) => groups?.of === told?.of);
    return ofKind.length > 0 && ofKind.every(({ groups }) => groups?.label !== told?.label);
  });
}

// Of being there, and of whose it is.
const THERE_IS =
  /现有|共有|拥有|设有|建有|配有|设立|成立|建成|建立|配备|登记|入册|在册|在编|在岗|组建|分布|县区|地区|范围|系统|辖区|下设|增[至到加]|达到|人员|队伍|机构|注册|执业|行政|活跃在|一线/gu;
const FEW_MORE_CHARS = 4;
/** As long a run holds more than a noun. */
const LONG_NOUN_CHARS = 7;

/** 有多少个乡镇? asks how many there are, not how many did something. */
function asksHowManyThereAre({ phrase, counted }: AskedFigure): boolean {
  if (counted === "") return false;
  const rest = phrase.replace(counted, "").replace(/[\s,，]/gu, "");
  return (
    counted.length < LONG_NOUN_CHARS && /^(?:一共|总共|全[省市区县])?(?:现有|设有|共有|拥有|建有|有)?$/u.test(rest)
  );
}

/** Whether a figure's clause tells more of what it counts than the question: 85个乡镇设立联络点 are not all of them. */
function saysMore({ lead, tail }: FigureWords, question: string): boolean {
  const own = plainWords(`${lead} ${tail}`).replace(ONLY_FRAMES, " ").replace(THERE_IS, " ");
  return unsaidChars(own, plainWords(question)) >= FEW_MORE_CHARS;
}

/** A sentence that says in words that there is none has no clause of its own for it. */
const MAX_UNSAID_TOPIC = 0.35;

/** Whether a sentence, headings counted in, is about what a question's clause is about. */
export function saysTopic(phrase: string, said: string): boolean {
  return unsaidShare(withoutSaidWordings(phrase, plainWords(said)), plainWords(said)) <= MAX_UNSAID_TOPIC;
}

/** One way of writing, without marks that stand inside names: 村（社区） and 村(社区) and 村社区. */
function plainWords(text: string): string {
  return sameWords(text)
    .replace(/[（()）“”"《》]/gu, "")
    .replaceAll("村社区", "村居");
}

/** The phrase without everyday wordings whose official term is said (放下来 where 下放 stands). */
function withoutSaidWordings(phrase: string, said: string): string {
  let rest = phrase;
  for (const { wording, terms } of findEverydayWords(phrase))
    if (terms.some((term) => said.includes(sameWords(term)))) rest = rest.replace(wording, " ");
  return plainWords(rest);
}

/** Whether a word narrows the figure, or the question, to something that the other does not say: 涉外, 新增, 省级. */
export function narrowedApart(own: string, asked: string, question = asked): boolean {
  return narrows(NARROWING, own, asked) || narrows(NARROWING, question, own);
}

/** True when `own` has one of the words that `other` does not say. */
function narrows(words: RegExp, own: string, other: string): boolean {
  const said = sameWords(other).replaceAll("暑假", "暑期").replaceAll("新建", "新增");
  return [...sameWords(own).matchAll(words)].some(([word]) => !said.includes(sameWords(word).replace("新建", "新增")));
}

/** Share of the wanted characters that stand in no pair (or whole number) of the said text. */
function unsaidShare(wanted: string, said: string): number {
  const total = wanted.replace(EMPTY_WORDS, "").replace(/[^\p{sc=Han}a-z0-9.%]/gu, "").length;
  return total === 0 ? 0 : unsaidChars(wanted, said) / total;
}

/** How many of the wanted characters stand in no pair (or whole number) of the said text. */
function unsaidChars(wanted: string, said: string): number {
  let unsaid = 0;
  for (const [run] of wanted.replace(EMPTY_WORDS, " ").matchAll(/[\p{sc=Han}]+|[a-z0-9.%]+/gu)) {
    if (!/\p{sc=Han}/u.test(run)) unsaid += said.includes(run) ? 0 : run.length;
    else unsaid += [...run].filter((_, at) => !pairsAt(run, at).some((pair) => said.includes(pair))).length;
  }
  return unsaid;
}

/** The pairs that a character of a run stands in; the character itself where it stands alone. */
function pairsAt(run: string, at: number): string[] {
  if (run.length === 1) return [run];
  return [run.slice(at - 1, at + 1), run.slice(at, at + 2)].filter((pair) => pair.length === 2);
}

function sharesPair(wanted: string, said: string): boolean {
  const content = wanted.replace(EMPTY_WORDS, " ");
  let pairs = 0;
  let found = false;
  const saidTerms = new Set<number>();
  forEachTerm(said, (term) => saidTerms.add(term));
  forEachTerm(content, (term) => {
    if (!isStrongTerm(term)) return;
    pairs++;
    if (saidTerms.has(term)) found = true;
  });
  return found || pairs === 0;
}
