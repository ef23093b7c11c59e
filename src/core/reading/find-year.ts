import type { IdentityFact, Section } from "../model/report.ts";
import { findMatches } from "../text/matches.ts";
import type { PageFacts } from "./find-page-facts.ts";
import { readYear, type Signature } from "./find-signature.ts";

interface Clue {
  readonly year: number;
  readonly weight: number;
  readonly evidence: string;
}

const YEAR = /((?:19|20)\d\d)(?<![\d.]\d{4})(年度?|—|-|–|～|至)/g;
/** A year this near the beginning stands in a title, if in nothing else. */
const OPENING = 60;
const TITLE_REST = /^[^，。；]{0,12}(?:报告|情况|总结)/;
/** A year of a title; several years together are none, nor are those of a plan whose carrying out is told. */
const TITLED =
  /(?<![\d〔［[])(20\d\d|19\d\d|[二一][〇○零OＯoο九][〇○零OＯoο一二三四五六七八九]{2})(?:年(?!度?[—\-–～至](?:20)?\d)|(?=法治|依法))/g;
const NUMERAL_YEAR = "(?:(?:19|20)\\d\\d|[二一][〇○零OＯoο九][〇○零OＯoο一二三四五六七八九]{2})";
/** 2021—2025年 */
const RANGE = new RegExp(
  `(?<!\\d)${NUMERAL_YEAR}年?度?\\s*[—\\-–~～至到]+\\s*(?:${NUMERAL_YEAR}(?:年度?)?|\\d\\d年度?)`,
  "g",
);
const PLAN_NAME = /(?:十[一二三四五六]五|[一二三四五六七八九]五)”?(?:规划|普法)/g;
/** The report of a part of the year is signed in that year. */
const PART_OF_YEAR = /上半年|前三季度|[一二三]季度|半年|1(?:月|月份)?[—\-–～至]\d{1,2}月/;
const AHEAD = /^[^。；\n]{0,24}(?:将(?!.{0,12}纳入)|计划|力争|拟)/;
/** A year beside these is looked back on: reports, reviews and comparisons of the year before. */
const LOOKS_BACK = /(?:较|比|同比|相比|自|从|以来|对)$/;
const LOOKED_BACK_ON = /^[^，。；]{0,14}(?:年度报告|述职|述法|考评|反馈|复议案件进行|以来|相比|同期|底前已)/;

/**
 * The year that a report covers: stated in its titles (the given one before its own), otherwise the year most clues speak for. A year that is
 * planned for (2025年，…将) speaks for the year before it; ranges (2023-2025年) and years looked back on for none.
 */
export function findYear(
  text: string,
  titles: readonly string[],
  signature: Signature,
  sections: readonly Section[],
  page: PageFacts,
): IdentityFact<number> {
  // A report that is signed in a year tells of none that comes after it.
  const latest = signature.date === undefined ? Number.POSITIVE_INFINITY : Number(signature.date.slice(0, 4));
  for (const title of titles) {
    const titled = yearOfTitle(title);
    if (titled !== undefined && titled <= latest) return { value: titled, certainty: "stated", evidence: title };
  }
  const partOfYear = titles.some((title) => PART_OF_YEAR.test(title)) || /^.{0,40}今年(?:上半年|前三季度|1)/.test(text);
  const clues = [
    ...headingClues(sections),
    ...textClues(text, sections),
    ...dateClues(signature, partOfYear),
    ...pageClues(page),
  ].filter(({ year }) => year <= latest);
  const scores = new Map<number, number>();
  for (const clue of clues) scores.set(clue.year, (scores.get(clue.year) ?? 0) + clue.weight);
  const [best, second] = [...scores].sort((a, b) => b[1] - a[1]);
  if (best === undefined || best[1] < 2 || best[1] < (second?.[1] ?? 0) * 1.15)
    return { value: null, certainty: "unknown" };
  const [first] = clues.filter((clue) => clue.year === best[0]).sort((a, b) => b.weight - a.weight);
  const inHeading = clues.some((clue) => clue.year === best[0] && clue.weight >= 8);
  return { value: best[0], certainty: inHeading ? "stated" : "inferred", evidence: first?.evidence ?? "" };
}

/** 2022年…总结和2023年…计划 is the report of 2022. */
function yearOfTitle(title: string): number | undefined {
  const bare = title.replace(RANGE, "").replace(PLAN_NAME, "");
  const years = findMatches(bare, TITLED).flatMap(({ 0: words, 1: digits = "", index }) => {
    const year = readYear(digits);
    const planned = /^度?(?:法治政府建设|法治建设|依法行政)?(?:工作|重点)*(?:计划|安排|打算|要点)/.test(
      bare.slice(index + words.length),
    );
    return year >= 1949 && year <= 2999 ? [{ year, planned }] : [];
  });
  return (years.find(({ planned }) => !planned) ?? years[0])?.year;
}

/** `一、2023年度推进…的主要举措` names the year of the report, unless it is about the next. */
function headingClues(sections: readonly Section[]): Clue[] {
  return sections.flatMap((section) => {
    const match = /((?:19|20)\d\d)年度?/.exec(section.heading.replace(RANGE, ""));
    if (match === null || match[0].length === 4) return [];
    const ahead = /下一步|计划|安排|打算|展望|思路/.test(section.heading);
    return [
      { year: Number(match[1]) - (ahead ? 1 : 0), weight: match[0].endsWith("度") ? 8 : 3, evidence: section.heading },
    ];
  });
}

function textClues(text: string, sections: readonly Section[]): Clue[] {
  const clues: Clue[] = [];
  for (const match of findMatches(text, YEAR)) {
    const year = Number(match[1]);
    const place = match.index;
    if (!match[2]?.startsWith("年")) continue;
    const before = text.slice(Math.max(0, place - 6), place);
    if (/(?:\d|年)\s*[—\-–～至]\s*$/.test(before) || LOOKS_BACK.test(before)) continue;
    const after = text.slice(place + match[0].length, place + match[0].length + 40);
    const evidence = text.slice(place, place + match[0].length + Math.min(16, after.search(/[。；\n]|$/)));
    if (/^[—\-–～至]/.test(after) || (LOOKED_BACK_ON.test(after) && !(place < OPENING && TITLE_REST.test(after))))
      continue;
    const inPlan = sections.some((section) => section.plan && place >= section.start && place < section.end);
    if (inPlan || AHEAD.test(after)) clues.push({ year: year - 1, weight: 2, evidence });
    else clues.push({ year, weight: weigh(text, place, match[2], after, clues.length === 0), evidence });
  }
  return clues;
}

function weigh(text: string, place: number, unit: string, after: string, first: boolean): number {
  if (/^\d{1,2}月?(?:\d{1,2}日)?\s*[—\-–～至]\s*(?:\d{1,2}|年底)/.test(after)) return 2;
  if (
    /^[^。；，]{0,8}(?:工作要点|重点工作|工作部署)/.test(after) ||
    /部署$/.test(text.slice(Math.max(0, place - 4), place))
  )
    return 3;
  // A title in one line with the text, or one that was not seen as a title.
  if (place < OPENING && TITLE_REST.test(after)) return 4;
  // 截至2023年底 is when a report is closed.
  if (/截[至止]到?$/.test(text.slice(Math.max(0, place - 3), place))) return 3;
  const opens = place === 0 || "\n。，；".includes(text[place - 1] ?? "\n");
  // What a report speaks of first is its own year.
  if (opens && /^[，度]/.test(after)) return first && place < 200 ? 7 : place < 400 ? 4 : 2;
  return unit === "年度" ? 2 : 1;
}

/** A report is signed at the end of its year or early in the next. */
function dateClues(signature: Signature, partOfYear: boolean): Clue[] {
  if (signature.date === undefined) return [];
  const year = partOfYear ? Number(signature.date.slice(0, 4)) : yearBefore(signature.date);
  // In the middle of a year the report of the last one is late, that of the first half is early.
  const unsure = !partOfYear && /-0[678]-/.test(signature.date);
  return [{ year, weight: unsure ? 1.5 : 4, evidence: signature.dateText ?? signature.date }];
}

/** Pages are also put up late or moved from an old site: their day decides between years, it proves none. */
function pageClues({ date }: PageFacts): Clue[] {
  return date === undefined ? [] : [{ year: yearBefore(date.value), weight: 1.5, evidence: date.evidence }];
}

/** The year that a report of this day covers. */
function yearBefore(date: string): number {
  const [year = 0, month = 0] = date.split("-").map(Number);
  return month >= 9 ? year : year - 1;
}
