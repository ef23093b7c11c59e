import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Assistant } from "../../core/assistant.ts";
import type { AppContext, AppEnv } from "../app-env.ts";
import type { AppOptions } from "../app-options.ts";
import { readJsonBody } from "../read-json-body.ts";
import { BODY_ERROR_RESPONSES } from "./error-responses.ts";

const LOOPBACK = /^https?:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/;

const JsonRpcSchema = z
  .looseObject({ jsonrpc: z.literal("2.0") })
  .openapi("JsonRpcMessage", { description: "Model Context Protocol 的一条消息" });

const { 413: tooLarge, 415: wrongType, 429: tooMany } = BODY_ERROR_RESPONSES;

/** No sessions and nothing to say unasked, so there is no GET: clients that try it go on without. */
const route = createRoute({
  method: "post",
  path: "/mcp",
  summary: "Model Context Protocol（streamable HTTP，无会话）",
  description:
    "工具：search、ask、indicators、compare、report。请求头 Accept 应同时含 application/json 和 text/event-stream。",
  request: {
    body: { required: true, content: { "application/json": { schema: JsonRpcSchema } } },
  },
  responses: {
    200: { description: "答复，一个事件一条消息", content: { "text/event-stream": { schema: JsonRpcSchema } } },
    202: { description: "收到通知" },
    400: { description: "不是 JSON-RPC 消息", content: { "application/json": { schema: JsonRpcSchema } } },
    403: { description: "来源不在 ALLOWED_ORIGINS 里", content: { "application/json": { schema: JsonRpcSchema } } },
    406: { description: "Accept 不合要求", content: { "application/json": { schema: JsonRpcSchema } } },
    ...{ 413: tooLarge, 415: wrongType, 429: tooMany },
  },
});

export function addMcpRoute(app: OpenAPIHono<AppEnv>, assistant: Assistant, options: AppOptions): void {
  // Not `app.openapi`: its validator would answer in place of the protocol.
  app.openAPIRegistry.registerPath(route);
  app.post("/mcp", readJsonBody, async (c) => {
    if (!mayCall(c.req.header("origin"), options.allowedOrigins)) return refuseOrigin(c);
    // Late: most servers are never asked this way, and the protocol's package takes its time to load.
    const { answerMcp } = await import("../mcp/answer-mcp.ts");
    return answerMcp(c.req.raw, await c.req.json(), assistant, options.log);
  });
}

/**
 * Browsers tell the page that sends; programs tell nothing. A page elsewhere that gave its name the address of this
 * machine (DNS rebinding) would pass for our own, so the host of the request is no evidence.
 */
function mayCall(origin: string | undefined, allowed: readonly string[]): boolean {
  return origin === undefined || allowed.includes("*") || allowed.includes(origin) || LOOPBACK.test(origin);
}

function refuseOrigin(c: AppContext): Response {
  const message = "这个来源的网页不能调用，请把它加进 ALLOWED_ORIGINS";
  return c.json({ jsonrpc: "2.0", error: { code: -32_000, message }, id: null }, 403);
}
