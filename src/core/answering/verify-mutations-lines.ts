import { writeFigure } from "../figures/describe-figure.ts";
import { extractFigures } from "../figures/extract-figures.ts";
import type { Citation } from "../model/answer.ts";
import type { Figure } from "../model/figure.ts";
import type { Report } from "../model/report.ts";
import { divisionsOfPath } from "../reading/division-path.ts";
import { CitationList } from "./cite.ts";

/** A figure with where it stands, as answers are made from it. */
export interface Told {
  readonly report: Report;
  readonly figure: Figure;
  readonly sentence: string;
  readonly citation: Citation;
  /** Cited figures of the same sentence, itself included. */
  readonly siblings: readonly Figure[];
}

/** A true line of an answer about one figure. */
export interface Line {
  readonly told: Told;
  readonly pattern: string;
  readonly text: string;
  /** What the line says the figure to be; the whole sentence for a quote, empty for a bare figure. */
  readonly words: string;
  /** The line with another figure in place of its own. */
  readonly withFigure: (text: string) => string;
}

/** The figures of a report's ledger, each cited by its sentence. */
export function tellAll(report: Report): Told[] {
  const figures = extractFigures(report);
  return figures.map((figure) => {
    const citations = new CitationList();
    citations.cite(report, figure.sectionRow, figure.sentence);
    const [citation] = citations.list();
    if (citation === undefined) throw new Error("nothing cited");
    const siblings = figures.filter(({ sentence }) => sentence.start === figure.sentence.start);
    return {
      report,
      figure,
      citation,
      siblings,
      sentence: report.text.slice(figure.sentence.start, figure.sentence.end),
    };
  });
}

/** 望潮区 of no gazetteer: the ledger has it as words, answers have it as the place. */
const smallerPlace = ({ indicator, subject }: Figure): string =>
  [subject, indicator]
    .map((words) => /^(?![全我])\p{sc=Han}{2,3}[区县](?=$|人大|人民|法院)/u.exec(words)?.[0] ?? "")
    .join("");
export const placeOf = ({ figure }: Told): string =>
  smallerPlace(figure) || (divisionsOfPath(figure.region ?? "").at(-1) ?? "");
/** 达, 近, 超 and 第 join a figure to its words by themselves. */
const joins = (text: string): string => (/^[\d一二三四五六七八九十两]/u.test(text) ? "为" : "");

/** What a model would say the figure to be: its own words after the whole that they lean on. */
function wordsOf(told: Told): string {
  const { subject } = told.figure;
  const [indicator = "", within = ""] = [told.figure.indicator, told.figure.within].map((words) =>
    words.replace(/^[一二三四五六七八九]是/u, ""),
  );
  const place = placeOf(told);
  if (indicator === place) return /\d/u.test(within) ? "" : within;
  const leans = within !== "" && !/\d/u.test(within) && !indicator.includes(within) && indicator.length <= 5;
  const own = leans ? `${within}中${indicator}` : indicator;
  return subject === "" || own.includes(subject) || subject.startsWith(place) ? own : `${subject}${own}`;
}

export function when({ figure }: Told): string {
  if (figure.period === undefined) return figure.year === null ? "" : `${figure.year}年`;
  return /年|十[二三四五六]五/u.test(figure.period) ? figure.period : `${figure.year ?? ""}年${figure.period}`;
}

const plans = ({ figure }: Told): string => (figure.state === "planned" ? "计划" : "");

/** The sentence patterns of answers, each with how the figure stands in it. */
const PATTERNS: Readonly<Record<string, (told: Told, text: string, words: string) => string>> = {
  "lead as composed": (told, text) =>
    `${text}（${[placeOf(told), when(told), plans(told)].filter((part) => part !== "").join("，")}） [1]`,
  "lead with the indicator": (told, text, words) =>
    `${text}（${[placeOf(told), when(told), plans(told), words].filter((part) => part !== "").join("，")}） [1]`,
  "time and place first": (told, text, words) =>
    `${when(told)}，${placeOf(told)}${plans(told)}${words}${joins(text)}${text}[1]。`,
  "subject first": (told, text, words) =>
    `${placeOf(told)}${when(told)}${plans(told)}${words}${joins(text)}${text}。[1]`,
  "figure first": (told, text, words) => `${text}是${placeOf(told)}${when(told)}${plans(told)}${words}的数据[1]。`,
  counted: (told, text, words) => `据报告显示，${when(told)}${placeOf(told)}${plans(told)}${words}共${text}[1]。`,
  summed: (told, text, words) => `${placeOf(told)}${when(told)}${plans(told)}${words}累计${text}[1]。`,
  "table row": (told, text, words) =>
    `| 地区 | ${words} |\n| --- | --- |\n| ${placeOf(told)}（${when(told)}${plans(told)}） | ${text} [1] |`,
};

/** The lines that answers could tell a figure in. */
export function linesOf(told: Told): Line[] {
  const words = wordsOf(told);
  const { figure, sentence } = told;
  const at = figure.start - figure.sentence.start;
  const quoted = (text: string) => `${sentence.slice(0, at)}${text}${sentence.slice(at + figure.text.length)} [1]`;
  const patterned = Object.entries(PATTERNS).map(([pattern, make]) => ({
    told,
    pattern,
    words: pattern === "lead as composed" ? "" : words,
    text: make(told, writeFigure(figure), words),
    withFigure: (text: string) => make(told, text, words),
  }));
  return [
    { told, pattern: "quote", words: sentence, text: quoted(figure.text), withFigure: quoted },
    ...patterned,
    ...pairsOf(told),
  ];
}

/** Two figures of one sentence, told together. */
function pairsOf(told: Told): Line[] {
  const row = told.siblings.indexOf(told.figure);
  const next = told.siblings[row + 1];
  if (next === undefined || next.year !== told.figure.year || next.period !== told.figure.period) return [];
  if (next.region !== told.figure.region || next.state !== told.figure.state) return [];
  const other = { ...told, figure: next };
  const make = (first: string, second: string) =>
    `${when(told)}，${placeOf(told)}${plans(told)}${wordsOf(told)}${joins(first)}${first}，${wordsOf(other)}${joins(second)}${second}[1]。`;
  return [
    {
      told,
      pattern: "two figures",
      words: wordsOf(told),
      text: make(told.figure.text, next.text),
      withFigure: (text) => make(text, next.text),
    },
  ];
}
