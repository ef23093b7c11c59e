import type { Figure } from "../model/figure.ts";
import { scanFigures } from "../text/figure-scan.ts";
import { type ClauseWords, wholeOf } from "./cut-clause.ts";

const MIN_WORDS = 5;
const MAX_WORDS = 20;
/** 受理 + 法律援助案件: what was done and with what. */
const DONE = /^(?<act>受理|办理|承办|审结|办结|收到|接待)(?<thing>[\p{sc=Han}]{4,14})$/u;
const MEASURE = /^(?:标的|涉及)?(?:总?金额|总额|人数)$|^\p{sc=Han}{0,6}(?:率|满意度)$/u;
const PART = /^(?:\p{sc=Han}{2,6}案件|被采纳|直接纠错)$/u;
/** 申请得到妥善处理: a statement and no name of what was done. */
const STATES = /得到|实现|达到|有所|不断|进一步/u;

/**
 * The words of a figure that is a measure or a part of what was told before: 办理政协提案的满意率. A standard name takes
 * their place only where nothing but the name's own last words stand in front of the figure: 直接纠错率 is not 纠错率.
 * Null where it is not sure what all it is of: 建议47件、提案61件，满意率96% is of both.
 *
 * @param lead of its sentence, up to the figure
 */
export function wordsWithin({ indicator, within, kind, canonical }: Figure, lead: string): ClauseWords | null {
  const plain = { after: "", link: "", whole: wholeOf(lead), stock: false };
  const clause = (/[^，；：、。\n]*$/u.exec(lead)?.[0] ?? "").replace(/(?:达到?|为|是|\s)+$/u, "");
  if (isOfSeveral(lead) || (kind === "share" && hasCountBetween(lead, within))) return null;
  if (MEASURE.test(indicator) && kind === "share" && canonical?.endsWith(indicator) === true && clause === indicator)
    return { ...plain, before: canonical };
  if (MEASURE.test(indicator) && clause !== indicator) return null;
  if (/累计|目前|截[至止]|^提出/u.test(within + clause) || STATES.test(within)) return null;
  if (within.length < MIN_WORDS || within.length > MAX_WORDS || /[，、；\d]/u.test(within)) return null;
  const head = within.replace(/共(?=办理|受理|开展)/u, "");
  const involved = /^涉及(.+)$/u.exec(indicator)?.[1];
  if (MEASURE.test(indicator))
    return { ...plain, before: involved === undefined ? `${head}的${indicator}` : `${head}涉及的${involved}` };
  const { act, thing } = DONE.exec(within)?.groups ?? {};
  return act === undefined || !PART.test(indicator) || /案件.+案件/u.test(within)
    ? null
    : { ...plain, before: `${act}的${thing}中，${indicator}` };
}

/** 收到申请874件，办结742件，纠错率15%: whether other things are counted between a whole and its rate. */
function hasCountBetween(lead: string, within: string): boolean {
  const at = within === "" ? -1 : lead.lastIndexOf(within.slice(-MIN_NAME));
  const counts = at < 0 ? [] : scanFigures(lead.slice(at)).filter(({ unit }) => unit !== "%");
  return counts.length > 1;
}

const MIN_NAME = 4;

/** Whether a clause before lists several figures: what follows is of all of them. */
function isOfSeveral(lead: string): boolean {
  const clauses = (/[^；。\n]*$/u.exec(lead)?.[0] ?? "").split("，").slice(0, -1);
  return clauses.some((clause) => clause.includes("、") && scanFigures(clause).length > 1);
}
