import { describeFigure } from "../figures/describe-figure.ts";
import { figuresBetween } from "../figures/figure-ledger.ts";
import type { Figure } from "../model/figure.ts";
import type { Library } from "../model/library.ts";
import type { Report } from "../model/report.ts";
import { standardNameOf } from "./disclosed-figure.ts";
import { mayBear } from "./find-disclosures.ts";
import type { Evidence } from "./find-evidence.ts";
import type { QuestionPlan } from "./plan-question.ts";
import { clauseOf, isAmong } from "./told-ranks.ts";
import { saysTopic } from "./vouch-figure.ts";

/** 增长多少, 高多少: by how much, not how many; 提高到多少 asks for the level. */
const ASKS_BY_HOW_MUCH =
  /(?:增长|提[高升]|上升|下降|减少|降低|增加|[高低多少])了?(?:多少|几(?!乎))(?!.{0,3}[到至])|增幅|降幅|增速/u;
/** Whether a question asks by how much something changed. */
export function asksByHowMuch(question: string): boolean {
  return ASKS_BY_HOW_MUCH.test(question);
}

/** 收到和受理各多少: no words belong to one figure alone, so the sentence has to be about all of it. */
const OF_BOTH = /[和与及、].{1,12}各(?:自|是|有|为|[办受审]理了?)*\s*$/u;
/** Months, halves and quarters that a question names. */
const PART_OF_YEAR = /\d{1,2}月|[上下]半年|第?[一二三四1-4]季度/gu;

/**
 * Whether a sentence tells figures of the time and kind that a question asks for: of a year asked for, of the part of the
 * year that is named, and by how much something changed where that is asked. A sentence without a figure in the ledger is
 * judged by its words alone, elsewhere.
 */
export function fitsAsked(library: Library, { report, sentence }: Evidence, plan: QuestionPlan): boolean {
  if (
    plan.figures.some(
      ({ phrase }) => OF_BOTH.test(phrase) && !saysTopic(phrase, `${sentence.heading} ${sentence.text}`),
    )
  )
    return false;
  const wanted = plan.figures.flatMap(({ units }) => units);
  const figures = figuresBetween(library, library.reports.indexOf(report), sentence).filter(
    ({ unit, kind }) => wanted.length === 0 || wanted.includes(unit) || kind === "change",
  );
  if (figures.length === 0) return true;
  if (!figures.some((figure) => isOfYear(figure, plan))) return false;
  const said = `${sentence.heading}${sentence.text}`;
  if (!saysPartOfYear(plan.question, said)) return false;
  return !ASKS_BY_HOW_MUCH.test(plan.question) || figures.some(({ kind }) => kind === "change");
}

/** Whether all months, halves and quarters that a question names stand in `said`. */
export function saysPartOfYear(question: string, said: string): boolean {
  return [...question.matchAll(PART_OF_YEAR)].every(([part]) => said.includes(part));
}

/** Whether the figure of a lead is of the kind, year and place asked for; true where the ledger does not know it. */
export function leadFitsAsked(library: Library, evidence: readonly Evidence[], written: string, plan: QuestionPlan) {
  const found = evidence.flatMap(({ report, start, end }) =>
    figuresBetween(library, library.reports.indexOf(report), { start, end })
      .filter(({ text }) => text === written)
      .map((figure) => ({ figure, report })),
  );
  if (found.length === 0) return true;
  if (ASKS_BY_HOW_MUCH.test(plan.question) && !found.some(({ figure }) => figure.kind === "change")) return false;
  return found.some(
    ({ figure, report }) =>
      isOfYear(figure, plan) &&
      !(ASKS_YEAR_BEFORE.test(plan.question) && figure.year === report.identity.year.value) &&
      !isOfPart(figure, plan.question) &&
      (figure.kind !== "rank" || isAmong(clauseOf({ figure, report }), plan.question)) &&
      bearsName(figure, report, plan),
  );
}

/** 上年是多少, not 比上年多多少. */
const ASKS_YEAR_BEFORE = /(?<![比较同从由于与])(?:上一?年度?|前一年)(?!多|少|增|减|高|低|提|下|上升|度报告)/u;
/** 兰亭区为11.3%: of one place among those that a sentence speaks of. */
const PLACE_ALONE = /^(?<place>(?![全本我各市区县])\p{sc=Han}{2,3}[市区县州旗镇乡])(?:的?[为是达占])?$/u;
/** 罚款最多的一宗: of a single one. */
const SINGLE = /最[多大高长]的?一[宗件例起笔家个次]|其中一[宗件例起笔家]/u;

/** Whether a figure is of one place or one case that the question does not name. */
export function isOfPart(figure: Figure, question: string): boolean {
  const place = PLACE_ALONE.exec(figure.indicator.trim())?.groups?.place;
  if (place !== undefined && !question.includes(place.slice(0, 2))) return true;
  return SINGLE.test(describeFigure(figure)) && !/最[多大高长]/u.test(question);
}

/** Whether a figure has the standard name of what is asked for, where the question names one: 171件 of 建议 is none of 提案. */
function bearsName(figure: Figure, report: Report, { figures: [asked, another] }: QuestionPlan): boolean {
  if (asked === undefined || another !== undefined) return true;
  const name = standardNameOf(asked);
  if (name === null || figure.canonical === name) return true;
  // Its own clause may leave to those before what the name says: 抽查案卷96卷，优良率93.75%.
  return figure.canonical == null && mayBear(figure, report, name);
}

/** A plan is for some year behind the report's, which its words may leave open. */
function isOfYear({ year, state }: Figure, { slots, asksForPlans }: QuestionPlan): boolean {
  if (slots.years.length === 0 || year === null || (state === "planned" && asksForPlans)) return true;
  return slots.years.includes(year);
}
