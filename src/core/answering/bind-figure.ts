import { frameOf } from "../figures/figure-frame.ts";
import { findSubject } from "../figures/find-subject.ts";
import { sameWords } from "../figures/same-words.ts";
import { isPlan } from "../reading/is-plan.ts";
import type { ScannedFigure } from "../text/figure-scan.ts";
import { type Claim, FIGURE_FAULTS, type FigureFault, sameQualifier, sameValue } from "./bind-claims.ts";
import { faultOfWords, withoutNotes } from "./bind-indicator.ts";
import { isPlace, type NamedPlace, namesOfRegion, placesIn } from "./bind-places.ts";
import type { Statement } from "./bind-statements.ts";
import { agreesInTime } from "./bind-times.ts";
import { contentOf, unsaid } from "./bind-words.ts";

const PLAN = /计划|目标|拟|将|力争|争取|预计|预期|有望|打算|下一步|今后|明年|规划/u;
const DONE = /已经?(?!有)|完成了|目前/u;
/** 提前完成…目标, 要求检讨: in the words of what was done. */
const GOAL_NOUNS = /目标|要求|任务|标准|指标/u;
/** 望潮区, 沙岭县人民法院: a place of no gazetteer as all that is said, or as where a body is. */
const SMALLER_PLACE = /^(?![全我本各])\p{sc=Han}{2,3}[市区县镇乡]$/u;
const PLACE_OF_BODY = /^(?![全我本各])\p{sc=Han}{2,3}[市区县镇乡](?=$|人民|法院|检察|司法|政府|人大)/u;

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
  return faultOfWords(claim, statement, statements, frame === "change");
}

/** 达98.82%: the part of a figure in front of its digits. */
function leadingWords({ text }: ScannedFigure): string {
  return text.slice(0, Math.max(0, text.search(/[\d〇零一二两三四五六七八九十百千]/u)));
}

function agreesInSubject(claim: Claim, { figure, own, report, sentence }: Statement): boolean {
  const region = report.identity.region.value;
  const near = claim.lead + claim.figure.text + claim.tail;
  const nearby = placesIn(near, region);
  const named = (places: readonly NamedPlace[]) => places.filter(({ path }) => path !== "");
  const earlier = named(placesIn(claim.before, region));
  if (earlier.some(({ name }) => !isPlace(name, figure.region, region) && !sentence.includes(name))) return false;
  const places = named(nearby).length > 0 ? nearby : [...nearby, ...earlier.slice(-1)];
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
