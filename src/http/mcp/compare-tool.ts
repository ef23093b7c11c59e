import { z } from "zod";
import { EXTRACTIVE_BACKEND } from "../../core/answering/compose-answer.ts";
import { FawenError } from "../../core/model/errors.ts";
import { FiltersSchema, typedText } from "../contract.ts";
import { writeBody, writeFootnotes } from "../footnotes.ts";
import { AnswerSchema } from "./ask-tool.ts";
import { defineTool } from "./tool.ts";

/** Each place and year is looked up and verified on its own: enough for a table, not for a whole province. */
const MAX_SIDES = 10;
const MAX_YEARS = 5;

interface Sides {
  readonly indicator: string;
  readonly regions: readonly string[];
  readonly years: readonly number[];
}

export const compareTool = defineTool({
  name: "compare",
  title: "比较几个地区或几个年份",
  description:
    "把几个地区（同一年）或一个地区的几个年份的同一项数据并列：逐一核对出处，并由高到低排列；没有收录、没有披露的照实列出。" +
    "几个地区又几个年份时，每年一个比较。",
  input: z.strictObject({
    indicator: typedText("indicator")
      .max(60, "indicator 最多 60 字")
      .describe("要比较的一项数据，如：行政机关负责人出庭应诉率"),
    regions: z
      .array(typedText("地区").max(50, "地区最多 50 字"), { error: "regions 应为地区名的列表" })
      .min(1, "regions 至少写一个地区")
      .max(MAX_SIDES, `regions 最多 ${MAX_SIDES} 个地区`)
      .describe('地区名，如 ["江门市", "清远市"]'),
    years: FiltersSchema.shape.years
      .unwrap()
      .max(MAX_YEARS, `years 最多 ${MAX_YEARS} 个年份`)
      .default([])
      .describe("年份，如 [2023]；只有一个地区时至少写两个"),
  }),
  output: z.object({ comparisons: z.array(z.object({ question: z.string(), ...AnswerSchema.shape })).readonly() }),
  async run(given, { assistant, signal }) {
    const comparisons = [];
    // One after the other: a comparison keeps a core busy as it is.
    for (const question of writeQuestions(given)) {
      const messages = [{ role: "user" as const, content: question }];
      // A name that nobody knows must not make it a question about every place.
      const filters = { regions: given.regions };
      const answer = await assistant.answer({ messages, filters, backend: EXTRACTIVE_BACKEND, signal });
      comparisons.push({ question, ...answer });
    }
    return { comparisons };
  },
  write: ({ comparisons }) =>
    comparisons.map((answer) => `### ${answer.question}\n\n${writeBody(answer)}${writeFootnotes(answer)}`).join("\n\n"),
});

/**
 * What the assistant is asked, in the words that it is known to understand: places of one year side by side, or the
 * years of one place.
 *
 * @throws FawenError `bad-request` where there is nothing to compare
 */
export function writeQuestions({ indicator, ...sides }: Sides): string[] {
  const regions = [...new Set(sides.regions.map((region) => region.trim()))];
  const years = [...new Set(sides.years)].sort((one, other) => one - other);
  const ask = (places: string, times: string) => `${places}${times}${indicator.trim()}由高到低排列`;
  if (regions.length > 1 && years.length === 0) return [ask(regions.join("、"), "")];
  if (regions.length > 1) return years.map((year) => ask(regions.join("、"), `${year}年`));
  if (years.length < 2)
    throw new FawenError("bad-request", "只有一个地区时，请写至少两个年份，才有得比", { field: "years" });
  return [ask(regions.join(""), years.map((year) => `${year}年`).join("、"))];
}
