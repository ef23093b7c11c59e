import type { Answer } from "../model/answer.ts";
import type { Understood } from "../model/question.ts";
import type { Report } from "../model/report.ts";
import type { ScriptConverter } from "../ports/script-converter.ts";
import { resolveContext } from "../reading/resolve-context.ts";
import type { SearchableLibrary } from "../search/searchable-library.ts";
import { tokenize } from "../search/tokenize.ts";
import { foldText } from "../text/fold.ts";
import { finishAnswer, shorten } from "./compose-answer.ts";
import { composeList } from "./compose-list.ts";
import type { Evidence, GroupEvidence } from "./find-evidence.ts";
import { enumeratedItems, isItem, type ListedItem, namedSection, outlineItems, sectionItems } from "./find-items.ts";
import type { QuestionPlan } from "./plan-question.ts";
import { coverageOf, weighFocus } from "./score-sentences.ts";

/** What a structural answer is made from. */
export interface StructureInput {
  readonly searchable: SearchableLibrary;
  readonly plan: QuestionPlan;
  readonly understood: Understood;
  readonly converter: ScriptConverter;
}

/** A heading that says this share of the question makes its whole section the answer to a list question. */
const SECTION_SHARE = 0.3;
/** One item of an enumeration that says this share of the question is the answer, not the whole enumeration. */
const ITEM_SHARE = 0.5;

/**
 * The items that answer a list question: those of the section whose heading names the subject, else those of
 * the enumeration around the best sentence; none when that sentence answers by itself.
 */
export function listItems({ searchable, plan, converter }: StructureInput, best: Evidence): ListedItem[] {
  const focus = weighFocus(searchable, plan);
  const named = namedSection(best.report, plan, (heading) => coverageOf(focus, foldText(heading, converter)));
  if (named !== null && (named.certain || named.coverage >= Math.max(SECTION_SHARE, best.sentence.coverage)))
    return sectionItems(best.report, named.sectionRow);
  if (isItem(best.sentence.text) && best.sentence.coverage >= ITEM_SHARE) return [];
  return enumeratedItems(best.report, best.start).map((span) => ({ span, sectionRow: best.sectionRow }));
}

/** 立法方面做了什么, 怎么优化营商环境的: a whole field of work, where a heading bears its name. */
const BROADLY =
  /(?:[做干抓推]了(?:些)?(?:什么|啥|哪些)|怎么(?:样)?(?:做|干|抓|搞|推|优化|推进|加强|提升|开展|落实|改善)|有(?:什么|啥|哪些)(?:举措|做法|措施|动作|作为)|(?:工作|建设)(?:做得|开展得|进展)?(?:怎么样|如何))/u;
/** Words of asking broadly, which no heading says. */
const BROAD_WORDS =
  /方面|领域|工作|怎么样?|如何|优化|推进|加强|提升|开展|落实|改善|建设|什么|哪些|啥|举措|做法|措施|动作|作为|[做干抓推搞]了?|有|的|得|了|吗|呢/gu;
/** A heading that says this share of what is broadly asked about names it. */
const BROAD_SHARE = 0.6;

/** The items of the section whose heading names the field of work that a question asks broadly about; null where none does. */
export function composeField(
  { searchable, plan, converter, understood }: StructureInput,
  best: Evidence,
): Answer | null {
  if (plan.figures.length > 0 || !BROADLY.test(plan.question)) return null;
  const field = plan.focus.replace(BROAD_WORDS, " ").trim();
  if ([...field.matchAll(/\p{sc=Han}/gu)].length < 2) return null;
  const focus = weighFocus(searchable, { focus: field, chapter: "" });
  const { report } = best;
  // 立法、执法、司法… above 提升立法质量: the heading that names least beside it.
  const [named] = report.sections
    .flatMap(({ heading }, sectionRow) => {
      const coverage = heading === "" ? 0 : coverageOf(focus, foldText(heading, converter));
      return coverage < BROAD_SHARE ? [] : [{ sectionRow, coverage, chars: heading.length }];
    })
    .sort((one, other) => other.coverage - one.coverage || one.chars - other.chars);
  if (named === undefined) return null;
  const items = sectionItems(report, named.sectionRow);
  return items.length < 2 ? null : finishAnswer(composeList(report, items, searchable.library.reports), understood);
}

/**
 * What a report's structure alone answers: the items of the part named by number, or the main headings; null when
 * neither was asked or several reports could be meant.
 */
export function composeStructure(
  { searchable, plan, understood }: StructureInput,
  reportRows: readonly number[],
): Answer | null {
  const report = reportRows.length === 1 ? searchable.library.reports[reportRows[0] ?? -1] : undefined;
  if (report === undefined) return null;
  const named = namedSection(report, plan, () => 0);
  const items =
    named !== null ? sectionItems(report, named.sectionRow) : plan.kind === "outline" ? outlineItems(report) : [];
  return items.length < 2 ? null : finishAnswer(composeList(report, items, searchable.library.reports), understood);
}

/** What a question about a plan says that names nothing of it. */
const PLAN_WORDS =
  /下一步|下一年度?|明年|接下来|今后|未来|打算|计划|规划|安排|思路|展望|重点|主要|工作|任务|目标|举措|措施|方面|方向|准备|将要?|争取|(?:持续|共同)?[发着]力|努力|要|[干做推]|什么|啥|哪些|有|的|是|怎么|[从在]|法治政府建设|法治建设|[^\p{L}\p{N}]/gu;
/** 把某中心办成什么样的地方: words of asking what becomes of a thing. */
const BECOMES = /把|[办做建变搞打][造设]?成为?|地方|样子|程度|样的?/gu;
/** What one about shortcomings says that names none of them. */
const LACK_WORDS = /短板|不足|差在|薄弱(?:环节)?|欠缺|存在|问题|哪里|[还又]/gu;

/** True for a question about all that is planned: 下一步打算, 2026年工作安排. */
export function asksWholePlan({ asksForPlans, figures, focus }: QuestionPlan): boolean {
  return asksForPlans && figures.length === 0 && focus.replace(PLAN_WORDS, "") === "";
}

/** A sentence that says this share of what one point of a chapter is asked by is that point. */
const POINT_SHARE = 0.4;

/** True where a question about a chapter (打算, 不足) names one point of it, and the sentence tells that point. */
export function tellsPoint({ searchable, plan, converter }: StructureInput, { sentence }: Evidence): boolean {
  const point = plan.focus.replace(PLAN_WORDS, " ").replace(LACK_WORDS, " ").replace(BECOMES, " ").trim();
  if (point === "") return false;
  const focus = weighFocus(searchable, { focus: point, chapter: "" });
  return coverageOf(focus, foldText(sentence.text, converter)) >= POINT_SHARE;
}

/** A list of more is told by its headings. */
const MAX_PLANNED = 15;

/** What a report plans, as a whole: of several reports of one place the newest's. Null where several places are meant. */
export function composePlans(
  { searchable, understood, plan, converter }: StructureInput,
  found: readonly GroupEvidence[],
): Answer | null {
  const { reports } = searchable.library;
  const rows = [...new Set(found.flatMap(({ group }) => [...group.reportRows]))];
  const meant = rows.flatMap((row) => reports[row] ?? []);
  const [report] = meant.sort((a, b) => (b.identity.year.value ?? 0) - (a.identity.year.value ?? 0));
  if (report === undefined || new Set(meant.map(({ identity }) => identity.region.value)).size > 1) return null;
  const sections = report.sections.flatMap((section, row) => (section.plan ? [row] : []));
  const items = sections.flatMap((row) => sectionItems(report, row));
  const headings = sections.flatMap((sectionRow) => {
    const { level = 0, heading = "", start = 0, headingEnd: end = 0 } = report.sections[sectionRow] ?? {};
    return level === 1 && heading !== "" ? [{ span: { start, end }, sectionRow }] : [];
  });
  const listed =
    items.length > MAX_PLANNED && headings.length > 1 ? headings : [...items, ...plansAtEnd(report, items)];
  if (listed.length === 0) return null;
  const list = composeList(report, listed, reports);
  const [only, another] = listed;
  if (only === undefined || another !== undefined) return finishAnswer(list, understood);
  const words = new Set(tokenize(plan.focus));
  const lead = shorten(report.text.slice(only.span.start, only.span.end), words, (text) => foldText(text, converter));
  return finishAnswer({ ...list, lead }, understood);
}

/** What the last section plans, sentence by sentence, where no section is about plans alone. */
function plansAtEnd(report: Report, items: readonly ListedItem[]): ListedItem[] {
  const sectionRow = report.sections.length - 1;
  if (items.length > 0 || sectionRow < 0) return [];
  return sectionItems(report, sectionRow).filter(({ span }) => resolveContext(report, span).plan);
}
