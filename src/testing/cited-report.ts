import { createOpenccScriptConverter } from "../adapters/opencc-script-converter.ts";
import { CitationList } from "../core/answering/cite.ts";
import { verifyFigures } from "../core/answering/verify-figures.ts";
import type { Answer } from "../core/model/answer.ts";
import type { Report } from "../core/model/report.ts";
import { readReport } from "../core/reading/read-report.ts";

const converter = createOpenccScriptConverter();

/** A report of a made-up place from its sentences, in sections; `plans` stand in a section on the year to come. */
export function makeReport(
  place: string,
  year: number,
  sentences: readonly string[],
  plans: readonly string[] = [],
): Report {
  const title = `${place}${year}年法治政府建设年度报告`;
  const done = `一、主要工作\n${sentences.join("\n")}`;
  const next = plans.length === 0 ? "" : `\n二、下一步工作\n${plans.join("\n")}`;
  const raw = `${title}\n${done}${next}\n${place}人民政府\n`;
  const known = { title, region: place, issuer: `${place}人民政府`, year };
  return readReport({ id: `${place}-${year}`, file: `${place}-${year}.txt`, raw, known, digest: "d" }, converter);
}

/** An extractive answer that quotes sentences of reports, a paragraph each; `lead` stands in front of them. */
export function quoteAnswer(quotes: readonly (readonly [Report, string])[], lead = ""): Answer {
  const citations = new CitationList();
  const paragraphs = quotes.map(([report, sentence]) => {
    const start = report.text.indexOf(sentence);
    const section = report.sections.findIndex((one) => one.start <= start && start < one.end);
    return `${sentence} [${citations.cite(report, section, { start, end: start + sentence.length })}]`;
  });
  const answer = [...(lead === "" ? [] : [`${lead} [1]`]), ...paragraphs].join("\n\n");
  return {
    outcome: "answered",
    lead: lead || (quotes[0]?.[1] ?? ""),
    answer,
    citations: citations.list(),
    figures: verifyFigures(answer, citations.list(), citations.reports()),
    understood: { regions: [], years: [], indicators: [] },
    label: "原文摘录",
    followUps: [],
    backend: "extractive",
  };
}

export const toSimplified = (text: string) => converter.toSimplified(text);
