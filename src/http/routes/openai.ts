import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { EXTRACTIVE_BACKEND } from "../../core/answering/compose-answer.ts";
import type { Assistant } from "../../core/assistant.ts";
import type { AppEnv } from "../app-env.ts";
import type { AppOptions } from "../app-options.ts";
import { checkReportFilter } from "../check-report-filter.ts";
import { type CompletionHead, toCompletion } from "../openai/completion.ts";
import {
  CompletionChunkSchema,
  CompletionRequestSchema,
  CompletionSchema,
  ModelListSchema,
  ModelSchema,
  OpenAiErrorSchema,
} from "../openai/contract.ts";
import { backendOf, findModel, MODELS } from "../openai/models.ts";
import { readConversation } from "../openai/read-conversation.ts";
import { streamCompletion } from "../openai/stream-completion.ts";
import { readJsonBody } from "../read-json-body.ts";
import { roundMs } from "../round-ms.ts";

const errorContent = { "application/json": { schema: OpenAiErrorSchema } };
const UNKNOWN_MODEL = { 404: { description: "没有这个模型", content: errorContent } };

const completionRoute = createRoute({
  method: "post",
  path: "/v1/chat/completions",
  summary: "回答一个问题，OpenAI 的格式",
  description:
    "文中的出处列在文末，并在 `message.citations`；`stream: true` 时各块依 OpenAI 的格式，最后一块带 citations 和 fawen。" +
    "temperature、max_tokens、tools 等参数收下但不起作用；Authorization 可以随便填或不填。",
  middleware: readJsonBody,
  request: { body: { required: true, content: { "application/json": { schema: CompletionRequestSchema } } } },
  responses: {
    200: {
      description: "回答",
      content: {
        "application/json": { schema: CompletionSchema },
        "text/event-stream": { schema: CompletionChunkSchema },
      },
    },
    400: { description: "请求有误，`param` 指出哪一项", content: errorContent },
    ...UNKNOWN_MODEL,
    413: { description: "请求体太大", content: errorContent },
    415: { description: "请求体不是 JSON", content: errorContent },
    429: { description: "提问太频繁，`Retry-After` 秒后再试", content: errorContent },
    503: { description: "索引还没有准备好", content: errorContent },
  },
});

const modelsRoute = createRoute({
  method: "get",
  path: "/v1/models",
  summary: "有哪些模型，OpenAI 的格式",
  responses: { 200: { description: "模型", content: { "application/json": { schema: ModelListSchema } } } },
});

const modelRoute = createRoute({
  method: "get",
  path: "/v1/models/{id}",
  summary: "一个模型，OpenAI 的格式",
  request: { params: z.object({ id: z.string() }) },
  responses: {
    200: { description: "模型", content: { "application/json": { schema: ModelSchema } } },
    ...UNKNOWN_MODEL,
  },
});

/** What clients made for OpenAI's interface speak to. Errors below `/v1` have its shape too (see `answerError`). */
export function addOpenAiRoutes(app: OpenAPIHono<AppEnv>, assistant: Assistant, options: AppOptions): void {
  app.openapi(completionRoute, async (c) => {
    const startMs = options.nowMs();
    const tookMs = () => roundMs(options.nowMs() - startMs);
    const { model: id, stream, stream_options, filters, ...given } = c.req.valid("json");
    const model = findModel(id);
    const messages = readConversation(given.messages);
    checkReportFilter(assistant, filters);
    const head: CompletionHead = {
      id: `chatcmpl-${options.newId()}`,
      created: options.unixSeconds(),
      model: model.id,
    };
    const backend = backendOf(model);
    const request = { messages, filters, backend };
    if (stream !== true)
      return c.json(
        toCompletion(head, messages, await assistant.answer({ ...request, signal: c.req.raw.signal }), tookMs()),
        200,
      );
    return streamCompletion(c, assistant, {
      ...{ head, request, tookMs, log: options.log },
      includeUsage: stream_options?.include_usage === true,
      live: (backend ?? assistant.status().backend) !== EXTRACTIVE_BACKEND,
    });
  });
  app.openapi(modelsRoute, (c) => c.json({ object: "list" as const, data: MODELS }, 200));
  app.openapi(modelRoute, (c) => c.json(findModel(c.req.valid("param").id), 200));
}
