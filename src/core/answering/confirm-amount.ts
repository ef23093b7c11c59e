import { describeFigure } from "../figures/describe-figure.ts";
import { figuresBetween } from "../figures/figure-ledger.ts";
import { sameWords } from "../figures/same-words.ts";
import type { Figure } from "../model/figure.ts";
import type { Library } from "../model/library.ts";
import type { Report } from "../model/report.ts";
import { isSameThing, type Unborne, unborneWord, whyUnborne } from "./bears-out.ts";
import { contentOf, saidBy } from "./bind-words.ts";
import { CitationList } from "./cite.ts";
import { isLikeUnit } from "./claim-amount.ts";
import type { Draft } from "./compose-answer.ts";
import { tellFigure } from "./compose-linked.ts";
import { cutLine } from "./cut-line.ts";
import { isOwnResult, standardNameOf } from "./disclosed-figure.ts";
import { isOfPart } from "./fits-asked.ts";
import { narrowedApart } from "./narrowing.ts";
import { DEPARTMENT_AGREES, otherScope } from "./other-scope.ts";
import type { Claim } from "./read-claim.ts";
import { askedOf } from "./read-comparison.ts";
import { unaskedActor } from "./unasked-actor.ts";

/** Opens an answer that confirms or denies an amount. */
export const AGREES = "是，报告所载为";
export const DENIES = "否，报告所载为";
const HAS_NUMBER = "报告有这个数，但";
const NOT_SO = `${HAS_NUMBER}没有这样写明：`;
const OTHER_UNIT = `${HAS_NUMBER}单位不同：`;
const PLANNED = `${HAS_NUMBER}列为计划：`;
const CHANGE = `${HAS_NUMBER}写的是增减：`;
const OTHER_YEAR = `${HAS_NUMBER}不是所问年份的：`;
const OTHER_PLACE = `${HAS_NUMBER}不是所问地区整体的：`;
const MORE: { readonly [K in Exclude<Unborne, "unsaid" | "actor">]: string } = {
  together: `${HAS_NUMBER}是几项合计：`,
  moved: `${HAS_NUMBER}写的是增减之后的数：`,
  narrower: `${HAS_NUMBER}所指更具体：`,
};
const ROUGH = "报告所载为约数：";
/** 都是民事吗: asks of each, which another amount does not deny. */
const EACH = /都|全部|均/u;
const MAX_TOLD = 2;
const MIN_TELLING = 100;

/** A figure with the report that it stands in. */
export interface FoundFigure {
  readonly figure: Figure;
  readonly report: Report;
  readonly reportRow: number;
}

/**
 * Answers a yes-or-no question about one amount: yes where the report has that amount and bears out all that is said of
 * it; no where it has another for the very same thing (`named`, the figure that bears the name asked for); otherwise what
 * the report does write that amount of. Null where none of its reports has it.
 */
export function confirmAmount(
  library: Library,
  reports: readonly Pick<FoundFigure, "report" | "reportRow">[],
  named: FoundFigure | null,
  claim: Claim,
  question: string,
): Draft | null {
  const { amount, said, unit, phrase } = claim;
  if (amount === null) return null;
  const name = standardNameOf(askedOf(phrase, unit));
  const found = reports.flatMap(({ report, reportRow }) =>
    figuresBetween(library, reportRow, { start: 0, end: report.text.length })
      .filter((figure) => mayBe(figure, amount.value) && (isLikeUnit(figure.unit, unit) || isTelling(amount.value)))
      .map((figure): FoundFigure => ({ figure, report, reportRow })),
  );
  const isNamed = (one: FoundFigure) => isSameThing(one.figure, name, said);
  const judged = found.map((one) => {
    const opening = whyNot(one, claim, isNamed(one), question);
    return { ...one, opening, fit: fitOf(one.figure, said) };
  });
  // 777宗都办结了吗: no other figure of the report is as large or as odd.
  const isAlone = new Set(found.map(({ figure }) => figure.start)).size === 1 && isTelling(amount.value);
  const fitting = judged.filter(({ fit }) => fit > 0 || isAlone).sort(byFitAndYear);
  const borne = judged.filter(({ opening }) => opening === "").sort(byFitAndYear);
  if (borne[0] !== undefined) return tell([borne[0]], AGREES, "answered", library);
  const scoped = judged.filter(({ opening }) => !opening.startsWith(HAS_NUMBER)).sort(byFitAndYear);
  const denied = named !== null && claim.isTrue(named.figure, named.report) === false ? named : null;
  if (scoped[0] !== undefined)
    return tell(
      [scoped[0]],
      scoped[0].opening,
      scoped[0].opening === DEPARTMENT_AGREES ? "answered" : "partial",
      library,
    );
  const isDenied =
    denied !== null &&
    !EACH.test(question) &&
    isSameThing(denied.figure, name, said) &&
    unaskedActor(denied.figure, question) === "" &&
    !narrowedApart(describeFigure(denied.figure), said);
  // Said of the very thing, another amount is a no, whatever else has the amount asked about; but for a part of it.
  const isOfPartAlone = fitting.some(({ opening }) => opening === MORE.narrower);
  const isSure = isDenied && !isOfPartAlone && whyUnborne(denied.figure, denied.report, said, question) === null;
  if (isDenied && (isSure || amount.linked || fitting.length === 0)) {
    const other = otherScope(denied.figure, denied.report, claim, false);
    return tell([denied], other === "" ? DENIES : other, other === "" ? "answered" : "partial", library);
  }
  const [first, ...others] = fitting;
  if (first === undefined) return null;
  const more = others.filter(
    ({ figure, fit }) => fit === first.fit && figure.sentence.start !== first.figure.sentence.start,
  );
  return tell([first, ...more].slice(0, MAX_TOLD), first.opening, "partial", library);
}

/** Whether an amount is so large or odd that it names its figure: 777, 98.82. */
function isTelling(value: number): boolean {
  return value >= MIN_TELLING || !Number.isInteger(value);
}

type Judged = FoundFigure & { readonly fit: number };

function byFitAndYear(one: Judged, other: Judged): number {
  return other.fit - one.fit || (other.report.identity.year.value ?? 0) - (one.report.identity.year.value ?? 0);
}

/** Whether a figure may stand for an amount: 近3000 for 3000. */
function mayBe({ value, qualifier }: Figure, said: number): boolean {
  return value === said && !qualifier.startsWith("第");
}

/** How much of what is asked a figure's own words say, in characters. */
function fitOf(figure: Figure, said: string): number {
  const told = sameWords(`${describeFigure(figure)} ${figure.canonical ?? ""}`);
  return saidBy(contentOf(said), told).join("").length;
}

/** Why a figure of the amount asked about does not make a yes; empty where it does. */
function whyNot({ figure, report }: FoundFigure, claim: Claim, isNamed: boolean, question: string): string {
  const own = report.identity.year.value;
  if (!isLikeUnit(figure.unit, claim.unit)) return OTHER_UNIT;
  if (figure.state === "planned") return PLANNED;
  if (figure.kind === "change") return CHANGE;
  if (figure.year !== null && own !== null && figure.year !== own) return OTHER_YEAR;
  if (!isOwnResult(figure, report)) return OTHER_PLACE;
  if (isOfPart(figure, question)) return MORE.narrower;
  const unborne = whyUnborne(figure, report, claim.said, question);
  if (unborne === "unsaid") {
    const word = unborneWord(figure, report, claim.said, question);
    return word === "" ? NOT_SO : `${HAS_NUMBER}没有写明“${word}”：`;
  }
  if (unborne === "actor") return `${HAS_NUMBER}写的是${unaskedActor(figure, question)}的：`;
  if (unborne !== null || !isNamed) return MORE[unborne ?? "narrower"];
  if (claim.isTrue(figure, report) === null) return ROUGH;
  return otherScope(figure, report, claim, true);
}

function tell(found: readonly FoundFigure[], opening: string, outcome: Draft["outcome"], { reports }: Library): Draft {
  const citations = new CitationList();
  const told = found.map(({ figure, report, reportRow }) => {
    const marker = citations.cite(report, figure.sectionRow, figure.sentence);
    const quote = report.text.slice(figure.sentence.start, figure.sentence.end).trim();
    return { line: tellFigure({ figure, reportRow }, reports), marker, quote };
  });
  const lines = told.map(({ line, marker, quote }) => `${line} [${marker}]\n\n${quote} [${marker}]`);
  const [first] = told;
  return {
    outcome,
    lead: cutLine(join(opening, first?.line ?? "")),
    answer: `${opening.replace(/(?:为|：)$/u, "")}： [${first?.marker}]\n\n${lines.join("\n\n")}`,
    citations,
  };
}

/** 否，报告所载为|98.82%, 否，报告所载|达45.59%. */
export function join(opening: string, told: string): string {
  return `${/^[达超近约突逾]/u.test(told) ? opening.replace(/为$/u, "") : opening}${told}`;
}
