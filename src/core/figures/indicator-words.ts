import { behindLast, characterRoles, nextPlace, roleAt, WHITE_SPACE } from "../text/character-roles.ts";
import type { ScannedFigure } from "../text/figure-scan.ts";

/** What a sentence says one of its figures to be. */
export interface IndicatorWords {
  /** What is counted or measured: 受理行政复议案件. */
  readonly indicator: string;
  /** The whole it is a part of, or what its list is headed by; empty for none. */
  readonly within: string;
  /** What its list is headed by or who did it (在参与的事务中, 67名法律顾问，累计…), whatever `within` is; empty for none. */
  readonly head: string;
}

interface Segment {
  readonly start: number;
  readonly end: number;
  /** Opened by a bracket: what is in it is a part of the figure before it. */
  readonly bracketed: boolean;
}

const OWN_WORDS_MIN = 4;
const CONTEXT_CHARS = 24;
/** 在参与的事务中，; 指标如下：: the words of a list's head hold for every item of it. */
const LIST_HEAD = /(?:[中里]|如下|包括|包含|分别是|分别为|当中|方面|情况)[，：:]$/u;
/** Of when: no part of what is counted. */
const TIME =
  /^(?:(?:到|至)?年底前?|截[至止]到?(?:目前|今年|当年|20\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:底|末)?|(?:今年|本年|当年|全年|年内|一年来|去年|上年)(?:以来|度)?(?:\d{1,2}[—\-–~至]\d{1,2}月(?:份)?)?|(?:自|从)?20\d\d年度?(?:以来)?(?:\d{1,2}月?\s?[—\-–~至]\s?\d{1,2}月(?:份)?)?|\d{1,2}月?\s?[—\-–~至]\s?\d{1,2}月(?:份)?|(?:上|下)半年|目前|现已|近年来|同期|期间)/u;
const LINK =
  /^(?:其中|同时|此外|另外?|另有|还|并|且|而|以及|及|和|与|或|等|含|包括|主要|先后|相继|共计|总计|合计|累计|全年|已(?!结)|均|都|共|各(?=\d)|[、，\s（(])+/u;
const WHOLE_PLACE = /^(?:(?:全|我|本)[省市区县州旗盟镇]|各[地级])(?![级直])/u;
const TRAILING =
  /(?:(?<![自理缘])[从由](?:上一?年度?|去年|前年)的?(?:提[高升]|上升|增[加长]?|下?降低?|减少|压减|缩短)?[到至为]?|首次|(?<![承对衔直间迎连交])接(?=近?$)|共计|总计|合计|累计|总共|一共|分别|各|均|都|已经?|达到|达|实现|提升[到至]|提高[到至]|上升[到至]|下降[到至]|降[到至]|升[到至]|增[加长]?[到至]|(?:减少?|压[缩减]|缩短)[到至为]|扩[大展]?[到至]|突破|超过|接近|为|是|有|(?<![签预合节公条契违特制大])约|近|共|至|到|了|等|的|[、，：:（(\s])+$/u;
const FILLERS = /(?:累计|共计)(?=[\p{sc=Han}])/gu;
/** Verbs that take a counted noun behind the number: 实现245项高频事项. */
export const ENDS_IN_VERB =
  /(?:实现|办理|开展|受理|完成|举办|培训|制定|审查|审核|出具|组织|召开|印发|推出|建成|建立|设立|新增|处理|化解|查处|调解|梳理|清理|抽查|培育|代理|承办|提供|提出|发出|推动|获得?|拥有|配备|聘请|选聘|发布|公开|接待)$/u;
/** 满意率, 涉及人数, 阅读量: measures of what was told before. */
const BARE_MEASURE = /^\p{sc=Han}{0,6}(?:率|满意度|[总金数]额|人数|件数|[读点浏]\p{sc=Han}?量)$/u;
/** 成功调解2405件: acts whose object was told before. */
const BARE_ACT =
  /^(?:成功|已(?!结)|全部|依法|实际)*(?:受理|办理|办结|审结|结案|处理|处置|化解|调解|调处|整改|答复|查处|立案|立案受理|已结)(?:成功|完毕)?$/u;
/** 129条村（社区）67名法律顾问，累计值班…: what follows is what these did. */
export const ACTORS =
  /(?:法律顾问|律师|调解员|调解组织|调解委员会|明白人|公证处|公证机构|公证员|司法所|工作站|工作室|监督员|志愿者|宣讲团|服务队|服务团|人员)$/u;
/** 败诉率由上年的9.2%降到6.4%: what is left of the move without its figures. */
const MOVED_TO =
  /(?<=率|度|比例|占比|时间|时长|时限|用时|周期|天数)[从由自]?(?:提[高升]|上升|升|下降|降低?|减少?|压[缩减]|缩短)[到至为]$/u;
/** 首次突破千件: a clause that tells how far its subject went. */
const PASSED = /(?:首次|已)?(?:突破|超过?|逾|达到?)[百千万亿]+\p{sc=Han}{0,2}$/u;
/** Opens a clause about a body that is counted next. */
const BUILDS = /^(?:并|还|同时|另)?(?:组建|成立|建立|设立|选聘|聘请|招募|配备)/u;
const PART = /^[、，\s（(]*(?:其中|含|包括)/u;
const THIN_START = /^(?:被|获|均|并|中有?|且|同比|环比|较|比上年|增长|下降|上升|排|位居|位列|名列|居)/u;

/** Code units that rules can cut, begin or end at; a rule is tried only where one of its own stands. */
const ENDS_CLAUSE = 0x1;
/** , and 、, which cut between figures. */
const ENDS_ITEM = 0x2;
const OPENS_QUOTATION = 0x4;
const OPENS_BRACKET = 0x8;
const CLOSES_BRACKET = 0x10;
/** What `LINK`, `TIME` and `WHOLE_PLACE` begin with, and what `TRAILING` ends with. */
const LEADS = 0x20;
const TRAILS = 0x40;
/** What the rules of `trimTail` begin and end with. */
const OPENS_TAIL = 0x80;
const CLOSES_TAIL = 0x100;
/** What `THIN_START` begins with, and what `BARE_MEASURE` and `BARE_ACT` end with. */
const OPENS_THIN = 0x200;
const CLOSES_BARE = 0x400;
const CUTS = ENDS_CLAUSE | ENDS_ITEM | OPENS_QUOTATION | OPENS_BRACKET | CLOSES_BRACKET;
const ROLES = characterRoles([
  ["，；：。！？\n;:", ENDS_CLAUSE],
  [",、", ENDS_ITEM],
  ["“《‘", OPENS_QUOTATION],
  ["（(", OPENS_BRACKET],
  ["）)", CLOSES_BRACKET],
  [`其同此另还并且而以及和与或等含包主先相共总合累全已均都各、，（(${WHITE_SPACE}`, LEADS],
  ["截到至今本当全年一去自从上下目现近同期我各0123456789", LEADS],
  [`计共别各均都已经到达现至长展破过近为是有约了等的年次接低少高升、，：:（(${WHITE_SPACE}`, TRAILS],
  [`的以左、，和及与并${WHITE_SPACE}`, OPENS_TAIL],
  ["、，和及与等", CLOSES_TAIL],
  ["被获均并中有且同环较比增下上排位名列居", OPENS_THIN],
  ["率度额数量理结案置解处改复查功毕", CLOSES_BARE],
]);
const CLOSING: Readonly<Record<string, string>> = { "“": "”", "《": "》", "‘": "’" };

/** The words of each figure of a sentence, in the order of `figures`. */
export function readIndicators(sentence: string, figures: readonly ScannedFigure[]): IndicatorWords[] {
  const found: IndicatorWords[] = [];
  /** The last figure whose clause says by itself what it counts: the ones behind it lean on it. */
  let anchor: IndicatorWords | undefined;
  let head = "";
  /** 其中民事案件329件，刑事案件876件: what the first is a part of, the ones of its unit behind it are too. */
  let parts: { readonly whole: string; readonly unit: string } | null = null;
  for (const segment of cutSegments(sentence, figures)) {
    const inside = figures.filter(({ start, end }) => start >= segment.start && end <= segment.end);
    const text = sentence.slice(segment.start, segment.end);
    const mark = sentence[segment.end];
    if (inside.length === 0 && (mark === "，" || mark === "：" || mark === ":"))
      if (LIST_HEAD.test(text + mark)) head = trimLead(text);
    const isPart = inside.length > 0 && PART.test(text);
    for (const figure of inside) {
      const { lead, tail } = wordsAround(sentence, segment, inside, figure);
      const front = trimLead(lead);
      const own = joinWords(front, tail);
      const thin = isThin(own);
      if (isPart) parts = { whole: anchor === undefined ? "" : wholeOf(anchor), unit: figure.unit };
      const within = segment.bracketed
        ? wholeOf(found.at(-1) ?? anchor)
        : parts !== null && parts.unit === figure.unit
          ? parts.whole
          : thin
            ? sameWordsAs(found.at(-1), own, figure !== inside[0]) ||
              newWords(own, sentence, segment, figures) ||
              wholeOf(anchor) ||
              previousWords(sentence, segment)
            : head;
      const words = own === "" ? { indicator: within, within: "", head } : { indicator: own, within, head };
      found.push(words);
      // 是诉讼案件的2.2倍 compares with what is none of the report's own subject.
      if (!thin && !segment.bracketed && !isPart && figure.unit !== "倍") anchor = words;
      if (front === "" && ACTORS.test(own)) head = own;
    }
    if (mark === "；" || mark === "。" || mark === ";") [head, parts] = ["", null];
  }
  return found;
}

/** What a part is a part of: the figure before it, or the whole of which that one is a part. */
function wholeOf(words: IndicatorWords | undefined): string {
  if (words === undefined) return "";
  const { indicator, within } = words;
  return within === "" || indicator.includes(within) ? indicator : `${within}${indicator}`.slice(0, CONTEXT_CHARS * 2);
}

function isThin(own: string): boolean {
  if (roleAt(ROLES, own, 0) & OPENS_THIN && THIN_START.test(own)) return true;
  const closes = roleAt(ROLES, own, own.length - 1) & CLOSES_BARE;
  if (closes && (BARE_MEASURE.test(own) || BARE_ACT.test(own))) return true;
  let han = 0;
  for (let at = 0; at < own.length; at++) {
    const unit = own.charCodeAt(at);
    if (unit >= 0x4e00 && unit <= 0x9fa5 && ++han === OWN_WORDS_MIN) return false;
  }
  // Rare characters outside of the common block count as well.
  return own.replace(/\P{sc=Han}/gu, "").length < OWN_WORDS_MIN;
}

/** Clauses, cut further at 、 behind a figure and at brackets that hold one. */
function cutSegments(sentence: string, figures: readonly ScannedFigure[]): Segment[] {
  const segments: Segment[] = [];
  let start = 0;
  let bracketed = false;
  const holdsFigure = (from: number, to: number) => figures.some((figure) => figure.start >= from && figure.end <= to);
  const close = (end: number, opens: boolean) => {
    if (end > start) segments.push({ start, end, bracketed });
    start = end + 1;
    bracketed = opens;
  };
  for (
    let at = nextPlace(ROLES, sentence, 0, CUTS);
    at < sentence.length;
    at = nextPlace(ROLES, sentence, at + 1, CUTS)
  ) {
    const role = roleAt(ROLES, sentence, at) & CUTS;
    if (figures.some((figure) => figure.start <= at && at < figure.end)) continue;
    if (role === OPENS_QUOTATION) at = Math.max(at, sentence.indexOf(CLOSING[sentence[at] ?? ""] ?? "", at));
    else if (role === OPENS_BRACKET) {
      const end = nextPlace(ROLES, sentence, at, CLOSES_BRACKET);
      if (end === sentence.length) continue;
      if (holdsFigure(at, end)) close(at, true);
      else at = end;
    } else if (role === CLOSES_BRACKET ? bracketed : role === ENDS_CLAUSE) close(at, false);
    else if (
      role === ENDS_ITEM &&
      holdsFigure(start, at) &&
      holdsFigure(at, nextPlace(ROLES, sentence, at, ENDS_CLAUSE))
    )
      close(at, false);
  }
  close(sentence.length, false);
  return segments;
}

/** A figure's words in front of it and behind it; what stands between two figures belongs to one of them. */
function wordsAround(
  sentence: string,
  segment: Segment,
  inside: readonly ScannedFigure[],
  figure: ScannedFigure,
): { lead: string; tail: string } {
  const row = inside.indexOf(figure);
  const first = sentence.slice(segment.start, inside[0]?.start);
  const behind = sentence.slice(figure.end, inside[row + 1]?.start ?? segment.end);
  const last = sentence.slice(inside.at(-1)?.end, segment.end);
  const previous = inside[row - 1];
  const between = previous === undefined ? "" : sentence.slice(previous.end, figure.start);
  // 50多批次3000多人次: both have the words of the first.
  if (previous !== undefined && between.trim() === "") {
    const words = wordsAround(sentence, segment, inside, previous);
    return { lead: words.lead, tail: behind.trim() === "" ? words.tail : behind };
  }
  const nounFollows = trimTail(behind) !== "";
  if (row === 0) return { lead: first, tail: inside[1] !== undefined && behind.trim() === "" ? last : behind };
  // 4个部门439项执法事项: the words between are the noun of the first; 73个街道…办理案件95036宗: they are of the second.
  if (!nounFollows || ENDS_IN_VERB.test(between.slice(-2))) return { lead: between, tail: behind };
  return { lead: first, tail: behind };
}

function joinWords(front: string, tail: string): string {
  const words = (front + trimTail(tail)).replace(MOVED_TO, "");
  return words.includes("计") ? words.replace(FILLERS, "") : words;
}

function trimLead(lead: string): string {
  let words = lead.trim();
  for (let before = ""; before !== words; ) {
    before = words;
    if (roleAt(ROLES, words, 0) & LEADS) words = words.replace(LINK, "").replace(TIME, "").replace(WHOLE_PLACE, "");
    if (roleAt(ROLES, words, words.length - 1) & TRAILS) words = words.replace(TRAILING, "");
  }
  return words;
}

function trimTail(tail: string): string {
  let words = tail;
  if (roleAt(ROLES, words, 0) & OPENS_TAIL)
    words = words
      .replace(/^[的\s]+/u, "")
      .replace(/^(?:以上|左右|以内|以下)/u, "")
      .replace(/^[、，和及与并]+$/u, "");
  if (roleAt(ROLES, words, words.length - 1) & CLOSES_TAIL) words = words.replace(/[、，和及与等]+$/u, "");
  return words.trim();
}

/** 败诉率由上年的9.2%降到6.4%: a bare figure behind another of its clause is of the same. */
function sameWordsAs(previous: IndicatorWords | undefined, own: string, isBehind: boolean): string {
  return own === "" && isBehind ? wholeOf(previous) : "";
}

/** …标兵20名，组建监督员队伍，共55人: a bare figure is of the clause right in front of it, where none stands there. */
function newWords(own: string, sentence: string, segment: Segment, figures: readonly ScannedFigure[]): string {
  const end = segment.start - 1;
  if (own !== "" || sentence[end] !== "，") return "";
  const start = behindLast(ROLES, sentence, end, ENDS_CLAUSE);
  const isBare = figures.every((figure) => figure.end <= start || figure.start >= end);
  return isBare && BUILDS.test(sentence.slice(start, end)) ? previousWords(sentence, segment) : "";
}

/** The end of the clause before, where a clause says nothing of its own and no figure stands before it. */
function previousWords(sentence: string, segment: Segment): string {
  const end = Math.max(0, segment.start - 1);
  const clause = sentence.slice(behindLast(ROLES, sentence, end, ENDS_CLAUSE), end);
  const words = trimLead(clause).replace(PASSED, "");
  return /\d/u.test(words) ? "" : words.slice(-CONTEXT_CHARS);
}
