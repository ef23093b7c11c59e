import { z } from "@hono/zod-openapi";

/**
 * Every shape on the wire, once: types, validation and `GET /openapi.json` come from here. Messages are in
 * Chinese because they reach users as they stand.
 */

const MAX_QUESTION_CHARS = 2000;
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the point.
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/;

/** Text that a person typed: not empty, not over-long, no control characters, no half characters. */
const typedText = (name: string) =>
  z
    .string({ error: `${name}应为文字` })
    .max(MAX_QUESTION_CHARS, `${name}超过 ${MAX_QUESTION_CHARS} 字，请缩短后再问`)
    .refine((text) => text.trim() !== "", `${name}不能为空`)
    .refine((text) => !LONE_SURROGATE.test(text), `${name}含有不完整的字符，请重新输入`)
    .refine((text) => !CONTROL.test(text), `${name}含有控制字符，请删去后再试`);

export const FiltersSchema = z
  .object({
    regions: z.array(z.string().min(1).max(100)).max(100).optional(),
    years: z.array(z.number().int().min(1949).max(2999)).max(100).optional(),
    reports: z.array(z.string().min(1).max(300)).max(1000).optional(),
  })
  .openapi("Filters");

export const UnderstoodSchema = z
  .object({
    regions: z.array(z.string()),
    years: z.array(z.number().int()),
    indicators: z.array(z.string()),
    rewritten: z.string().optional(),
  })
  .openapi("Understood");

export const SearchRequestSchema = z
  .object({
    query: typedText("query").openapi({ example: "江门市2023年行政机关负责人出庭应诉率是多少？" }),
    k: z.number({ error: "k 应为数字" }).int("k 应为整数").min(1, "k 最小为 1").max(100, "k 最大为 100").default(8),
    filters: FiltersSchema.optional(),
  })
  .openapi("SearchRequest");

export const SearchHitSchema = z
  .object({
    passageId: z.string(),
    reportId: z.string(),
    file: z.string(),
    title: z.string(),
    issuer: z.string(),
    region: z.string(),
    year: z.number().int().nullable(),
    section: z.array(z.string()),
    text: z.string(),
    start: z.number().int(),
    end: z.number().int(),
    score: z.number(),
    scores: z.record(z.string(), z.number()),
  })
  .openapi("SearchHit");

export const SearchResponseSchema = z
  .object({ hits: z.array(SearchHitSchema), understood: UnderstoodSchema, tookMs: z.number() })
  .openapi("SearchResponse");

export const ChatMessageSchema = z
  .object({
    role: z.enum(["user", "assistant"], { error: "role 应为 user 或 assistant" }),
    content: z.string({ error: "content 应为文字" }),
  })
  .openapi("ChatMessage");

export const ChatRequestSchema = z
  .object({
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
        if (messages.at(-1)?.role !== "user")
          context.addIssue({
            code: "custom",
            message: "最后一条消息应是用户的问题",
            path: [messages.length - 1, "role"],
          });
      }),
    filters: FiltersSchema.optional(),
    backend: z.string().max(100).optional(),
    stream: z.boolean({ error: "stream 应为 true 或 false" }).default(false),
  })
  .openapi("ChatRequest");

export const CitationSchema = z
  .object({
    marker: z.number().int().min(1),
    reportId: z.string(),
    file: z.string(),
    title: z.string(),
    issuer: z.string(),
    region: z.string(),
    year: z.number().int().nullable(),
    section: z.array(z.string()),
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
    citations: z.array(CitationSchema),
    figures: z.array(AnswerFigureSchema),
    coverage: z
      .object({ reports: z.number().int(), disclosed: z.number().int(), undisclosed: z.number().int() })
      .optional(),
    understood: UnderstoodSchema,
    label: z.enum(["原文摘录", "AI 生成", "由多份报告计算"]),
    followUps: z.array(z.string()),
    backend: z.string(),
    tookMs: z.number(),
  })
  .openapi("ChatResponse");

const identityFact = <T extends z.ZodType>(value: T) =>
  z.object({
    value: value.nullable(),
    certainty: z.enum(["given", "stated", "inferred", "unknown"]),
    evidence: z.string().optional(),
  });

export const ReportIdentitySchema = z
  .object({
    title: identityFact(z.string()),
    issuer: identityFact(z.string()),
    region: identityFact(z.string()),
    level: identityFact(z.string()),
    year: identityFact(z.number().int()),
    date: identityFact(z.string()),
  })
  .openapi("ReportIdentity");

export const ReportSummarySchema = z
  .object({
    id: z.string(),
    file: z.string(),
    url: z.string().optional(),
    title: z.string(),
    issuer: z.string(),
    region: z.string(),
    level: z.string(),
    year: z.number().int().nullable(),
    date: z.string().nullable(),
    passages: z.number().int(),
    chars: z.number().int(),
  })
  .openapi("ReportSummary");

export const ReportListSchema = z
  .object({ reports: z.array(ReportSummarySchema), builtAt: z.string() })
  .openapi("ReportList");

export const ReportDetailSchema = ReportSummarySchema.extend({
  text: z.string(),
  identity: ReportIdentitySchema,
  sections: z.array(
    z.object({
      heading: z.string(),
      level: z.number().int(),
      path: z.array(z.string()),
      start: z.number().int(),
      headingEnd: z.number().int(),
      end: z.number().int(),
      plan: z.boolean(),
    }),
  ),
  repairs: z.array(
    z.object({
      step: z.string(),
      label: z.string(),
      count: z.number().int(),
      samples: z.array(z.object({ rawStart: z.number().int(), before: z.string(), after: z.string() })),
    }),
  ),
  suspects: z.array(z.object({ start: z.number().int(), end: z.number().int(), text: z.string(), reason: z.string() })),
}).openapi("ReportDetail");

export const HealthSchema = z.object({ status: z.literal("ok") }).openapi("Health");

export const ReadinessSchema = z
  .object({
    ready: z.boolean(),
    reports: z.number().int(),
    passages: z.number().int(),
    vectorIndex: z.string(),
    embedder: z.string(),
    backend: z.string(),
    builtAt: z.string().nullable(),
    message: z.string().optional(),
  })
  .openapi("Readiness");

export const ErrorSchema = z
  .object({ error: z.object({ code: z.string(), message: z.string(), field: z.string().optional() }) })
  .openapi("Error");

export type ChatRequest = z.infer<typeof ChatRequestSchema>;
export type ChatResponse = z.infer<typeof ChatResponseSchema>;
export type SearchResponse = z.infer<typeof SearchResponseSchema>;
export type ReportSummary = z.infer<typeof ReportSummarySchema>;
export type ReportDetail = z.infer<typeof ReportDetailSchema>;
export type Readiness = z.infer<typeof ReadinessSchema>;
export type CitationBody = z.infer<typeof CitationSchema>;
export type ErrorBody = z.infer<typeof ErrorSchema>;
