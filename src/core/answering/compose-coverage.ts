import type { Library } from "../model/library.ts";
import { type AskedFigure, readAskedFigures } from "./asked-figures.ts";
import { phraseOf } from "./asking-phrase.ts";
import type { Draft } from "./compose-answer.ts";
import { COVERAGE_LEVELS, draftCoverage } from "./coverage-table.ts";
import { standardNameOf } from "./disclosed-figure.ts";
import { findDisclosures, MAX_READ } from "./find-disclosures.ts";
import type { QuestionPlan } from "./plan-question.ts";
import { askedOf, asksWhichPlace } from "./read-comparison.ts";
import { type Condition, readCondition } from "./read-condition.ts";
import type { TargetGroup } from "./target-groups.ts";
import { verifyFigures } from "./verify-figures.ts";

/** Asks over all reports: 各地, 哪些地方公布了, 几份报告披露了, 六份报告, 哪个市最高. */
const ACROSS =
  /(?:所有|全部|(?<!第)[一二两三四五六七八九十\d]+份)的?报告|各(?:地|市|区|县|省|份报告|报告)|(?:哪些|哪几|几|多少)(?:个|份)?(?:地方|地区|城市|报告|市|区|县)|(?:哪个|哪里|哪儿|谁)[^，,。？?；;]{0,16}[高低多少]|排[名序行]/u;
/** What such a question says beside the indicator. */
const ACROSS_WORDS =
  /(?:这|所有|全部|已?收录的?)?(?:[一二两三四五六七八九十\d]+份|份)?报告(?:里面?|中|当中)的?|(?:所有|全部|[一二两三四五六七八九十\d]+份)的?报告的?|(?:一共|总共|共)?有?(?:哪些|哪几|几|多少)(?:个|份)?(?:地方|地区|城市|报告|市|区|县)的?|各(?:地|市|区|县|省|份报告|报告)的?|(?:没有?|未)?(?:披露|公布)了?|(?<!信息|政务|事务)公开了?|写了?|提到了?|报告了?|报了|给出了?|有数据|数据|情况|这个?(?:指标|数据|数)|这(?:一|项)指标|都/gu;
const DISCLOSES = /披露|公布|(?<!信息|政务|事务)公开|写|提到|给出|报/u;

/** 各地公证办理量对比: the reports are set side by side, whatever they call it. */
const COMPARES = /对比|比较|相比|横向|各是多少|分别/u;
/** 谁的满意率没有达到100%: with a bound, asks of every place. */
const WHO =
  /谁|哪[里儿]|(?:哪(?:一个|几个|[些几个])|几个|多少个)(?:地方|地区|城市|市|区|县|部门|单位)|[几些个]份?报告/u;

/**
 * The figures of one indicator over all reports that are meant, with how many of them disclose it. Null where the
 * question names a single place, no indicator, or where too few reports have it; one with no standard name is only
 * looked for where the question sets reports side by side, or where several reports tell it in its very words.
 */
export function composeCoverage(library: Library, plan: QuestionPlan, groups: readonly TargetGroup[]): Draft | null {
  const read = askedIndicator(plan);
  if (read === null) return null;
  const { asked, condition } = read;
  const which = asksWhichPlace(plan.question) || condition !== null;
  const name = standardNameOf(asked);
  const own = groups.filter(({ mustSpeakOf }) => mustSpeakOf === undefined);
  const scope = [...new Set(own.flatMap(({ reportRows }) => [...reportRows]))];
  if (scope.length < 2 || (name === null && scope.length > MAX_READ)) return null;
  const all = findDisclosures(library, scope, asked, name);
  const found = all.filter(({ state }) => state !== "none");
  const reads = which || COMPARES.test(plan.question);
  if (name === null && !reads && all.filter(({ state }) => state === "worded").length < 2) return null;
  if (found.length === 0 || (found.length < 2 && !which && !DISCLOSES.test(plan.question))) return null;
  const indicator = name ?? asked.phrase.replace(/有\s*$/u, "").trim();
  for (const level of COVERAGE_LEVELS) {
    const draft = draftCoverage(library, plan, { name, indicator, all, condition }, level);
    const { citations } = draft;
    if (verifyFigures(draft.answer, citations.list(), citations.reports()).every(({ verified }) => verified))
      return draft;
  }
  return null;
}

interface ReadIndicator {
  readonly asked: AskedFigure;
  readonly condition: Condition | null;
}

/** The one indicator of a question that names no single place; null where it names one, or several indicators. */
function askedIndicator({ question: whole, slots, figures, kind, asksForPlans }: QuestionPlan): ReadIndicator | null {
  if (asksForPlans || kind === "outline") return null;
  const bounded = WHO.test(whole) ? readCondition(whole) : null;
  const { condition = null, rest: question = whole } = bounded ?? {};
  if (ACROSS.test(question) || asksWhichPlace(question) || condition !== null) {
    if (slots.regions.length > 1 || slots.years.length > 1) return null;
    let without = question;
    if (condition === null)
      for (const { start, end } of [...slots.places].reverse())
        without = `${without.slice(0, start)} ${without.slice(end)}`;
    else if (slots.places.length > 0) return null;
    const phrase = phraseOf(without.replace(ACROSS_WORDS, " "));
    return phrase === "" ? null : { asked: askedOf(phrase, condition?.unit), condition };
  }
  if (slots.regions.length > 0 || slots.years.length > 1) return null;
  if (figures.length !== 1 && !(figures.length === 0 && COMPARES.test(question))) return null;
  const phrase = phraseOf(question);
  const [read] = readAskedFigures(question, /(?!)/gu);
  return phrase === "" ? null : { asked: askedOf(phrase, read?.unit ?? ""), condition };
}
