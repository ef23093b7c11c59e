import { sameWords } from "../figures/same-words.ts";
import type { Figure } from "../model/figure.ts";
import type { Report } from "../model/report.ts";
import { type Claim, type FigureFault, sameValue } from "./bind-claims.ts";
import { withoutPlaces } from "./bind-places.ts";
import type { Statement } from "./bind-statements.ts";
import { TIMES } from "./bind-times.ts";
import { contentOf, fitOf, saidBy, unsaid } from "./bind-words.ts";

/** A neighbour's words have to fit this much better before a figure is taken for the neighbour's. */
const CLEAR_MARGIN = 0.1;
const OWN_WORDS_WEIGHT = 0.25;
const PLAN_WORDS =
  /(?:工作)?计划|目标|拟|将要?|力争|争取|预计|预期|有望|打算|下一步|今后|明年|规划|达到|提升至|提高到|控制在/gu;
/** 一是, 二是: the place in a list. */
const NUMBERING = /(?<=^|[，；：])[一二三四五六七八九十]{1,2}是/gu;
/** Left unsaid by a report, these are names of other places or bodies. */
const WHO_OR_WHERE = /[省市区县镇乡州旗]|[局院委府]$/u;
/** A rate is never told in 件. */
const RATE = /率$/u;
const UNIT_OF_RATE = /^(?:[%‰分成倍]?|个百分点)$/u;
const RANKS = /排|居|列|名次|位次/u;
const DURATION = /^(?:年|个月|周|天)$/u;
const MOVES = /增|升|提高|降|减|涨|变化|多|少|翻|倍/u;

/**
 * What is wrong with the words that an answer puts beside a figure; null where the report says them all of this figure
 * and no neighbour fits them clearly better. `moves`: the answer tells the figure as a change.
 */
export function faultOfWords(
  claim: Claim,
  statement: Statement,
  all: readonly Statement[],
  moves: boolean,
): FigureFault | null {
  const { figure, tiers, report } = statement;
  if (moves && figure.kind !== "change") return "indicator";
  const plain = (words: string) => contentOf(withoutNotes(words, report, figure.state === "planned"));
  const missing = unsaid([...plain(claim.lead), ...plain(claim.tail)], tiers.join(" "));
  if (missing !== "") return WHO_OR_WHERE.test(missing) ? "subject" : "indicator";
  const wanted = plain(claim.indicator);
  if (wanted.length === 0) return null;
  if (RATE.test(wanted.at(-1) ?? "") && !UNIT_OF_RATE.test(figure.unit)) return "unit";
  const sentence = claim.before + claim.lead + claim.tail;
  if (figure.kind === "change" && MOVES.test(figure.indicator) && !MOVES.test(sentence)) return "indicator";
  if (figure.kind === "rank" && RANKS.test(statement.own) && !RANKS.test(sentence)) return "indicator";
  const said = sameWords(sentence);
  const fit = (one: Statement) =>
    fitOf(wanted, one.tiers) + OWN_WORDS_WEIGHT * fitOf(contentOf(one.figure.indicator), [said]);
  const enough = fit(statement) + CLEAR_MARGIN;
  const own = saidBy(wanted, tiers[0]);
  const isRivalled = all.some(
    (other) =>
      !sameFigure(other.figure, figure) &&
      !DURATION.test(other.figure.unit) &&
      fit(other) > enough &&
      unsaid(wanted, other.tiers.slice(0, 3).join(" ")) === "" &&
      unsaid(own, other.tiers.slice(0, 2).join(" ")) === "",
  );
  return isRivalled ? "indicator" : null;
}

/** An answer's words without the times and places beside them, numberings, and what tells a plan from a result. */
export function withoutNotes(words: string, report: Report, planned: boolean): string {
  const bare = withoutPlaces(words.replace(TIMES, " ").replace(NUMBERING, " "), report.identity.region.value);
  return planned ? bare.replace(PLAN_WORDS, " ") : bare;
}

function sameFigure(one: Figure, other: Figure): boolean {
  return sameValue(one, other) && one.unit === other.unit;
}
