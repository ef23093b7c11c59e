import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import type { Assistant } from "../../core/assistant.ts";
import { answerChat } from "../answer-chat.ts";
import type { AppEnv } from "../app-env.ts";
import type { AppOptions } from "../app-options.ts";
import { ChatRequestSchema, ChatResponseSchema } from "../contract.ts";
import { readJsonBody } from "../read-json-body.ts";
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
  app.openapi(route, (c) => answerChat(c, assistant, options, c.req.valid("json")));
}
