import { enumeratedItems } from "../answering/find-items.ts";
import type { Library } from "../model/library.ts";
import type { Span } from "../model/offsets.ts";
import type { QuizSource } from "../model/quiz.ts";
import type { Report, Section } from "../model/report.ts";
import { nameSpeaker } from "./name-who.ts";
import { nest } from "./nest-quotes.ts";
import { factsOf, type QuizFact } from "./quiz-fact.ts";
import { sourceAt } from "./quiz-source.ts";
import { LEANING } from "./stands-alone.ts";

/** What a report lists: the items of an enumeration, or the headings of a part. */
export interface ReportList {
  readonly id: string;
  /** Parts of a chapter, what was done, what is planned, what is wanting. */
  readonly kind: "parts" | "points" | "plans" | "shortcomings";
  readonly stems: readonly string[];
  /** Stems that ask which of several are of the list. */
  readonly asksWhich: readonly string[];
  /** What a right answer says, in the report's words. */
  readonly points: readonly string[];
  readonly sources: readonly QuizSource[];
  readonly explanation: string;
  readonly place: string;
  readonly year: number;
  readonly section: Section;
  /** Figures that the list tells: they are asked with it. */
  readonly facts: readonly QuizFact[];
}

const MIN_POINTS = 2;
const MAX_POINTS = 8;
const MAX_POINT = 90;
const NUMBERING =
  /^(?:[一二三四五六七八九十]{1,3}[、是]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、]|其[一二三四五六七八九]|第[一二三四五六七八九十]{1,3}[、，])\s*/u;
const made = new WeakMap<Report, readonly ReportList[]>();

/** The lists of a report that make a question of their own, in order. */
export function listsOf(library: Library, reportRow: number): readonly ReportList[] {
  const report = library.reports[reportRow];
  if (report === undefined) return [];
  const known = made.get(report) ?? findLists(library, reportRow, report);
  made.set(report, known);
  return known;
}

function findLists(library: Library, reportRow: number, report: Report): readonly ReportList[] {
  const { region, year } = report.identity;
  if (region.value === null || year.value === null) return [];
  const { place, speaker } = nameSpeaker(library.reports, report);
  const titled = (report.identity.title.value ?? "").includes("法治政府") ? "法治政府建设" : "法治建设";
  const named = { place, year: year.value, told: `${speaker}${year.value}年${titled}年度报告` };
  const facts = factsOf(library, reportRow);
  const lists = report.sections.flatMap((section, sectionRow) => [
    ...enumerations(report, section, sectionRow, facts, named),
    ...headings(report, section, sectionRow, named),
  ]);
  // Two lists that one question fits have no one answer.
  const isOnce = (list: ReportList) => lists.every((other) => other === list || other.stems[0] !== list.stems[0]);
  return lists.filter(isOnce);
}

interface Named {
  readonly place: string;
  readonly year: number;
  /** The report, as stems call it. */
  readonly told: string;
}

function enumerations(
  report: Report,
  section: Section,
  sectionRow: number,
  facts: readonly QuizFact[],
  { place, year, told }: Named,
): ReportList[] {
  const lists: ReportList[] = [];
  for (let at = section.headingEnd; at < section.end; at = nextLine(report.text, at)) {
    const items = enumeratedItems(report, at + 1).filter(({ start, end }) => start >= at && end <= section.end);
    const first = items[0];
    const last = items.at(-1);
    if (first === undefined || last === undefined || first.start >= nextLine(report.text, at)) continue;
    if (
      report.sections.some(
        (other) => other !== section && other.start > section.start && other.start <= at && at < other.end,
      )
    )
      continue;
    const points = items.map((item) => pointOf(report.text, item));
    const span = { start: paragraphStart(report.text, first.start), end: last.end };
    if (!areFit(report, points, span)) continue;
    const lead = report.text.slice(span.start, first.start);
    const heading = plainHeading(section);
    const asked = askEnumeration(told, heading, lead, section.plan);
    if (asked === null) continue;
    const list = { ...asked, ...{ points, place, year, section }, id: `${report.id}@${first.start}` };
    const inside = facts.filter(({ figure }) => figure.start >= span.start && figure.end <= span.end);
    const sources = [sourceAt(report, sectionRow, span)];
    lists.push({ ...list, sources, facts: inside, explanation: explain(section, points) });
  }
  return lists;
}

/** The parts that a section is divided into. */
function headings(report: Report, section: Section, sectionRow: number, { place, year, told }: Named): ReportList[] {
  if (section.plan || section.level === 0) return [];
  const next = report.sections.findIndex((other, row) => row > sectionRow && other.level <= section.level);
  const rows = [...report.sections.keys()].slice(sectionRow + 1, next < 0 ? undefined : next);
  const below = rows.filter((row) => report.sections[row]?.level === section.level + 1);
  const parts = below.flatMap((row) => report.sections[row] ?? []);
  const points = parts.map(plainHeading);
  const heading = plainHeading(section);
  const span = { start: section.start, end: parts.at(-1)?.headingEnd ?? section.end };
  if (heading === "" || !areFit(report, points, span) || points.some((point) => LEANING.test(point))) return [];
  const sources = parts.map((part, row) =>
    sourceAt(report, below[row] ?? sectionRow, { start: part.start, end: part.headingEnd }),
  );
  const asked = askParts(told, heading);
  const list = { ...asked, ...{ points, place, year, section, sources }, id: `${report.id}@${section.start}` };
  return [{ ...list, facts: [], explanation: explain(section, points) }];
}

/** 创新行政执法方式。一是 …: the sentence right in front of the first item names what is listed. */
const TOPIC = /(?:^|[。；])([\p{sc=Han}“”、（）]{4,18})[。：:]$/u;
const TELLS_SHORTCOMINGS = /(?:存在|仍有|还有|面临)[^。]{0,24}(?:不足|短板|问题|薄弱|差距|困难)[^。]{0,8}$/u;
const NAMES_SHORTCOMINGS = /存在的?(?:主要)?(?:不足|短板|问题|薄弱|差距|困难)/u;

type Asked = Pick<ReportList, "kind" | "stems" | "asksWhich">;

/** How an enumeration is asked for; null where nothing names it. */
function askEnumeration(told: string, heading: string, lead: string, plan: boolean): Asked | null {
  if (TELLS_SHORTCOMINGS.test(lead) || (NAMES_SHORTCOMINGS.test(heading) && !plan))
    return {
      kind: "shortcomings",
      stems: [`${told}指出了哪些不足？`, `根据${told}，当地法治建设还存在哪些薄弱环节？`],
      asksWhich: [],
    };
  const topic = nest(TOPIC.exec(lead.trim())?.[1] ?? (lead.trim() === "" ? heading : ""));
  if (topic === "" || LEANING.test(topic)) return null;
  if (plan)
    return {
      kind: "plans",
      stems: [`${told}就“${topic}”提出了哪些打算？`, `在“${topic}”方面，${told}提出了哪些工作安排？`],
      asksWhich: [`${told}就“${topic}”提出的打算，包括下列哪些？`, `下列哪些是${told}就“${topic}”提出的打算？`],
    };
  return {
    kind: "points",
    stems: [`${told}就“${topic}”讲了哪几点？`, `在“${topic}”方面，${told}列出了哪几点？`],
    asksWhich: [`${told}就“${topic}”讲了下列哪几点？`, `下列哪些是${told}就“${topic}”列出的内容？`],
  };
}

/** How the parts of a chapter are asked for. */
function askParts(told: string, heading: string): Asked {
  const name = nest(heading);
  return {
    kind: "parts",
    stems: [`${told}在“${name}”部分分几个方面作了介绍？分别是什么？`, `${told}的“${name}”部分由哪些方面组成？`],
    asksWhich: [`${told}在“${name}”部分介绍了下列哪些方面？`, `下列哪些是${told}“${name}”部分的内容？`],
  };
}

function pointOf(text: string, { start, end }: Span): string {
  const item = text.slice(start, end).replace(NUMBERING, "");
  const stop = item.search(/[。；]/u);
  return (stop < 0 ? item : item.slice(0, stop)).trim();
}

function areFit(report: Report, points: readonly string[], span: Span): boolean {
  if (points.some((point) => /我[省市区县州局委院镇]|今年|去年|明年/u.test(point))) return false;
  const isTrusted = report.suspects.every(({ start, end }) => end <= span.start || span.end <= start);
  const isShort = points.every((point) => point.length >= 4 && point.length <= MAX_POINT);
  const isOnce = new Set(points).size === points.length;
  return isTrusted && isShort && isOnce && points.length >= MIN_POINTS && points.length <= MAX_POINTS;
}

function plainHeading({ heading }: Section): string {
  return heading
    .replace(/\s+/gu, " ")
    .replace(NUMBERING, "")
    .replace(/[。：:]$/u, "")
    .trim();
}

function explain(section: Section, points: readonly string[]): string {
  const where = plainHeading(section);
  return `报告${where === "" ? "" : `“${nest(where)}”部分`}列出：${points.map((point, row) => `（${row + 1}）${point}`).join("；")}。`;
}

function paragraphStart(text: string, at: number): number {
  return text.lastIndexOf("\n", at - 1) + 1;
}

function nextLine(text: string, at: number): number {
  const next = text.indexOf("\n", at + 1);
  return next < 0 ? text.length : next;
}
