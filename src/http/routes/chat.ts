import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import type { Assistant } from "../../core/assistant.ts";
import type { Answer } from "../../core/model/answer.ts";
import type { AppEnv } from "../app-env.ts";
import type { AppOptions } from "../app-options.ts";
import { checkReportFilter } from "../check-report-filter.ts";
import { ChatRequestSchema, type ChatResponse, ChatResponseSchema } from "../contract.ts";
import { readJsonBody } from "../read-json-body.ts";
import { roundMs } from "../round-ms.ts";
import { streamAnswer } from "../stream-answer.ts";
import { BODY_ERROR_RESPONSES } from "./error-responses.ts";

const route = createRoute({
  method: "post",
  path: "/api/chat",
  summary: "回答一个问题",
  description:
    "`stream: true` 时以 text/event-stream 作答，事件依次为 status、citations、delta，最后是 done（完整回答）或 error。",
  middleware: readJsonBody,
  request: { body: { required: true, content: { "application/json": { schema: ChatRequestSchema } } } },
  responses: {
    200: {
      description: "回答；资料里没有时 outcome 为 abstained，并给出 reason",
      content: { "application/json": { schema: ChatResponseSchema }, "text/event-stream": { schema: {} } },
    },
    ...BODY_ERROR_RESPONSES,
  },
});

export function addChatRoute(app: OpenAPIHono<AppEnv>, assistant: Assistant, options: AppOptions): void {
  app.openapi(route, async (c) => {
    const startMs = options.nowMs();
    const { messages, filters, backend, stream } = c.req.valid("json");
    checkReportFilter(assistant, filters);
    const request = { messages, filters, backend };
    const finish = (answer: Answer): ChatResponse =>
      // Parsed on the way out as well: what the contract does not name stays inside.
      ChatResponseSchema.parse({
        id: options.newId(),
        ...answer,
        tookMs: roundMs(options.nowMs() - startMs),
      } satisfies ChatResponse);
    if (stream) return streamAnswer(c, assistant, request, finish, options.log);
    const answer = await assistant.answer({ ...request, signal: c.req.raw.signal });
    return c.json(finish(answer), 200);
  });
}
