import { z } from "zod";
import { EXTRACTIVE_BACKEND } from "../../core/answering/compose-answer.ts";
import { ChatResponseSchema, filterText, typedText } from "../contract.ts";
import { writeBody, writeFootnotes } from "../footnotes.ts";
import { filterArguments } from "./arguments.ts";
import { defineTool } from "./tool.ts";

/** An answer as the tools give it: what `POST /api/chat` answers, without what belongs to one request. */
export const AnswerSchema = ChatResponseSchema.omit({ id: true, tookMs: true });

export const askTool = defineTool({
  name: "ask",
  title: "依据报告回答",
  description:
    "依据法治政府建设年度报告回答一个问题，每句都附出处，数据逐一核对过。问题要完整：写明地区、年份和要问的事。" +
    "outcome 为 abstained 表示报告里没有，请照实转告，不要用别处的数字代替。",
  input: z.strictObject({
    question: typedText("question").describe("完整的中文问题，如：江门市2023年行政机关负责人出庭应诉率是多少？"),
    ...filterArguments,
    backend: filterText("backend", 100)
      .default(EXTRACTIVE_BACKEND)
      .describe("回答方式：默认 extractive（原文摘录）；服务接有大模型时可写它的名称"),
  }),
  output: AnswerSchema,
  run: ({ question, regions, years, backend }, { assistant, signal }) =>
    assistant.answer({
      ...{ messages: [{ role: "user", content: question }], filters: { regions, years }, backend, signal },
    }),
  write: (answer) => `${writeBody(answer)}${writeFootnotes(answer)}`,
});
