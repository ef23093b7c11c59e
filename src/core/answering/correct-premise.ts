import { describeFigure } from "../figures/describe-figure.ts";
import { figuresBetween } from "../figures/figure-ledger.ts";
import { sameWords } from "../figures/same-words.ts";
import type { Figure } from "../model/figure.ts";
import type { Library } from "../model/library.ts";
import type { Report } from "../model/report.ts";
import { bearsOut, isSameThing } from "./bears-out.ts";
import { contentOf, unsaid } from "./bind-words.ts";
import { CitationList } from "./cite.ts";
import { isLikeUnit } from "./claim-amount.ts";
import type { Draft } from "./compose-answer.ts";
import { tellFigure } from "./compose-linked.ts";
import { AGREES, confirmAmount, DENIES, type FoundFigure, join } from "./confirm-amount.ts";
import { cutLine } from "./cut-line.ts";
import { isOwnResult, onlyFigure, standardNameOf } from "./disclosed-figure.ts";
import { otherScope } from "./other-scope.ts";
import type { QuestionPlan } from "./plan-question.ts";
import { type Claim, readClaim } from "./read-claim.ts";
import { askedOf } from "./read-comparison.ts";
import type { TargetGroup } from "./target-groups.ts";
import { toldChange } from "./told-change.ts";

/** Opens an answer that corrects its question. */
export const DIFFERS = "报告所载与问题中的说法不同：";
const MOVE_UNTOLD = "所引原文没有写明升降：";
const OTHER_BASE = "所引原文没有与所问的年份相比：";
const OTHER_AMOUNT = "写的幅度见原文：";
const ONLY_TOLD = "这个数字与报告一致，是不是所问的请核对：";
const UNTOLD_AMOUNT = "报告没有写明所问的幅度：";
const MOVED = { up: "写的是上升：", down: "写的是下降：" } as const;
/** 下降了多少: that the report does not tell is said elsewhere. */
const ASKS_HOW_MUCH = /多少|几/u;

/**
 * Corrects what a question takes for granted of a figure, confirms what it asks by yes and no, and says that the words
 * beside the figure leave open which way it moved. Only where the reports of the one place that is asked have such a
 * figure; null everywhere else.
 */
export function correctPremise(library: Library, plan: QuestionPlan, groups: readonly TargetGroup[]): Draft | null {
  const claim = readClaim(plan);
  if (claim === null) return null;
  const reports = ownReports(library, groups, claim);
  const named = findFigure(library, reports, claim);
  if (claim.asks && claim.amount !== null) return confirmAmount(library, reports, named, claim, plan.question);
  return named === null ? null : correctClaim(library, plan, claim, named);
}

function correctClaim(library: Library, plan: QuestionPlan, claim: Claim, found: FoundFigure): Draft | null {
  const { figure, report, reportRow } = found;
  const other = otherScope(figure, report, claim, false);
  const isTrue = other === "" ? claim.isTrue(figure, report) : null;
  if ((isTrue === true || other !== "") && !claim.asks) return null;
  const name = standardNameOf(askedOf(claim.phrase, claim.unit));
  const isMove = claim.direction !== null;
  const isSame = isMove || isSameThing(figure, name, claim.said);
  if (isTrue === false && !isSame) return null;
  const asksMore = plan.sideBySide !== null || ASKS_HOW_MUCH.test(plan.question);
  if (isTrue === null && other === "" && (!isMove || asksMore)) return null;
  const citations = new CitationList();
  const marker = citations.cite(report, figure.sectionRow, figure.sentence);
  const told = tellFigure({ figure, reportRow }, library.reports);
  const quote = report.text.slice(figure.sentence.start, figure.sentence.end).trim();
  const isUnsure = isTrue === true && !(isMove || (isSame && bearsOut(figure, report, claim.said, plan.question)));
  const opening =
    isTrue === null
      ? other || whyOpen(claim, report, figure)
      : isUnsure
        ? ONLY_TOLD
        : judge(claim, isTrue, report, figure);
  const said = opening.replace(/(?<=所载)为$/u, "");
  const ends = /[。：]$/u.test(said);
  return {
    outcome: isTrue === null || isUnsure ? "partial" : "answered",
    lead: cutLine(join(opening, told)),
    answer: `${said}${ends ? "" : `： [${marker}]`}\n\n${told} [${marker}]\n\n${quote} [${marker}]`,
    citations,
  };
}

/** Why a move is neither confirmed nor denied. */
function whyOpen({ direction, saysAmount }: Claim, report: Report, figure: Figure): string {
  const moved = direction === null ? null : toldChange(report, figure);
  if (moved === null) return MOVE_UNTOLD;
  return moved.direction === direction && saysAmount ? UNTOLD_AMOUNT : OTHER_BASE;
}

/** 是，报告写的是上升。; of an amount 否，报告所载为; of what is taken for granted that the report says otherwise. */
function judge({ direction, asks }: Claim, isTrue: boolean, report: Report, figure: Figure): string {
  const judged = isTrue ? AGREES : asks ? DENIES : DIFFERS;
  if (direction === null) return judged;
  const moved = toldChange(report, figure);
  const amount = moved?.amount == null ? OTHER_AMOUNT : `写的是${moved.amount.words}：`;
  const sameWay = moved?.direction === direction;
  const told = moved === null ? "" : !isTrue && sameWay ? amount : MOVED[moved.direction];
  return judged === DIFFERS ? `${DIFFERS.replace("：", "，")}${told}` : `${judged.replace("所载为", "")}${told}`;
}

/** The reports that speak for the one place asked about. */
function ownReports(library: Library, groups: readonly TargetGroup[], { place }: Claim) {
  const own = groups.filter(({ mustSpeakOf }) => mustSpeakOf === undefined);
  const rows = [...new Set(own.flatMap(({ reportRows }) => [...reportRows]))];
  const reports = rows.flatMap((reportRow) => {
    const report = library.reports[reportRow];
    return report === undefined ? [] : [{ report, reportRow }];
  });
  const regions = new Set(reports.map(({ report }) => report.identity.region.value));
  return regions.size === 1 ? reports : reports.filter(({ report }) => report.identity.region.value === place);
}

/** The figure that is spoken of, of the one report that is asked; of reports of several years the last that has it. */
function findFigure(library: Library, reports: ReturnType<typeof ownReports>, claim: Claim): FoundFigure | null {
  const found = reports.flatMap(({ report, reportRow }) => {
    const figure = sureFigure(library, reportRow, claim);
    return figure === null ? [] : [{ report, reportRow, figure }];
  });
  const yearOf = (report: Report) => report.identity.year.value ?? 0;
  const last = Math.max(...found.map(({ report }) => yearOf(report)));
  const lasts = found.filter(({ report }) => yearOf(report) === last);
  const isMove = claim.direction !== null;
  return lasts.length === 1 && (isMove || reports.length === 1) ? (lasts[0] ?? null) : null;
}

/** The one figure of the report's own place and year that bears the name asked for; null where none or several do. */
function sureFigure(library: Library, reportRow: number, { phrase, unit }: Claim): Figure | null {
  const report = library.reports[reportRow];
  const name = standardNameOf(askedOf(phrase, unit));
  const said = sameWords(phrase);
  const wanted = contentOf(phrase);
  const own = figuresBetween(library, reportRow, { start: 0, end: report?.text.length ?? 0 }).filter(
    (figure) => isOwnResult(figure, report) && isLikeUnit(figure.unit, unit),
  );
  const says = (words: string) => wanted.length > 0 && unsaid(wanted, sameWords(words)) === "";
  const named = own.filter(
    (figure) =>
      (name !== null && figure.canonical === name) ||
      sameWords(figure.indicator).endsWith(said) ||
      says(figure.indicator),
  );
  // 办理政协提案42件，满意率92.6%: a bare rate has its subject in what stands before it.
  const figures = named.length > 0 ? named : own.filter((figure) => says(describeFigure(figure)));
  const only = onlyFigure(figures);
  return figures.find(({ start }) => start === only?.start) ?? null;
}
