import type { Library } from "../model/library.ts";
import type { Report } from "../model/report.ts";
import { phraseOf } from "./asking-phrase.ts";
import { contentOf } from "./bind-words.ts";
import { calculate } from "./calculate-figures.ts";
import { CitationList } from "./cite.ts";
import type { ComparedFigure } from "./compare-figures.ts";
import type { Draft } from "./compose-answer.ts";
import { MAX_LEAD_CHARS } from "./cut-line.ts";
import { type DivisionFigure, divisionFigures } from "./division-figures.ts";
import type { QuestionPlan } from "./plan-question.ts";
import { asksWhichPlace, readCalculation } from "./read-comparison.ts";
import { labelReport, type TargetGroup } from "./target-groups.ts";
import { verifyFigures } from "./verify-figures.ts";

const KIND = "(?:区县|县区|市县|县市|市区|镇街|乡镇|街镇|街道|区|县|镇|乡|市)(?![域级])";
/** 各区县, 哪个区: asks of the parts of the one place named. */
const OF_PARTS = new RegExp(`各个?${KIND}|(?:哪|几)(?:一)?个?${KIND}|(?:下辖|所辖|辖区)`, "u");
const ASKING = new RegExp(`${OF_PARTS.source}|排[名序行]|的?(?:情况|数据)|怎么样|如何`, "gu");

/**
 * What a report tells of parts of its place in one sentence: put in order where its parts are asked for (各区县…排名), of
 * one or several of them where they are named and have no report of their own. Null where no sentence tells it for sure.
 */
export function composeDivisions(library: Library, plan: QuestionPlan, groups: readonly TargetGroup[]): Draft | null {
  const { question, slots } = plan;
  const asksParts = slots.regions.length === 1 && (OF_PARTS.test(question) || asksWhichPlace(question));
  const own = groups.filter(({ mustSpeakOf }) => mustSpeakOf === undefined);
  const named = groups.flatMap(({ label, mustSpeakOf, reportRows }) =>
    mustSpeakOf?.place === undefined || mustSpeakOf.years !== undefined
      ? []
      : [{ label, place: mustSpeakOf.place, reportRows }],
  );
  if (!asksParts && (named.length === 0 || own.length > 0 || named.length !== slots.regions.length)) return null;
  let words = question;
  for (const { start, end } of [...slots.places].reverse()) words = `${words.slice(0, start)} ${words.slice(end)}`;
  const wanted = contentOf(phraseOf(words.replace(ASKING, " ")));
  const rows = new Set((asksParts ? own : named).flatMap(({ reportRows }) => [...reportRows]));
  const found = [...rows].flatMap((row) => {
    const report = library.reports[row];
    const figures = divisionFigures(library, row, wanted);
    return report === undefined || figures.length === 0 ? [] : [{ report, figures }];
  });
  // Of reports of several years none is meant for sure.
  const [{ report, figures } = { report: null, figures: [] }, ...others] = found;
  if (report === null || others.length > 0) return null;
  if (asksParts) return figures.length < 2 ? null : draftOf(report, figures, plan, library);
  const asked = named.flatMap(({ place }) => figures.filter(({ name }) => name.startsWith(place)).slice(0, 1));
  return asked.length < named.length ? null : draftOf(report, asked, plan, library);
}

function draftOf(
  report: Report,
  figures: readonly DivisionFigure[],
  plan: QuestionPlan,
  library: Library,
): Draft | null {
  const citations = new CitationList();
  const compared = figures.map(({ name, figure }): ComparedFigure => {
    const marker = citations.cite(report, figure.sectionRow, figure.sentence);
    return { label: name, figure: { ...figure, text: report.text.slice(figure.start, figure.end) }, report, marker };
  });
  const source = `据${labelReport(report, library.reports).replace(/（(\d+年)）$/u, "$1")}报告`;
  const { calculation, lowest } = readCalculation(plan.question);
  const calculated = calculation === null || compared.length < 2 ? null : calculate(compared, calculation, lowest);
  const told = compared.map(({ label, figure }) => `${label}${figure.text.trim()}`);
  const [only] = compared;
  const plain =
    compared.length === 1
      ? `${only?.figure.text.trim()}（${only?.label}，${source}）`
      : `${told.join("；")}（${source}）`;
  const [first] = figures;
  const sentence = first?.figure.sentence ?? { start: 0, end: 0 };
  const quote = `${report.text.slice(sentence.start, sentence.end).trim()} [1]`;
  const lines = compared.map(({ label, figure }) => `- ${label}${figure.text.trim()} [1]`).join("\n");
  for (const isCalculated of calculated === null ? [false] : [true, false]) {
    const lead = isCalculated ? `${calculated?.lead}（${source}）` : plain;
    const answer = [isCalculated ? (calculated?.line ?? "") : lines, quote].join("\n\n");
    if (!verifyFigures(answer, citations.list(), citations.reports()).every(({ verified }) => verified)) continue;
    return {
      outcome: "answered",
      lead: lead.length <= MAX_LEAD_CHARS ? lead : `${figures.length} 个地区的数据见下（${source}）`,
      answer,
      citations,
      label: isCalculated ? "由多份报告计算" : "原文摘录",
    };
  }
  return null;
}
