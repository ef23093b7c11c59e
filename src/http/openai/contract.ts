import { z } from "@hono/zod-openapi";
import { ChatResponseSchema, CitationSchema, FiltersSchema } from "../contract.ts";

/**
 * The shapes of `/v1`, as OpenAI's own clients send and read them. What those clients send and we have no use for
 * (temperature, max_tokens, tools …) is let through and ignored; what would change the meaning of a reply that we
 * cannot give (n, response_format, a forced tool) is refused.
 */

const ContentPartSchema = z.looseObject({ type: z.string(), text: z.string().optional() });

const ContentSchema = z.union([z.string(), z.array(ContentPartSchema)], {
  error: "content 应为文字，或 { type, text } 片段的列表",
});

export const CompletionMessageSchema = z
  .looseObject(
    {
      role: z
        .enum(["system", "developer", "user", "assistant", "tool", "function"], {
          error: "role 应为 system、developer、user、assistant、tool 之一",
        })
        .openapi({ description: "system、developer、tool 的消息收下但不采用：回答只依据报告" }),
      content: ContentSchema.nullish(),
    },
    { error: "每条消息应为 { role, content } 对象" },
  )
  .openapi("CompletionMessage");

const ONE_REPLY = "n 只能为 1：同一个问题只有一个有据的回答";
const TEXT_ONLY = "不支持 response_format：回答是带出处的文字，结构化的内容在 message.citations 和 message.fawen 里";
const NO_TOOLS = "不支持指定 tool_choice：回答不调用工具";

export const CompletionRequestSchema = z
  .looseObject(
    {
      model: z.string({ error: "model 应为文字" }).default("fawen").openapi({ example: "fawen" }),
      messages: z.array(CompletionMessageSchema, { error: "messages 应为消息列表" }).min(1, "messages 不能为空"),
      stream: z.boolean({ error: "stream 应为 true 或 false" }).nullish(),
      stream_options: z
        .looseObject({ include_usage: z.boolean().nullish() }, { error: "stream_options 应为对象" })
        .nullish(),
      n: z.literal(1, { error: ONE_REPLY }).nullish(),
      response_format: z
        .looseObject({ type: z.literal("text", { error: TEXT_ONLY }) }, { error: "response_format 应为对象" })
        .nullish(),
      tool_choice: z.enum(["none", "auto"], { error: NO_TOOLS }).nullish(),
      filters: FiltersSchema.optional().openapi({ description: "法问自有：只用这些地区、年份、报告" }),
    },
    { error: "请求体应为 JSON 对象" },
  )
  .openapi("CompletionRequest");

/** What our own answer says beyond its text. */
export const AnswerFactsSchema = ChatResponseSchema.omit({ id: true, answer: true, citations: true }).openapi(
  "AnswerFacts",
);

const answerFields = {
  citations: z.array(CitationSchema).readonly().openapi({ description: "法问自有：文中 [n] 的出处" }),
  fawen: AnswerFactsSchema.openapi({ description: "法问自有：结果、首句答案、数据、披露情况、标识" }),
};

export const UsageSchema = z
  .object({
    prompt_tokens: z.number().int(),
    completion_tokens: z.number().int(),
    total_tokens: z.number().int(),
    unit: z.literal("characters").openapi({ description: "上面三项以字数计，不是某个模型的 token" }),
  })
  .openapi("CompletionUsage");

const completionHead = { id: z.string(), created: z.number().int(), model: z.string() };
const finish = z.literal("stop");

export const CompletionSchema = z
  .object({
    ...completionHead,
    object: z.literal("chat.completion"),
    choices: z
      .array(
        z.object({
          index: z.literal(0),
          message: z.object({
            role: z.literal("assistant"),
            content: z.string(),
            refusal: z.null(),
            ...answerFields,
          }),
          logprobs: z.null(),
          finish_reason: finish,
        }),
      )
      .readonly(),
    usage: UsageSchema,
  })
  .openapi("Completion");

export const CompletionChunkSchema = z
  .object({
    ...completionHead,
    object: z.literal("chat.completion.chunk"),
    choices: z
      .array(
        z.object({
          index: z.literal(0),
          delta: z.object({
            role: z.literal("assistant").optional(),
            content: z.string().optional(),
            citations: answerFields.citations.optional(),
            fawen: AnswerFactsSchema.optional(),
          }),
          logprobs: z.null(),
          finish_reason: finish.nullable(),
        }),
      )
      .readonly(),
    usage: UsageSchema.nullable().optional(),
  })
  .openapi("CompletionChunk", { description: "choices[0].delta 的最后一块带 citations 和 fawen" });

export const ModelSchema = z
  .object({
    id: z.string(),
    object: z.literal("model"),
    created: z.number().int(),
    owned_by: z.literal("fawen"),
    description: z.string(),
  })
  .openapi("Model");

export const ModelListSchema = z
  .object({ object: z.literal("list"), data: z.array(ModelSchema).readonly() })
  .openapi("ModelList");

export const OpenAiErrorSchema = z
  .object({
    error: z.object({
      message: z.string(),
      type: z.string(),
      param: z.string().nullable(),
      code: z.string(),
    }),
  })
  .openapi("OpenAiError");

export type CompletionMessage = z.infer<typeof CompletionMessageSchema>;
export type Completion = z.infer<typeof CompletionSchema>;
export type CompletionChunk = z.infer<typeof CompletionChunkSchema>;
export type AnswerFacts = z.infer<typeof AnswerFactsSchema>;
export type Usage = z.infer<typeof UsageSchema>;
export type Model = z.infer<typeof ModelSchema>;
export type OpenAiErrorBody = z.infer<typeof OpenAiErrorSchema>;
