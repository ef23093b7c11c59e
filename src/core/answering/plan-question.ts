import type { ChatMessage, Understood } from "../model/question.ts";
import type { Report } from "../model/report.ts";
import type { ScriptConverter } from "../ports/script-converter.ts";
import { type QuestionSlots, readQuestionSlots, shortDivisionName } from "../search/question-slots.ts";
import { stripQuestionWords } from "../search/strip-question.ts";
import { foldText } from "../text/fold.ts";

/** What kind of answer a question wants. */
export type AnswerKind = "figure" | "list" | "outline" | "statement";

/** One figure asked for: 多少件, 几家, 比例多高. */
export interface AskedFigure {
  /** The measure word as asked (件), which is looked for first; empty when none was said. */
  readonly unit: string;
  /** Units that would answer it; empty when any would. */
  readonly units: readonly string[];
  /** The words of the question around it, which say what is counted. */
  readonly context: string;
  /** The few characters right in front of the asking word. */
  readonly nearest: string;
  /** The clause that asks, places and years left out: all that has to be said of the figure. */
  readonly phrase: string;
  /** The noun behind the asking word; empty when none follows. */
  readonly counted: string;
}

/** A question, understood: pure data, shown in part as `understood`. */
export interface QuestionPlan {
  /** The question as folded text; a follow-up is completed from the question before it. */
  readonly question: string;
  /** True when `question` was completed from an earlier turn. */
  readonly rewritten: boolean;
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
  readonly kind: AnswerKind;
  /** True when the question itself sets places or years side by side. */
  readonly comparison: boolean;
  /** True when one 多少 asks for several figures: 会议和活动各多少次, 规模（批次、人次）. */
  readonly several: boolean;
  readonly figures: readonly AskedFigure[];
}

// Units that reports use for the same kind of thing; the question's 多少件 is answered by 55361宗.
const UNIT_CLASSES: readonly (readonly string[])[] = [
  ["件", "宗", "起", "例", "桩", "件次", "单"],
  ["份", "篇", "册", "本", "件"],
  ["个", "家", "处", "所", "间", "站点", "支", "村"],
  ["项", "个", "条", "类", "种", "样"],
  ["条", "项", "款"],
  ["人", "名", "位", "人次", "户"],
  ["场", "场次", "次", "批次", "批", "期", "轮", "回"],
  ["部", "件"],
  ["元", "钱", "块"],
  ["%", "‰", "个百分点", "成"],
  ["届", "次"],
  ["年", "月", "日", "天", "小时", "个工作日"],
  ["分"],
];
const KNOWN_UNITS = new Set(["万元", "亿元", ...UNIT_CLASSES.flat()]);
const ASKED =
  /(?:百分之几|多少|(?<!哪)几)(?:个(?=人))?(?<unit>个百分点|人次|件次|场次|批次|万元|亿元|百分比|[\p{sc=Han}])?|(?<rate>[\p{sc=Han}]{0,6}(?:率|比例|占比)(?=[^\p{sc=Han}]|有|是|多|为|达|怎|分|和|高|低|$))|多[高大长]/gu;
const LIST =
  /哪些|哪几|哪[两三四五六七八九十]|分[一二三四五六七八九十]+点|列全|列举|请列|都(?:有|推|做|讲)|包括什么|包含/u;
const OUTLINE =
  /(?:概括|总结|概述|归纳|主要内容|框架|提纲|大纲|分几(?:个)?部分|讲了哪几(?:个)?(?:方面|部分)|[一二三四五六七八九十几]个方面)/u;
const COMPARISON =
  /谁|哪个(?:地方|区|市|县)?(?:更|最)?[多少高低大小强]|相比|对比|比较|[跟和与]\S{1,12}比|分别|各(?:是|有|为|多少)|到\s?\d{4}年/u;
const SHORTCOMINGS = /短板|不足|差在|薄弱|欠缺|做得不好|没做好|存在.{0,6}问题|哪些问题/u;
const PLANS = /打算|计划|下一步|下一年|明年|接下来|今后|将要|安排|争取|要(?:干|做)(?:什么|啥|些什么)|准备(?:干|做)/u;
/** What every such report has a chapter for, under many names: a question about one finds the others. */
const CHAPTERS: readonly { readonly asked: RegExp; readonly words: string }[] = [
  { asked: SHORTCOMINGS, words: "短板 不足 薄弱环节 存在问题" },
  { asked: PLANS, words: "下一步 下一年 安排 计划 展望" },
];
const SEVERAL = /各(?:自|是|有|为|开|办|多|占)?|分别|[（(][^（）()]*、[^（）()]*[）)]/u;
const FOLLOW_UP = /^(?:那么?|再|还有|换成|改成|如果是)|呢[?？]?$/u;
const MAX_FOLLOW_UP_CHARS = 20;
const NEAREST_CHARS = 4;
const CONTEXT_CHARS = 40;
const COUNTED_NOUN_CHARS = 8;
const CLAUSE_END = /[，,；;。？?：:]/u;
/** 共有, 达到了: links to the asking word and says nothing itself. */
const LINKING_END = /(?:一共|总共|合计|共|了|是|有|为|达到?|分别|各|占|的|又|到|增加到|增至|多|\s)+$/u;

/** Understands the last question of a conversation; see `QuestionPlan`. Pure: the same words, the same plan. */
export function planQuestion(
  messages: readonly ChatMessage[],
  reports: readonly Report[],
  converter: ScriptConverter,
): QuestionPlan {
  const asked = messages
    .filter((message) => message.role === "user")
    .map((message) => foldText(message.content, converter));
  const last = asked.at(-1) ?? "";
  // Each turn may lean on the one before it, which may itself have leaned on another.
  let earlier: string | undefined;
  let completed: string | null = null;
  for (const turn of asked) {
    completed = earlier === undefined ? null : completeFollowUp(turn, earlier, reports);
    earlier = completed ?? turn;
  }
  const question = completed ?? last;
  const slots = readQuestionSlots(question, reports);
  const subject = stripQuestionWords(question);
  const figures = readAskedFigures(question, placesAndYears(slots));
  const chapter = CHAPTERS.filter(({ asked }) => asked.test(question))
    .map(({ words }) => words)
    .join(" ");
  return {
    question,
    rewritten: completed !== null,
    subject,
    focus: withoutSlots(subject, reports),
    chapter,
    shortcomings: SHORTCOMINGS.test(question),
    asksForPlans: PLANS.test(question),
    slots,
    kind: kindOf(question, chapter, figures),
    comparison: slots.regions.length + slots.years.length > 1 && COMPARISON.test(question),
    several: figures.length === 1 && SEVERAL.test(question),
    figures,
  };
}

function kindOf(question: string, chapter: string, figures: readonly AskedFigure[]): AnswerKind {
  if (OUTLINE.test(question)) return "outline";
  // A chapter of its own (不足, 下一步) is told whole unless one figure of it is asked for.
  if (LIST.test(question) || (chapter !== "" && figures.length === 0)) return "list";
  return figures.length > 0 ? "figure" : "statement";
}

// A noun that is measured, with the words in front of it: 调解成功率, 培训人次.
const INDICATOR = /[\p{sc=Han}\d+]{2,18}?(?:率|比例|占比|数量|总数|总量|总额|金额|次数|人数|件数|案件数|场次|人次)/gu;

/** What was understood, in the words that are shown to the reader. */
export function understoodOf({ slots, focus, question, rewritten }: QuestionPlan): Understood {
  return {
    regions: slots.regions.map((mention) => mention.path),
    years: slots.years,
    indicators: [...new Set(focus.match(INDICATOR) ?? [])],
    ...(rewritten ? { rewritten: question } : {}),
  };
}

/** The figures a folded question asks for, in order. `place` matches names of places and years in it. */
export function readAskedFigures(question: string, place: RegExp): AskedFigure[] {
  const figures: AskedFigure[] = [];
  let from = 0;
  for (const match of question.matchAll(ASKED)) {
    const { unit: written, rate } = match.groups ?? {};
    const unit = written !== undefined && KNOWN_UNITS.has(written) ? written : undefined;
    const percent = rate !== undefined || match[0].startsWith("百分之") || written === "百分比";
    const end = match.index + match[0].length - (unit === undefined && !percent ? (written?.length ?? 0) : 0);
    const before = question.slice(Math.max(from, match.index - CONTEXT_CHARS), match.index + (rate?.length ?? 0));
    from = end;
    const previous = figures.at(-1);
    // 办结率有多高 asks once: the measure word follows the indicator it belongs to.
    if (previous?.units.includes("%") && unit === undefined && !percent && before.length <= 6) continue;
    const clause = (before.split(CLAUSE_END).at(-1) ?? "").replace(place, " ");
    const counted = rate === undefined ? countedNoun(question.slice(end), place) : "";
    const anyUnit = percent ? ["%", "‰"] : unitsLike(unit);
    figures.push({
      unit: percent ? "%" : (unit ?? ""),
      units: anyUnit,
      context: `${before}${counted}`,
      nearest: clause.replace(LINKING_END, "").trim().slice(-NEAREST_CHARS),
      // 有多少个? alone in its clause asks of what the clause before named.
      phrase: /\p{sc=Han}{2}/u.test(clause.replace(LINKING_END, "") + counted)
        ? `${clause} ${counted}`
        : before.replace(place, " "),
      counted,
    });
  }
  return figures;
}

/**
 * The figures as they are looked for in one report. Where one 多少 asks for several things, or sets places side by
 * side, no single phrase of the question belongs to one figure.
 */
export function askedFigures({ figures, several, comparison, focus }: QuestionPlan): AskedFigure[] {
  if (!several && !comparison) return [...figures];
  return figures.map((asked) => ({ ...asked, context: focus, nearest: "", phrase: "", counted: "" }));
}

/** What stands right behind the asking word: 多少法制审核人员, 几个村拿到称号; up to the end of the clause. */
function countedNoun(rest: string, place: RegExp): string {
  const noun = /^[\p{sc=Han}“”()（）]+/u.exec(rest)?.[0] ?? "";
  return noun
    .replace(place, " ")
    .replace(/[“”()（）]/gu, "")
    .trim()
    .slice(0, COUNTED_NOUN_CHARS);
}

/** Matches what names a place or a year in a question; neither has to be said again in a sentence. */
function placesAndYears({ regions }: QuestionSlots): RegExp {
  const names = regions.flatMap(({ name }) => [name, shortDivisionName(name)]).map((name) => name);
  return new RegExp([...names, "(?:19|20)\\d{2}\\s?年?度?", "全[省市区县]"].join("|"), "gu");
}

function unitsLike(unit: string | undefined): string[] {
  if (unit === undefined) return [];
  const plain = unit === "万元" || unit === "亿元" ? "元" : unit;
  return UNIT_CLASSES.filter((group) => group.includes(plain)).flat();
}

/** 那斗门区呢? after a question about 江门市: the earlier question with the place or year put in its stead. */
function completeFollowUp(last: string, earlier: string, reports: readonly Report[]): string | null {
  if (last.length > MAX_FOLLOW_UP_CHARS || !FOLLOW_UP.test(last)) return null;
  const now = readQuestionSlots(last, reports);
  const before = readQuestionSlots(earlier, reports);
  let question = earlier;
  if (now.regions.length > 0) {
    for (const mention of before.regions) question = question.replace(earlier.slice(mention.start, mention.end), "");
    question = now.regions.map((mention) => mention.name).join("、") + question;
  }
  if (now.years.length > 0) {
    for (const year of before.years) question = question.replace(new RegExp(`${year}(?:年度?)?`, "u"), "");
    question = `${now.years.map((year) => `${year}年`).join("、")}${question}`;
  }
  return question === earlier ? null : question;
}

/** Takes places, years and words for the report itself out of a subject. */
function withoutSlots(subject: string, reports: readonly Report[]): string {
  let focus = subject;
  for (const mention of [...readQuestionSlots(subject, reports).regions].reverse())
    focus = `${focus.slice(0, mention.start)} ${focus.slice(mention.end).replace(/^[省市区县]/u, "")}`;
  focus = focus.replace(
    /(?:19|20)\d{2}\s?(?:年度?)?(?:全年)?|(?:那份|这份|年度)?(?:报告|材料|资料)|全年|去年|今年/gu,
    " ",
  );
  return /[\p{L}\p{N}]/u.test(focus) ? focus.replace(/\s+/gu, " ").trim() : subject;
}
