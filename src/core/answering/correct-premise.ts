import { figuresBetween } from "../figures/figure-ledger.ts";
import { sameWords } from "../figures/same-words.ts";
import type { Figure } from "../model/figure.ts";
import type { Library } from "../model/library.ts";
import type { Report } from "../model/report.ts";
import { bearsOut, isSameThing } from "./bears-out.ts";
import { contentOf, unsaid } from "./bind-words.ts";
import { CitationList } from "./cite.ts";
import { type Draft, MAX_LEAD_CHARS } from "./compose-answer.ts";
import { tellFigure } from "./compose-linked.ts";
import { isDepartment } from "./departments.ts";
import { isOwnResult, onlyFigure, standardNameOf } from "./disclosed-figure.ts";
import type { QuestionPlan } from "./plan-question.ts";
import { type Claim, readClaim } from "./read-claim.ts";
import { askedOf } from "./read-comparison.ts";
import type { TargetGroup } from "./target-groups.ts";
import { toldChange } from "./told-change.ts";

/** Opens an answer that corrects its question. */
export const DIFFERS = "报告所载与问题中的说法不同：";
const AGREES = "是：";
const DENIES = "否：";
const MOVE_UNTOLD = "所引原文没有写明升降：";
const OTHER_BASE = "所引原文没有与所问的年份相比：";
const OTHER_AMOUNT = "报告写的幅度见原文。";
const PART_ONLY = "报告没有这样写明，只有部分时段的数：";
const OTHER_PERIOD = "报告没有这样写明，所载不是所问时段的数：";
const DEPARTMENT_ONLY = "报告没有这样写明，只有一个部门的数：";
const ONLY_TOLD = "这个数字与报告一致，是不是所问的请核对：";
const UNTOLD_AMOUNT = "报告没有写明所问的幅度：";
const MOVED = { up: "报告写的是上升。", down: "报告写的是下降。" } as const;
/** 下降了多少: that the report does not tell is said elsewhere. */
const ASKS_HOW_MUCH = /多少|几/u;

/**
 * Corrects what a question takes for granted of a figure, confirms what it asks by yes and no, and says that the words
 * beside the figure leave open which way it moved. Only where one report that is asked has that figure for sure; null
 * everywhere else.
 */
export function correctPremise(library: Library, plan: QuestionPlan, groups: readonly TargetGroup[]): Draft | null {
  const claim = readClaim(plan);
  const found = claim === null ? null : findFigure(library, groups, claim);
  if (claim === null || found === null) return null;
  const { figure, report, reportRow } = found;
  const bears = claim.direction !== null || bearsOut(figure, report, claim.said, plan.question);
  const other = plan.department === null ? otherScope(figure, report, claim) : otherPeriod(figure, claim);
  const isTrue = other === "" ? claim.isTrue(figure, report) : null;
  const open = isTrue === null;
  if ((isTrue === true || other !== "") && !claim.asks) return null;
  const name = standardNameOf(askedOf(claim.phrase, claim.unit));
  const isSame = claim.direction !== null || isSameThing(figure, name, claim.said);
  // The number asked about stands elsewhere in the report: of that thing this figure says nothing.
  if (isTrue === false && (!isSame || claim.isStated(report))) return null;
  if (
    open &&
    other === "" &&
    (claim.direction === null || plan.sideBySide !== null || ASKS_HOW_MUCH.test(plan.question))
  )
    return null;
  const citations = new CitationList();
  const marker = citations.cite(report, figure.sectionRow, figure.sentence);
  const told = tellFigure({ figure, reportRow }, library.reports);
  const quote = report.text.slice(figure.sentence.start, figure.sentence.end).trim();
  const moved = claim.direction === null ? null : toldChange(report, figure);
  const sameWay = moved !== null && moved.direction === claim.direction;
  const untold =
    other !== "" ? other : moved === null ? MOVE_UNTOLD : sameWay && claim.saysAmount ? UNTOLD_AMOUNT : OTHER_BASE;
  const judged = isTrue ? AGREES : claim.asks ? DENIES : DIFFERS;
  const amount =
    moved?.amount === undefined || moved.amount === null ? OTHER_AMOUNT : `报告写的是${moved.amount.words}`;
  const toldMove = moved === null ? "" : isTrue === false && sameWay ? amount : MOVED[moved.direction];
  const unsure = isTrue === true && (!bears || !isSame);
  const opening = open ? untold : unsure ? ONLY_TOLD : `${judged}${toldMove}`;
  const ends = /[。：]$/u.test(opening);
  return {
    outcome: open || unsure ? "partial" : "answered",
    lead: `${opening}${ends ? "" : "。"}${told}`.slice(0, MAX_LEAD_CHARS),
    answer: `${opening}${ends ? "" : ` [${marker}]。`}\n\n${told} [${marker}]\n\n${quote} [${marker}]`,
    citations,
  };
}

const WHOLE = /^全年|整年|一年到头/u;
const WHOLE_PERIOD = /^1月?(?:份)?\s*[—\-–－~～至到]\s*12月|^全年/u;
/** Words of a department's report that speak of its place as a whole. */
const OF_PLACE = /[全我][省市区县]/u;

/** Why a figure neither confirms nor denies: it is of another part of the year than asked; empty where it is not. */
function otherPeriod({ period = "" }: Figure, { period: asked }: Claim): string {
  const part = WHOLE_PERIOD.test(period) ? "" : period;
  if (asked === "" || WHOLE.test(asked)) return part === "" ? "" : PART_ONLY;
  return plainPeriod(part) === plainPeriod(asked) ? "" : OTHER_PERIOD;
}

function plainPeriod(period: string): string {
  return period.replace(/[—\-–－~～至到]/gu, "-").replace(/月份?|\s/gu, "");
}

/** The same, or that it is of one department where its place was asked of. */
function otherScope(figure: Figure, report: Report, claim: Claim): string {
  const said = report.text.slice(figure.sentence.start, figure.sentence.end);
  return isDepartment(report) && !OF_PLACE.test(said) ? DEPARTMENT_ONLY : otherPeriod(figure, claim);
}

/** The figure that is spoken of, of the one report that is asked; of reports of several years the last that has it. */
function findFigure(library: Library, groups: readonly TargetGroup[], claim: Claim) {
  const own = groups.filter(({ mustSpeakOf }) => mustSpeakOf === undefined);
  const rows = [...new Set(own.flatMap(({ reportRows }) => [...reportRows]))];
  const reports = rows.flatMap((reportRow) => {
    const report = library.reports[reportRow];
    return report === undefined ? [] : [{ report, reportRow }];
  });
  if (new Set(reports.map(({ report }) => report.identity.region.value)).size !== 1) return null;
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
  const figures = figuresBetween(library, reportRow, { start: 0, end: report?.text.length ?? 0 }).filter(
    (figure) =>
      isOwnResult(figure, report) &&
      (unit === "" ? !/^[%‰]$/u.test(figure.unit) : figure.unit === unit) &&
      ((name !== null && figure.canonical === name) ||
        sameWords(figure.indicator).endsWith(said) ||
        (wanted.length > 0 && unsaid(wanted, sameWords(figure.indicator)) === "")),
  );
  const only = onlyFigure(figures);
  return figures.find(({ start }) => start === only?.start) ?? null;
}
