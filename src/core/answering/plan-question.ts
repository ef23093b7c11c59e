import type { ChatMessage } from "../model/question.ts";
import type { Report } from "../model/report.ts";
import type { ScriptConverter } from "../ports/script-converter.ts";
import { standardWords } from "../search/dialect-words.ts";
import { expandYears } from "../search/expand-years.ts";
import { shortDivisionName } from "../search/library-places.ts";
import { plainAsking } from "../search/plain-asking.ts";
import { type QuestionSlots, type RegionMention, readQuestionSlots, relateRegion } from "../search/question-slots.ts";
import { stripQuestionWords } from "../search/strip-question.ts";
import { withoutAsides } from "../search/without-asides.ts";
import { foldText } from "../text/fold.ts";
import { type AskedFigure, readAskedFigures } from "./asked-figures.ts";
import { type NamedDepartment, namedDepartment } from "./departments.ts";
import { withoutExcluded } from "./excluded-places.ts";
import { completeLast } from "./follow-up.ts";
import { type MendedWord, mendTypos } from "./mend-typos.ts";
import { newestYear, RELATIVE_YEAR } from "./newest-year.ts";
import { type AboutAnswer, pointsBack } from "./points-back.ts";
import { readSideBySide, type SideBySide } from "./read-comparison.ts";

/** What kind of answer a question wants. */
export type AnswerKind = "figure" | "list" | "outline" | "statement";

/** A question, understood: pure data, shown in part as `understood`. */
export interface QuestionPlan {
  /** The question as folded text; a follow-up is completed from the question before it. */
  readonly question: string;
  /** True when `question` was completed from an earlier turn. */
  readonly rewritten: boolean;
  /** Words that were taken for others which they differ from in one character, as `question` has them. */
  readonly mended: readonly MendedWord[];
  /** What the turn asks of the answer before it, which is given again; null where it asks of the reports. */
  readonly about: AboutAnswer | null;
  /** `question` without the words that only ask, places and years included. */
  readonly subject: string;
  /** `subject` without places and years: what has to stand in the sentence itself. */
  readonly focus: string;
  /** Other names of the chapter that the question is about (短板: 不足, 薄弱环节); empty when about none. */
  readonly chapter: string;
  /** True when it asks what was not done well. */
  readonly shortcomings: boolean;
  /** True when it asks what is going to be done. */
  readonly asksForPlans: boolean;
  readonly slots: QuestionSlots;
  /** Places that it leaves out (除了江海区), which `question` does not have any more. */
  readonly excluded: readonly RegionMention[];
  /** The year that a question without one (今年, 最新) was taken to ask of, as `slots` have it; null where it names its own. */
  readonly assumedYear: number | null;
  /** The department whose reports it asks of; null where it names none that signed one. */
  readonly department: NamedDepartment | null;
  readonly kind: AnswerKind;
  /** True when the question itself sets places or years side by side. */
  readonly comparison: boolean;
  /** What it asks of the places or years side by side, where that is figures; otherwise null. */
  readonly sideBySide: SideBySide | null;
  /** True when one 多少 asks for several figures: 会议和活动各多少次, 规模（批次、人次）. */
  readonly several: boolean;
  readonly figures: readonly AskedFigure[];
}

const LIST =
  /哪些|哪几|哪[两三四五六七八九十]|分[一二三四五六七八九十]+点|[一二三四五六七]{2,}[点条项]|列全|列举|请列|都(?:有|推|做|讲)|包括什么|包含/u;
const OUTLINE =
  /(?:概括|总结|概述|归纳|主要内容|框架|提纲|大纲|分几(?:个)?部分|讲了哪几(?:个)?(?:方面|部分)|[一二三四五六七八九十几]个方面)/u;
const WHICH_POINTS = /哪(?:几|[两三四五六七八九十])?个?方面/u;
const COMPARISON =
  /谁|哪个(?:地方|区|市|县)?(?:更|最)?[多少高低大小强]|相比|对比|比较|[跟和与]\S{1,12}比|分别|各(?:是|有|为|多少)|到\s?\d{4}年/u;
/** 2022和2023年的出庭应诉率: each year's is asked for, without 分别. */
const YEARS_TOGETHER = /(?:19|20)\d\d年?[和与及跟、,，](?:19|20)\d\d年/u;
const SHORTCOMINGS = /短板|不足|差在|薄弱|欠缺|做得不好|没做好|存在.{0,6}问题|哪些问题/u;
const PLANS =
  /打算|计划|下一步|下一年|明年|接下来|今后|将要|安排|争取|要(?:干|做)(?:什么|啥|些什么)|准备(?:干|做)|(?<![主重需首没])[将要拟](?=举办|开展|建成|修订|制定|出台|设立|打造|培育|新增)/u;
/** What every such report has a chapter for, under many names: a question about one finds the others. */
const CHAPTERS: readonly { readonly asked: RegExp; readonly words: string }[] = [
  { asked: SHORTCOMINGS, words: "短板 不足 薄弱环节 存在问题" },
  { asked: PLANS, words: "下一步 下一年 安排 计划 展望" },
];
const SEVERAL = /各(?:自|是|有|为|开|办|多|占)?|分别|[（(][^（）()]*、[^（）()]*[）)]/u;

/** True where a question asks for several things or deeds by its own words, not because of the chapter that it is about. */
export function asksForList(question: string): boolean {
  return LIST.test(question) || /列出/u.test(question);
}

/** Understands the last question of a conversation; see `QuestionPlan`. Pure: the same words, the same plan. */
export function planQuestion(
  messages: readonly ChatMessage[],
  reports: readonly Report[],
  converter: ScriptConverter,
): QuestionPlan {
  const turns = messages
    .filter((message) => message.role === "user")
    .map(({ content }) => plainAsking(withoutAsides(standardWords(foldText(content, converter)))))
    .map((words) => mendTypos(expandYears(words, reports), reports));
  const asked = turns.map((turn) => turn.question);
  const { question: complete, completed } = completeLast(asked, reports);
  const { question, excluded } = withoutExcluded(complete, reports);
  const named = readQuestionSlots(question, reports);
  const assumedYear = named.years.length > 0 || !RELATIVE_YEAR.test(question) ? null : newestYear(named, reports);
  const slots = assumedYear === null ? named : { ...named, years: [assumedYear] };
  const subject = stripQuestionWords(question);
  const department = departmentAsked(question, slots, reports);
  // Reports bear a department's whole name.
  const inFull = department === null ? question : withName(question, department);
  const asks = readAskedFigures(inFull, placesAndYears(question, slots, department));
  const compares = COMPARISON.test(question) || (asks.length > 0 && YEARS_TOGETHER.test(question));
  const sideBySide = readSideBySide(question, slots, compares, asks);
  const figures = figuresToFind(asks, sideBySide);
  const chapter = CHAPTERS.filter(({ asked }) => asked.test(question))
    .map(({ words }) => words)
    .join(" ");
  return {
    question,
    rewritten: completed,
    mended: turns.flatMap(({ mended }) => mended).filter(({ meant }) => question.includes(meant)),
    about: pointsBack(asked.at(-1) ?? ""),
    subject,
    focus: withoutSlots(withoutDepartment(subject, question, department), reports),
    chapter,
    shortcomings: SHORTCOMINGS.test(question),
    asksForPlans: PLANS.test(question),
    slots,
    excluded,
    assumedYear,
    department,
    kind: kindOf(question, chapter, figures),
    comparison: (slots.regions.length + slots.years.length > 1 && compares) || sideBySide !== null,
    sideBySide,
    several: figures.length === 1 && SEVERAL.test(question),
    figures,
  };
}

function kindOf(question: string, chapter: string, figures: readonly AskedFigure[]): AnswerKind {
  // 下一步在哪几个方面发力 asks for what one chapter says, not how the report is parted.
  if (OUTLINE.test(question) && !(chapter !== "" && WHICH_POINTS.test(question))) return "outline";
  // A chapter of its own (不足, 下一步) is told whole unless one figure of it is asked for.
  if (LIST.test(question) || (chapter !== "" && figures.length === 0)) return "list";
  return figures.length > 0 ? "figure" : "statement";
}

/** 哪个高 and 高多少 ask for the figures that are compared. */
function figuresToFind(asks: AskedFigure[], sideBySide: SideBySide | null): AskedFigure[] {
  if (sideBySide === null || sideBySide.calculation === null) return asks;
  if (sideBySide.shared !== null) return [sideBySide.shared];
  return asks.length > 0 ? asks : [...sideBySide.own.values()];
}

/**
 * The figures as they are looked for in one report. Where one 多少 asks for several things, or sets places side by
 * side, no single phrase of the question belongs to one figure.
 */
export function askedFigures({ figures, several, comparison, focus }: QuestionPlan): AskedFigure[] {
  if (!several && !comparison) return [...figures];
  return figures.map((asked) => ({ ...asked, context: focus, nearest: "", phrase: "", counted: "" }));
}

/** Matches what names a place, its department or a year in a question; neither has to be said again in a sentence. */
function placesAndYears(
  question: string,
  { regions, places }: QuestionSlots,
  department: NamedDepartment | null,
): RegExp {
  const names = [
    ...(department === null ? [] : [department.name]),
    ...places.map(({ start, end }) => question.slice(start, end)),
    ...regions.flatMap(({ name }) => [name, shortDivisionName(name)]),
  ].map((name) => name.replace(/[^\p{L}\p{N}]/gu, "\\$&"));
  return new RegExp(
    [
      ...names,
      "(?:截[至止]到?)?(?:19|20)\\d{2}\\s?年?度?(?:年?底|末)?",
      "全[省市区县]",
      "[今去]年|上一?年|本年度?|最新的?|最近(?:一年|一份)?的?",
    ].join("|"),
    "gu",
  );
}

/** The department that a question names, where it signed a report of a place and year asked about. */
function departmentAsked(question: string, { regions, places, years }: QuestionSlots, reports: readonly Report[]) {
  const isTold = (asked: number, own: number) => asked === own || (PLANS.test(question) && asked === own + 1);
  const named = namedDepartment(question, reports);
  const rows = [...(named?.rows ?? [])].filter((row) => {
    const { region, year } = reports[row]?.identity ?? {};
    // The plan for a year stands in the report of the year before.
    const ofYear = years.length === 0 || (year?.value != null && years.some((one) => isTold(one, year.value ?? 0)));
    return (
      ofYear && (regions.length === 0 || regions.some(({ path }) => relateRegion(region?.value ?? "", path) === "same"))
    );
  });
  if (named === null || rows.length === 0) return null;
  // 云泽市场监管局: the place has taken the first character.
  const taken = places.find(({ start, end }) => start < named.start && named.start < end);
  return { ...named, start: taken?.end ?? named.start, rows: new Set(rows) };
}

function withName(question: string, { start, end, name }: NamedDepartment): string {
  return question.slice(0, start) + name + question.slice(end);
}

/** Who speaks does not say it of itself. */
function withoutDepartment(subject: string, question: string, department: NamedDepartment | null): string {
  return department === null ? subject : subject.replace(question.slice(department.start, department.end), " ");
}

/** Takes places, years and words for the report itself out of a subject. */
function withoutSlots(subject: string, reports: readonly Report[]): string {
  let focus = subject;
  for (const { start, end } of [...readQuestionSlots(subject, reports).places].reverse())
    focus = `${focus.slice(0, start)} ${focus.slice(end).replace(/^[省市区县]/u, "")}`;
  focus = focus.replace(
    /(?:19|20)\d{2}\s?(?:年度?)?(?:全年)?|(?:那份|这份|年度)?(?:报告|材料|资料)|全年|[今去]年|上一?年|本年度?|最新的?|最近(?:一年|一份)的?/gu,
    " ",
  );
  return /[\p{L}\p{N}]/u.test(focus) ? focus.replace(/\s+/gu, " ").trim() : subject;
}
