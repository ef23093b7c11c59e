import { figuresBetween } from "../figures/figure-ledger.ts";
import { sameWords } from "../figures/same-words.ts";
import type { Figure } from "../model/figure.ts";
import type { Library } from "../model/library.ts";
import { phraseOf } from "./asking-phrase.ts";
import { contentOf, unsaid } from "./bind-words.ts";
import { checkArithmetic } from "./check-arithmetic.ts";
import { CitationList } from "./cite.ts";
import type { Draft } from "./compose-answer.ts";
import { cutLine } from "./cut-line.ts";
import { isOwnResult, onlyFigure, standardNameOf } from "./disclosed-figure.ts";
import type { QuestionPlan } from "./plan-question.ts";
import { askedOf } from "./read-comparison.ts";
import { labelReport, type TargetGroup } from "./target-groups.ts";
import { verifyFigures } from "./verify-figures.ts";

const SUM = /一共|合计|总共|共计|加起来|加在一起|相加|之和|总和|[，,和]共(?=[有是多几])/u;
const EACH = /分别|各(?:自)?(?:是|有|为|多少|占)/u;
/** What links, counts up or asks around the names of what is asked for. */
const FRAMES =
  /(?:一共|合计|总共|共计|加起来|加在一起|相加|之和|总和|分别|各自|各|都)|(?:是|有|为|共)?(?:多少|几)(?:人次|件次|场次|批次|[件宗起名人项个场次份家条部%])?(?:案件)?/gu;
const YEARS = /(?:19|20)\d\d\s?年?度?/gu;
const AND = /以及|加上|[和与及跟、加]/u;
const EXACT = /^(?:共|合计|达到?)?$/u;
/** Cases taken up and cases closed are the same ones at two times: they make no sum. */
const STAGES = /收到|接到|新收|受理|立案|审结|办结|结案/u;

/** Doing it at all, which a name leaves out. */
const ACTS =
  /开展|举办|举行|组织|办理|承办|完成|提供|发出|制定|出台|印发|收到|受理|共计?|案件|数量|代表|全[省市区县]/gu;
const MAX_MORE_CHARS = 3;

/** One of the things asked for together: as the question names it, and the report's figure of it. */
interface Term {
  readonly phrase: string;
  readonly figure: Figure | null;
}

/**
 * What a question asks for together or one by one of one report (人大建议和政协提案一共多少, 受理和审结分别多少): each figure
 * by its name, with its citation, and their sum where one is asked for and unit, time and kind allow it. Null where no
 * such things are asked for, or too few of them are told for sure.
 */
export function composeSum(library: Library, plan: QuestionPlan, groups: readonly TargetGroup[]): Draft | null {
  const sums = SUM.test(plan.question);
  if (!sums && !EACH.test(plan.question)) return null;
  const phrases = readPhrases(plan);
  const rows = [...new Set(groups.flatMap(({ reportRows }) => [...reportRows]))];
  const [reportRow, ...others] = rows;
  const report = reportRow === undefined ? undefined : library.reports[reportRow];
  const isOwn = groups.every(({ mustSpeakOf }) => mustSpeakOf === undefined);
  if (phrases.length < 2 || reportRow === undefined || report === undefined || others.length > 0 || !isOwn) return null;
  const own = figuresBetween(library, reportRow, { start: 0, end: report.text.length }).filter((figure) =>
    isOwnResult(figure, report),
  );
  // 涉外和涉港澳台公证75件: the report tells them as one.
  const all = phrases.flatMap(([plain = ""]) => contentOf(plain));
  if (own.some(({ indicator }) => unsaid(all, sameWords(indicator)) === "")) return null;
  const terms = phrases.map(
    (wordings): Term => ({ phrase: wordings[0] ?? "", figure: findFigure(own, wordings, plan.question) }),
  );
  const figures = terms.flatMap(({ figure }) => figure ?? []);
  const isDistinct = new Set(figures.map(({ start }) => start)).size === figures.length;
  // One of several told alone would pass for the sum.
  if (figures.length < (sums ? 1 : 2) || !isDistinct) return null;
  const label = labelReport(report, library.reports).replace(/（(\d+年)）$/u, "，$1");
  const whole = sums && figures.length === terms.length && mayAdd(figures);
  for (const isAdded of whole ? [true, false] : [false]) {
    const citations = new CitationList();
    const marked = terms.map(({ phrase, figure }) => {
      if (figure === null) return { phrase, told: "没有找到能确认的数据", cited: `${phrase}：没有找到能确认的数据。` };
      const told = figure.text.trim();
      const period = figure.period === undefined ? "" : `（${figure.period}）`;
      const marker = citations.cite(report, figure.sectionRow, figure.sentence);
      return { phrase, told: `${told}${period}`, cited: `${phrase}${told} [${marker}]` };
    });
    const unit = figures[0]?.unit ?? "";
    const total = `${figures.reduce((sum, { value }) => sum + value, 0)}${unit}`;
    const line = `${marked.map(({ cited }) => cited).join(" + ")} = ${total}`;
    if (isAdded && checkArithmetic(line)?.right !== true) continue;
    const note = sums && !isAdded ? "报告没有写明合计数，口径不能确认一致，不作相加。" : "";
    const quotes = citations.list().map(({ quote, marker }) => `${quote.trim()} [${marker}]`);
    const list = marked.map(({ cited }) => `- ${cited}`).join("\n");
    const told = marked.map(({ phrase, told }) => `${phrase}${told}`).join("；");
    const lead = isAdded
      ? `合计${total}（${label}）：${told}`
      : `${told}（${label}${note === "" ? "" : "，未写明合计"}）`;
    const answer = [isAdded ? line : list, ...(note === "" ? [] : [note]), ...quotes].join("\n\n");
    const isSure = verifyFigures(answer, citations.list(), citations.reports()).every(({ verified }) => verified);
    if (!isSure) continue;
    const isOpen = figures.length < terms.length || note !== "";
    return {
      outcome: isOpen ? "partial" : "answered",
      lead: cutLine(lead),
      answer,
      citations,
      label: isAdded ? "由多份报告计算" : "原文摘录",
    };
  }
  return null;
}

/**
 * The names of what is asked for, each in the wordings that it may bear: 行政复议受理和审结 asks for 审结 of 行政复议, too.
 * The shortest comes first, as the question has it.
 */
function readPhrases({ question, slots }: QuestionPlan): string[][] {
  let words = question;
  for (const { start, end } of [...slots.places].reverse()) words = `${words.slice(0, start)} ${words.slice(end)}`;
  const parts = words.replace(YEARS, " ").replace(FRAMES, " ").split(AND).map(nameOf);
  const [first = ""] = parts;
  if (parts.length < 2 || parts.some((part) => part === "")) return [];
  return parts.map((part) => {
    const topics = [...first].map((_, cut) => first.slice(0, first.length - cut)).slice(1, -1);
    return part === first ? [part] : [part, ...topics.map((topic) => topic + part)];
  });
}

/** What a part of the question names; 中心组会议 keeps its first character. */
function nameOf(part: string): string {
  const name = phraseOf(part).replace(/(?<=.{2})[办做开搞收]了?$/u, "");
  return /^\s*中\p{sc=Han}/u.test(part) && name !== "" ? `中${name.replace(/^中/u, "")}` : name;
}

/** The one figure whose own words say a whole name; null where none or several do. */
function findFigure(own: readonly Figure[], wordings: readonly string[], question: string): Figure | null {
  const names = wordings.flatMap((wording) => standardNameOf(askedOf(wording)) ?? []);
  const [plain = ""] = wordings;
  const wanted = contentOf(plain);
  const said = own.filter(
    ({ subject, indicator, canonical }) =>
      (names[0] !== undefined && canonical === names[0]) ||
      (names[0] === undefined &&
        wanted.length > 0 &&
        unsaid(wanted, sameWords(subject + indicator)) === "" &&
        // 行政复议意见建议书 says much more than 行政复议: another thing.
        unsaid(contentOf(indicator.replace(ACTS, " ")), sameWords(question)).length <= MAX_MORE_CHARS),
  );
  const only = onlyFigure(said);
  return own.find(({ start }) => start === only?.start) ?? null;
}

/** Whether figures are of one unit, time and kind, exact, and none a part or a later stage of another. */
function mayAdd(figures: readonly Figure[]): boolean {
  const [first] = figures;
  return figures.every(
    ({ unit, kind, period, year, subject, qualifier, upper, within, indicator }) =>
      first !== undefined &&
      kind === "level" &&
      unit !== "" &&
      unit === first.unit &&
      period === first.period &&
      year === first.year &&
      subject === first.subject &&
      within === first.within &&
      upper === undefined &&
      EXACT.test(qualifier) &&
      !/其中/u.test(indicator) &&
      !STAGES.test(indicator),
  );
}
