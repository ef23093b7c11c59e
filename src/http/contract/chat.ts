import { z } from "@hono/zod-openapi";
import { cleanText, FiltersSchema, filterText, typedText, UnderstoodSchema } from "./fields.ts";
import { placeFields } from "./search.ts";

export const ChatMessageSchema = z
  .object(
    {
      role: z.enum(["user", "assistant"], { error: "role 应为 user 或 assistant" }),
      content: cleanText("content"),
    },
    { error: "每条消息应为 { role, content } 对象" },
  )
  .openapi("ChatMessage");

export const ChatRequestSchema = z
  .strictObject(
    {
      messages: z
        .array(ChatMessageSchema, { error: "messages 应为消息列表" })
        .min(1, "messages 不能为空")
        .max(100, "messages 最多 100 条")
        .superRefine((messages, context) => {
          for (const [row, message] of messages.entries()) {
            // Earlier answers come back in the conversation and may be longer than a question.
            if (message.role === "assistant") continue;
            const checked = typedText("问题").safeParse(message.content);
            for (const issue of checked.error?.issues ?? [])
              context.addIssue({ code: "custom", message: issue.message, path: [row, "content"] });
          }
          if (messages.length > 0 && messages.at(-1)?.role !== "user")
            context.addIssue({
              code: "custom",
              message: "最后一条消息应是用户的问题",
              path: [messages.length - 1, "role"],
            });
        }),
      filters: FiltersSchema.optional(),
      backend: filterText("backend", 100).optional(),
      stream: z.boolean({ error: "stream 应为 true 或 false" }).default(false),
    },
    { error: "请求体应为 JSON 对象" },
  )
  .openapi("ChatRequest");

/** As `ChatRequest`; which backend answers is not for the visitors of other sites to choose. */
export const WidgetChatRequestSchema = ChatRequestSchema.omit({ backend: true }).openapi("WidgetChatRequest");

export const WidgetSessionSchema = z
  .object({
    token: z.string().openapi({ description: "放在请求头 Authorization: Bearer 里，只在这个网站的网页里有效" }),
    expiresInSeconds: z.number().int(),
    examples: z.array(z.string()).readonly().openapi({ description: "已知能答出的示例问题" }),
  })
  .openapi("WidgetSession");

export const CitationSchema = z
  .object({
    marker: z.number().int().min(1),
    ...placeFields,
    quote: z.string().openapi({ description: "整理后正文的切片 text.slice(start, end)" }),
    start: z.number().int(),
    end: z.number().int(),
    rawQuote: z.string().openapi({ description: "原始文件的切片 raw.slice(rawStart, rawEnd)" }),
    rawStart: z.number().int(),
    rawEnd: z.number().int(),
    url: z.string().optional(),
  })
  .openapi("Citation");

export const AnswerFigureSchema = z
  .object({
    text: z.string(),
    value: z.number().nullable(),
    unit: z.string(),
    verified: z.boolean(),
    marker: z.number().int().optional(),
    replaced: z
      .boolean()
      .optional()
      .openapi({ description: "真表示出自换上的原文：语言模型在这里写的句子没能与原文核对一致" }),
  })
  .openapi("AnswerFigure");

export const ChatResponseSchema = z
  .object({
    id: z.string(),
    outcome: z.enum(["answered", "partial", "abstained"]),
    reason: z
      .enum([
        "no_evidence",
        "region_not_covered",
        "year_not_covered",
        "not_disclosed",
        "ambiguous",
        "out_of_scope",
        "unsafe",
        "personal_data",
      ])
      .optional(),
    lead: z.string(),
    answer: z.string(),
    citations: z.array(CitationSchema).readonly(),
    figures: z.array(AnswerFigureSchema).readonly(),
    coverage: z
      .object({ reports: z.number().int(), disclosed: z.number().int(), undisclosed: z.number().int() })
      .optional(),
    understood: UnderstoodSchema,
    label: z.enum(["原文摘录", "AI 生成", "由多份报告计算"]),
    followUps: z.array(z.string()).readonly(),
    backend: z.string(),
    notes: z
      .array(z.string())
      .readonly()
      .optional()
      .openapi({
        description: "关于回答怎样得来的说明，如语言模型没能用上；没有就不给",
        example: ["语言模型没能用上，以下为原文摘录。"],
      }),
    tookMs: z.number(),
  })
  .openapi("ChatResponse");

export type ChatRequest = z.infer<typeof ChatRequestSchema>;
export type WidgetSession = z.infer<typeof WidgetSessionSchema>;
export type ChatResponse = z.infer<typeof ChatResponseSchema>;
export type CitationBody = z.infer<typeof CitationSchema>;
