import { z } from "@hono/zod-openapi";
import { cleanText, filterText, typedText } from "./fields.ts";

export const MetaSchema = z
  .object({
    reports: z.number().int(),
    builtAt: z.string(),
    years: z.array(z.number().int()).readonly().openapi({ description: "收录了哪些年份的报告，近的在前" }),
    regions: z
      .array(
        z.object({
          region: z.string().openapi({ description: "地区的全称；不明为空" }),
          years: z.array(z.number().int()).readonly().openapi({ description: "近的在前；年份不明的不给" }),
          reports: z.number().int(),
        }),
      )
      .readonly()
      .openapi({ description: "按地区名称排列" }),
    examples: z.array(z.string()).readonly().openapi({ description: "已知能答出的示例问题" }),
    feedback: z.boolean().openapi({ description: "是否收集对回答的意见" }),
  })
  .openapi("Meta");

export const FeedbackRequestSchema = z
  .strictObject(
    {
      answerId: filterText("answerId", 100).openapi({ description: "回答的 id" }),
      vote: z.enum(["up", "down"], { error: "vote 应为 up 或 down" }),
      reasons: z
        .array(
          z.enum(["wrong_figure", "wrong_source", "off_topic", "missing", "unclear", "other"], {
            error: "reasons 里有不认识的原因",
          }),
          { error: "reasons 应为原因的列表" },
        )
        .max(6, "reasons 最多 6 项")
        .default([]),
      comment: cleanText("comment").max(500, "意见最多 500 字").default(""),
      question: typedText("问题"),
      lead: cleanText("lead").max(400, "lead 最多 400 字"),
    },
    { error: "请求体应为 JSON 对象" },
  )
  .openapi("FeedbackRequest");

export const HealthSchema = z.object({ status: z.literal("ok") }).openapi("Health");

export const ReadinessSchema = z
  .object({
    ready: z.boolean(),
    reports: z.number().int(),
    passages: z.number().int(),
    vectorIndex: z.string(),
    embedder: z.string(),
    backend: z.string(),
    chatModel: z
      .object({
        paused: z.boolean().openapi({ description: "多次失败后暂停使用，回答用原文摘录" }),
        retryInMs: z.number().openapi({ description: "多少毫秒后再试；0 表示没有暂停，或正在重试" }),
      })
      .readonly()
      .optional()
      .openapi({ description: "语言模型的状态；没有接入就不给" }),
    builtAt: z.string().nullable(),
    message: z.string().optional(),
  })
  .openapi("Readiness");

export const ErrorSchema = z
  .object({ error: z.object({ code: z.string(), message: z.string(), field: z.string().optional() }) })
  .openapi("Error");

export type Meta = z.infer<typeof MetaSchema>;
export type Feedback = z.infer<typeof FeedbackRequestSchema>;
export type Readiness = z.infer<typeof ReadinessSchema>;
export type ErrorBody = z.infer<typeof ErrorSchema>;
