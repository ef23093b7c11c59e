import { frameOf } from "../figures/figure-frame.ts";
import { findSubject } from "../figures/find-subject.ts";
import { readIndicators } from "../figures/indicator-words.ts";
import { sameWords } from "../figures/same-words.ts";
import type { Figure } from "../model/figure.ts";
import type { Report } from "../model/report.ts";
import { isPlan } from "../reading/is-plan.ts";
import type { ScannedFigure } from "../text/figure-scan.ts";
import { isPlace, type NamedPlace, namesOfRegion, placesIn, withoutPlaces } from "./bind-places.ts";
import type { Statement } from "./bind-statements.ts";
import { agreesInTime, TIMES } from "./bind-times.ts";
import { contentOf, fitOf, saidBy, unsaid } from "./bind-words.ts";

/** Why a figure of an answer does not stand, from the coarsest to the finest. */
export const FIGURE_FAULTS = [
  "no_citation",
  "arithmetic",
  "value",
  "unit",
  "qualifier",
  "subject",
  "period",
  "state",
  "indicator",
] as const;
export type FigureFault = (typeof FIGURE_FAULTS)[number];

/** A figure of an answer's sentence with the words that the sentence puts beside it. */
export interface Claim {
  readonly figure: ScannedFigure;
  /** What the sentence says it to be. */
  readonly indicator: string;
  /** The sentence: up to the figure before, from there to this one, behind it to the next clause or figure, the rest. */
  readonly before: string;
  readonly lead: string;
  readonly tail: string;
  readonly after: string;
}

/** A neighbour's words have to fit this much better before a figure is taken for the neighbour's. */
const CLEAR_MARGIN = 0.1;
const OWN_WORDS_WEIGHT = 0.25;
const CLAUSE_END = /[，；。！？、,;]/u;
const PLAN = /计划|目标|拟|将|力争|争取|预计|预期|有望|打算|下一步|今后|明年|规划/u;
const PLAN_WORDS =
  /(?:工作)?计划|目标|拟|将要?|力争|争取|预计|预期|有望|打算|下一步|今后|明年|规划|达到|提升至|提高到|控制在/gu;
/** 一是, 二是: the place in a list. */
const NUMBERING = /(?<=^|[，；：])[一二三四五六七八九十]{1,2}是/gu;
const DONE = /已经?(?!有)|完成了|目前/u;
/** 提前完成…目标, 要求检讨: in the words of what was done. */
const GOAL_NOUNS = /目标|要求|任务|标准|指标/u;
const RANKS = /排|居|列|名次|位次/u;
const DURATION = /^(?:年|个月|周|天)$/u;
const MOVES = /增|升|提高|降|减|涨|变化|多|少|翻|倍/u;
/** 望潮区, 沙岭县人民法院: a place of no gazetteer as all that is said, or as where a body is. */
const SMALLER_PLACE = /^(?![全我本各])\p{sc=Han}{2,3}[市区县镇乡]$/u;
const PLACE_OF_BODY = /^(?![全我本各])\p{sc=Han}{2,3}[市区县镇乡](?=$|人民|法院|检察|司法|政府|人大)/u;

/** The claims of a sentence, one for each of its figures, in order. `figures` are those of the sentence that count. */
export function readClaims(sentence: string, figures: readonly ScannedFigure[]): Claim[] {
  const words = readIndicators(sentence, figures);
  return figures.map((figure, row) => {
    const from = figures[row - 1]?.end ?? 0;
    const behind = sentence.slice(figure.end, figures[row + 1]?.start ?? sentence.length);
    const cut = behind.search(CLAUSE_END);
    const end = figure.end + (cut < 0 ? behind.length : cut);
    return {
      figure,
      indicator: words[row]?.indicator ?? "",
      before: sentence.slice(0, from),
      lead: sentence.slice(from, figure.start),
      tail: sentence.slice(figure.end, end),
      after: sentence.slice(end),
    };
  });
}

/**
 * The statement that bears a claim: same value, unit and qualifier, and words, place, time and state that agree; or
 * why none does. Among several faults the finest is told: the one of the statement that came nearest.
 */
export function bindFigure(claim: Claim, statements: readonly Statement[]): Statement | FigureFault {
  let fault: FigureFault = "value";
  for (const statement of statements) {
    if (!statement.cited) continue;
    const found = faultOf(claim, statement, statements);
    if (found === null) return statement;
    if (FIGURE_FAULTS.indexOf(found) > FIGURE_FAULTS.indexOf(fault)) fault = found;
  }
  return fault;
}

/** True when value and bounds are those of a statement's figure. */
export function sameValue(one: Pick<ScannedFigure, "value" | "upper">, other: Pick<ScannedFigure, "value" | "upper">) {
  return one.value === other.value && one.upper === other.upper;
}

/** 超过 and 超, 达到 and 达, 多 and 余 say the same of a figure. */
export function sameQualifier(one: string, other: string): boolean {
  return plainQualifier(one) === plainQualifier(other);
}

function plainQualifier(qualifier: string): string {
  return qualifier.replace("超过", "超").replace("逾", "超").replace("达到", "达").replace("多", "余");
}

function faultOf(claim: Claim, statement: Statement, statements: readonly Statement[]): FigureFault | null {
  const { figure } = statement;
  if (!sameValue(claim.figure, figure)) return "value";
  if (claim.figure.unit !== figure.unit) return "unit";
  if (!sameQualifier(claim.figure.qualifier, figure.qualifier)) return "qualifier";
  const frame = frameOf(
    {
      figure: claim.figure,
      before: `${claim.before}${claim.lead}${leadingWords(claim.figure)}`,
      after: claim.tail + claim.after,
      region: null,
      year: null,
    },
    "",
  );
  if (frame === "bound" || (frame === "negated" && !/[未没无不]/u.test(statement.own))) return "qualifier";
  if (!agreesInSubject(claim, statement)) return "subject";
  const { identity } = statement.report;
  const context = {
    reportYear: identity.year.value,
    reportPeriod: identity.period?.value ?? "",
    sentence: statement.sentence,
    own: statement.own,
  };
  const near = claim.lead + claim.figure.text + claim.tail;
  if (!agreesInTime({ near, before: claim.before, after: claim.after }, figure, context)) return "period";
  if (!agreesInState(claim, statement, frame === "goal")) return "state";
  return agreesInWords(claim, statement, statements, frame === "change") ? null : "indicator";
}

/** 达98.82%: the part of a figure in front of its digits. */
function leadingWords({ text }: ScannedFigure): string {
  return text.slice(0, Math.max(0, text.search(/[\d〇零一二两三四五六七八九十百千]/u)));
}

function agreesInSubject(claim: Claim, { figure, own, report }: Statement): boolean {
  const region = report.identity.region.value;
  const near = claim.lead + claim.figure.text + claim.tail;
  const nearby = placesIn(near, region);
  const named = (places: readonly NamedPlace[]) => places.filter(({ path }) => path !== "");
  const places = named(nearby).length > 0 ? nearby : [...nearby, ...named(placesIn(claim.before, region)).slice(-1)];
  if (places.some(({ name }) => !isPlace(name, figure.region, region) && !own.includes(name))) return false;
  const smaller = SMALLER_PLACE.exec(figure.indicator)?.[0] ?? PLACE_OF_BODY.exec(figure.subject)?.[0];
  if (smaller !== undefined && places.length > 0 && !namesOfRegion(region).includes(smaller))
    if (!(claim.before + near).includes(smaller)) return false;
  const body = findSubject(near, claim.lead.length, region).name;
  const said = sameWords(`${own} ${report.identity.issuer.value ?? ""}`);
  return unsaid(contentOf(withoutNotes(body, report, figure.state === "planned")), said) === "";
}

function agreesInState(
  { before, lead, figure: { text }, tail, after }: Claim,
  { figure, own }: Statement,
  goal: boolean,
) {
  const sentence = before + lead + text + tail + after;
  if (figure.state === "planned") return (goal || PLAN.test(sentence)) && !DONE.test(lead + tail);
  return (!goal || GOAL_NOUNS.test(own)) && !isPlan(before + lead + text + tail, false);
}

function agreesInWords(claim: Claim, statement: Statement, all: readonly Statement[], moves: boolean): boolean {
  const { figure, tiers, report } = statement;
  if (moves && figure.kind !== "change") return false;
  const plain = (words: string) => contentOf(withoutNotes(words, report, figure.state === "planned"));
  if (unsaid([...plain(claim.lead), ...plain(claim.tail)], tiers.join(" ")) !== "") return false;
  const wanted = plain(claim.indicator);
  if (wanted.length === 0) return true;
  const sentence = claim.before + claim.lead + claim.tail;
  if (figure.kind === "change" && MOVES.test(figure.indicator) && !MOVES.test(sentence)) return false;
  if (figure.kind === "rank" && RANKS.test(statement.own) && !RANKS.test(sentence)) return false;
  const said = sameWords(sentence);
  const fit = (one: Statement) =>
    fitOf(wanted, one.tiers) + OWN_WORDS_WEIGHT * fitOf(contentOf(one.figure.indicator), [said]);
  const enough = fit(statement) + CLEAR_MARGIN;
  const own = saidBy(wanted, tiers[0]);
  return !all.some(
    (other) =>
      !sameFigure(other.figure, figure) &&
      !DURATION.test(other.figure.unit) &&
      fit(other) > enough &&
      unsaid(wanted, other.tiers.slice(0, 3).join(" ")) === "" &&
      unsaid(own, other.tiers.slice(0, 2).join(" ")) === "",
  );
}

/** An answer's words without the times and places beside them, numberings, and what tells a plan from a result. */
function withoutNotes(words: string, report: Report, planned: boolean): string {
  const bare = withoutPlaces(words.replace(TIMES, " ").replace(NUMBERING, " "), report.identity.region.value);
  return planned ? bare.replace(PLAN_WORDS, " ") : bare;
}

function sameFigure(one: Figure, other: Figure): boolean {
  return sameValue(one, other) && one.unit === other.unit;
}
