import { createOpenccScriptConverter } from "../adapters/opencc-script-converter.ts";
import { createAssistant } from "../core/create-assistant.ts";
import { createSampleSearchable } from "./sample-library.ts";

/** An invented report: the full name of its region, its year, and the one paragraph that it has. */
export type InventedReport = readonly [region: string, year: number, text: string];

const converter = createOpenccScriptConverter();

/** Indexes `reports` without vectors; returns a function that asks the last of `turns` of them, without a model. */
export function askInvented(...reports: readonly InventedReport[]) {
  const searchable = createSampleSearchable(
    reports.map(([region, year, text], row) => ({
      file: `report-${String(row).padStart(2, "0")}.txt`,
      region,
      year,
      text: `${region}${year}年度法治政府建设情况报告\n一、规范行政执法\n${text}`,
    })),
  );
  const assistant = createAssistant({ current: () => searchable, converter, embedder: null });
  return (...turns: readonly string[]) =>
    assistant.answer({ messages: turns.map((content) => ({ role: "user", content })) });
}
