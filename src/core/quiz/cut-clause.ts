import type { Span } from "../model/offsets.ts";

/** The words of one figure's clause on either side of it, fit to be asked about: `before` + figure + `after`. */
export interface ClauseWords {
  readonly before: string;
  readonly after: string;
  /** The counting word in front of the figure (共, 达, 为), as questions say it; empty for none. */
  readonly link: string;
  /** The clause tells of a place as a whole, by its last character: 区 of 全区共培育516名; empty where it does not. */
  readonly whole: string;
  /** Counted up to some day (累计, 现有) and not in the year alone. */
  readonly stock: boolean;
}

const ENDS_CLAUSE = "，；：。！？\n;,";
const OPENS = "“‘《（(";
const CLOSES = "”’》）)";
/** Of when and how often; the stem says it itself. */
const TIME =
  /^(?:截[至止]到?(?:目前|现在|今年|当年|(?:19|20)\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:底|末)?|(?:今年|本年|当年|全年|年内|一年来)(?:以来|度)?|(?:19|20)\d\d年度?|\d{1,2}月?\s?[—\-–~至]\s?\d{1,2}月(?:份)?|(?:上|下)半年|目前|现已)/u;
const LINK =
  /^(?:同时|此外|另外?|还|并且?|而且?|以及|及|主要|先后|相继|共计|总计|合计|已经?|共(?!享|建|治|同|青|产)|[、，\s])+/u;
const WHOLE_PLACE = /^(?:全|我|本)([省市区县州旗盟镇])(?![级直属])的?/u;
const STOCK = /累计|现有|共有|目前|截[至止]|入册|在册|拥有|设有|建有/u;
/** Counting words right in front of a figure: the question says them in its own way. */
const COUNTING = /(?:[、，\s]|共计|总计|合计|累计|总共|一共|共|达到?|为|是|约)+$/u;
/** 两镇分别设立, 各镇各建成2个: what each one has is not what all have. */
const SHARED_OUT = /分别|各(?:自|有|设立?|建成?|配备|开展|举办|为|是|达到?|共)?$/u;
const RATE = /(?:率|比例|占比|满意度|覆盖面)$/u;

/**
 * Cuts the clause of a figure out of its sentence. Null where the clause does not stand alone: in a bracket or a
 * quotation, beside a figure that it cannot do without, or when it leans on what was said before.
 *
 * @param figures the places of all figures of the sentence
 */
export function cutClause(sentence: string, figure: Span, figures: readonly Span[]): ClauseWords | null {
  const clause = clauseAround(sentence, figure, figures);
  if (clause === null) return null;
  const inside = figures.filter(({ start, end }) => start >= clause.start && end <= clause.end);
  const row = inside.findIndex(({ start }) => start === figure.start);
  const [previous, next] = [inside[row - 1], inside[row + 1]];
  let lead = sentence.slice(clause.start, figure.start);
  let tail = sentence.slice(figure.end, clause.end);
  // 50多批次3000多人次: one act, counted twice.
  if (previous !== undefined && sentence.slice(previous.end, figure.start).trim() === "") {
    if (row !== 1) return null;
    lead = sentence.slice(clause.start, previous.start);
  }
  if (next !== undefined) {
    if (sentence.slice(figure.end, next.start).trim() !== "" || inside[row + 2] !== undefined) return null;
    tail = sentence.slice(next.end, clause.end);
  }
  const all = lead + tail;
  const { words, whole } = trimLead(lead);
  const means = meansOf(sentence, clause.start, figures);
  if (means === null) return null;
  const told = means + words;
  const before = told.replace(COUNTING, "");
  if (ENUMERATES.test(before) || SHARED_OUT.test(told)) return null;
  if (RATE.test(before) && tail.trim() !== "") return null;
  const stock = STOCK.test(all) || UNTIL_NOW.test(sentence.slice(0, clause.start));
  return { before, after: tail.trim().replace(/^的/u, ""), link: linkIn(told.slice(before.length)), whole, stock };
}

/** 截至目前，全区共培育516名: as of the day of the report. */
const UNTIL_NOW = /(?:截[至止]到?)?(?:目前|现在)[，,]$/u;

/** 合计 and 总共 are asked for as 共. */
function linkIn(counting: string): string {
  if (/共|计/u.test(counting)) return "共";
  return /达|为|是/u.exec(counting)?.[0] ?? "";
}

/** By what a text tells in front of a figure of a place as a whole, its last character: 区 of 2023年我区审结…，纠错率; else empty. */
export function wholeOf(lead: string): string {
  return /(?:^|[，；：。年])已?(?:全|我|本)([省市区县州旗盟镇])(?![级直属])/u.exec(lead)?.[1] ?? "";
}

/** 甲村、乙村、丙村4个村: whoever can count knows the figure. */
const ENUMERATES = /(?:\p{sc=Han}{2,8}[村镇乡]、){2,}\p{sc=Han}{2,8}$/u;
/** 依托全市青少年法治教育实践基地，接待中小学生50批次: where it was done is a part of what was counted. */
const MEANS = /^(?:[、，\s]|同时|并)*(?:依托|通过|借助|利用|依靠|针对|面向)/u;

/** The clause of means in front of one, with its comma; empty for none, null where it cannot be told along. */
function meansOf(sentence: string, start: number, figures: readonly Span[]): string | null {
  if (sentence[start - 1] !== "，") return "";
  const depths = depthsOf(sentence);
  let from = start - 1;
  while (from > 0 && !((depths[from - 1] ?? 0) === 0 && ENDS_CLAUSE.includes(sentence[from - 1] ?? "\n"))) from--;
  const clause = sentence.slice(from, start - 1);
  if (!MEANS.test(clause)) return "";
  const hasFigure = figures.some((figure) => figure.start >= from && figure.end < start);
  return hasFigure ? null : `${trimLead(clause).words}，`;
}

/** From the mark before the figure to the one behind it; also from the item of a list before, up to the next. */
function clauseAround(sentence: string, figure: Span, figures: readonly Span[]): Span | null {
  const depths = depthsOf(sentence);
  if ((depths[figure.start] ?? 0) > 0) return null;
  const open = (at: number) => (depths[at] ?? 0) === 0;
  const isFigure = (at: number) => figures.some(({ start, end }) => start <= at && at < end);
  const holds = (start: number, end: number) => figures.some((one) => one.start >= start && one.end <= end);
  const ends = (at: number) => open(at) && ENDS_CLAUSE.includes(sentence[at] ?? "\n") && !isFigure(at);
  let start = figure.start;
  while (start > 0 && !ends(start - 1)) start--;
  let end = figure.end;
  while (end < sentence.length && !ends(end)) end++;
  // Items of a list of figures: each ends with its own (机构3家、律师1名) or begins with it (3家机构、1名律师).
  const endsFigure = (at: number) => figures.some((one) => one.end === at);
  const beginsFigure = (at: number) => figures.some((one) => one.start === at);
  const parts = (at: number) => sentence[at] === "、" && open(at) && (endsFigure(at) || beginsFigure(at + 1));
  for (let at = figure.start - 1; at > start; at--)
    if (parts(at) && holds(start, at)) {
      start = at + 1;
      break;
    }
  for (let at = figure.end; at < end; at++)
    if (parts(at) && holds(at, sentence.length)) {
      end = at;
      break;
    }
  return { start, end };
}

/** How many quotations and brackets are open at each place; one that is never closed counts for nothing. */
function depthsOf(sentence: string): Uint8Array {
  const depths = new Uint8Array(sentence.length);
  const open: { at: number; closing: string }[] = [];
  for (let at = 0; at < sentence.length; at++) {
    const char = sentence[at] ?? "";
    const kind = OPENS.indexOf(char);
    if (kind >= 0) open.push({ at, closing: CLOSES[kind] ?? "" });
    else if (open.at(-1)?.closing === char) {
      const from = open.pop()?.at ?? at;
      for (let place = from; place <= at; place++) depths[place] = (depths[place] ?? 0) + 1;
    }
  }
  return depths;
}

function trimLead(lead: string): { words: string; whole: string } {
  let words = lead.trim();
  let whole = "";
  for (let before = ""; before !== words; ) {
    before = words;
    words = words.replace(LINK, "").replace(TIME, "");
    whole = WHOLE_PLACE.exec(words)?.[1] ?? whole;
    words = words.replace(WHOLE_PLACE, "");
  }
  return { words, whole };
}
