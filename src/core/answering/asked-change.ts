import type { AskedFigure } from "./asked-figures.ts";
import type { FigureWords } from "./figure-sentence.ts";
import { plainWords, unsaidShare } from "./unsaid-words.ts";

/** 比上年多了, 同比下降: by how much something moved is asked for. */
const MOVED =
  /(?:(?:同比|[较比]\s*(?:上一?年|去年|前年|往年)?(?:度|同期)?的?)\s*(?:(?:增[长加]|上升|提[高升]|多|增|升)|(?:减少|下降|降低|少|减|降))|增[长加]|上升|提[高升]|减少|下降|降低)[了出]*\s*$/u;
/** 比2022年增加: with what something is compared. */
const LEADS_MOVE = /[较比](?:上一?年|去年|前年|往年|(?:19|20)\d\d年)(?:度|同期)?/u;
const UP = /增|升|提高|多(?!少)|扩大/u;
const DOWN = /减|降|少|缩/u;
/** With more of what moved unsaid, the clause right before is of something else. */
const MAX_UNSAID_SHARE = 0.5;

/**
 * What moved, where a question's clause asks by how much, as a figure asked for of its own; null where it asks for none.
 */
export function whatMoved(asked: AskedFigure): AskedFigure | null {
  const move = asked.counted === "" ? MOVED.exec(asked.phrase.trimEnd()) : null;
  if (move === null) return null;
  const phrase = asked.phrase.slice(0, move.index);
  return /\p{sc=Han}{2}/u.test(phrase) ? { ...asked, phrase, nearest: "" } : null;
}

/** Whether a figure's clause says that what was asked about moved, the way that the question says. */
export function tellsMove({ lead, earlier }: FigureWords, { phrase }: AskedFigure, moved: AskedFigure): boolean {
  const asksUp = UP.test(phrase.slice(moved.phrase.length));
  if (!(asksUp ? UP : DOWN).test(lead) || (asksUp ? DOWN : UP).test(lead)) return false;
  const before = earlier.split(/[，；,;]/u).filter((clause) => /\p{sc=Han}{2}/u.test(clause));
  return unsaidShare(plainWords(moved.phrase), plainWords(`${before.at(-1) ?? ""} ${lead}`)) <= MAX_UNSAID_SHARE;
}

/** A figure's words without those that say that something moved. */
export function withoutMove(words: FigureWords): FigureWords {
  return { ...words, lead: words.lead.replace(LEADS_MOVE, "").replace(MOVED, "") };
}
