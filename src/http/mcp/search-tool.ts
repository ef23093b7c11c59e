import { z } from "zod";
import { SearchResponseSchema, typedText } from "../contract.ts";
import { nameSource } from "../name-source.ts";
import { count, filterArguments } from "./arguments.ts";
import { defineTool } from "./tool.ts";

export const searchTool = defineTool({
  name: "search",
  title: "检索报告段落",
  description:
    "在各地法治政府建设年度报告里检索与问题有关的原文段落，最相关的在前。需要原文、背景或自己归纳时用；只要一个有据的回答时用 ask。",
  input: z.strictObject({
    query: typedText("query").describe("问题或检索词，中文，不超过 2000 字"),
    k: count("k", 1, 20, 5).describe("段落数"),
    ...filterArguments,
  }),
  output: SearchResponseSchema.omit({ tookMs: true }),
  run: ({ query, k, regions, years }, { assistant, signal }) =>
    assistant.search({ query, k, filters: { regions, years }, signal }),
  write: ({ hits }) =>
    hits.length === 0
      ? "没有找到相关段落。"
      : hits
          .map((hit, row) => `${row + 1}. ${nameSource(hit)}${hit.context.plan ? "（计划）" : ""}\n${hit.text.trim()}`)
          .join("\n\n"),
});
