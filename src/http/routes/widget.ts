import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import type { Assistant } from "../../core/assistant.ts";
import { answerChat } from "../answer-chat.ts";
import { answerError } from "../answer-error.ts";
import type { AppEnv } from "../app-env.ts";
import type { AppOptions, WidgetOptions } from "../app-options.ts";
import { clientNetwork } from "../client-address.ts";
import {
  ChatResponseSchema,
  ErrorSchema,
  WidgetChatRequestSchema,
  type WidgetSession,
  WidgetSessionSchema,
} from "../contract.ts";
import { WIDGET_CHAT_PATH, WIDGET_SESSION_PATH } from "../cors.ts";
import { allowedSite } from "../embed-sites.ts";
import { issueToken, readToken, TOKEN_SECONDS } from "../embed-token.ts";
import { describeProblem } from "../error-table.ts";
import { createRateLimit } from "../limit-rate.ts";
import { readJsonBody } from "../read-json-body.ts";
import { WIDGET_SCRIPT_PATH } from "../security-headers.ts";
import { BODY_ERROR_RESPONSES } from "./error-responses.ts";

const errorContent = { "application/json": { schema: ErrorSchema } };
const REFUSED = { 403: { description: "这个网站没有获得授权，或问答框已停用", content: errorContent } } as const;

const sessionRoute = createRoute({
  method: "post",
  path: WIDGET_SESSION_PATH,
  summary: "别的网站上的问答框：取得短时令牌",
  description: "只给浏览器用，以请求头 Origin 认网站；服务器之间请直接用 POST /api/chat，不需要令牌。没有请求体。",
  responses: {
    200: { description: "令牌", content: { "application/json": { schema: WidgetSessionSchema } } },
    ...REFUSED,
    429: BODY_ERROR_RESPONSES[429],
  },
});

const chatRoute = createRoute({
  method: "post",
  path: WIDGET_CHAT_PATH,
  summary: "别的网站上的问答框：回答一个问题",
  description: "与 POST /api/chat 相同，另按网站和访客限次，并要求令牌；没有 backend 一项。",
  middleware: readJsonBody,
  request: { body: { required: true, content: { "application/json": { schema: WidgetChatRequestSchema } } } },
  responses: {
    200: {
      description: "回答",
      content: { "application/json": { schema: ChatResponseSchema }, "text/event-stream": { schema: {} } },
    },
    401: { description: "令牌缺失、无效或已过期，请另取一个", content: errorContent },
    ...REFUSED,
    ...BODY_ERROR_RESPONSES,
  },
});

const OFF = describeProblem("widget-off", "问答服务已停用");
/** The visitor reads the first sentence, whoever runs the site the second. */
const NOT_ALLOWED = describeProblem(
  "site-not-allowed",
  "本网站未获授权，不能使用这个问答框。网站管理员请联系问答服务的管理员，把本站网址加入授权名单",
);
const EXPIRED = describeProblem("unauthorized", "会话已过期，请重新提问");

/** The chat box for other sites: what it speaks to, and the switch that takes it off every page. */
export function addWidgetRoutes(app: OpenAPIHono<AppEnv>, assistant: Assistant, options: AppOptions): void {
  const { widget, allowedOrigins, nowMs, unixSeconds } = options;
  const limits = widget && createLimits(widget, nowMs);

  // Not `app.openapi`: there is nothing to validate, and a refusal has the one shape of all errors.
  app.openAPIRegistry.registerPath(sessionRoute);
  app.post(WIDGET_SESSION_PATH, async (c) => {
    if (widget === undefined) return answerError(c, OFF);
    const site = allowedSite(c, allowedOrigins);
    if (site === undefined) return answerError(c, NOT_ALLOWED);
    const token = await issueToken(widget.key, { site, opening: options.newId() }, unixSeconds());
    const examples = assistant.status().ready ? assistant.examples() : [];
    c.header("Cache-Control", "no-store");
    return c.json({ token, expiresInSeconds: TOKEN_SECONDS, examples } satisfies WidgetSession, 200);
  });

  app.get(WIDGET_SCRIPT_PATH, async (c, next) => {
    if (widget !== undefined) return next();
    // No error: the pages that name it stay as they are, without a chat box and without a complaint.
    c.header("Cache-Control", "no-cache");
    return c.body("// 问答服务已停用\n", 200, { "Content-Type": "text/javascript; charset=utf-8" });
  });

  app.openapi(chatRoute, async (c) => {
    if (widget === undefined || limits === undefined) return answerError(c, OFF);
    const site = allowedSite(c, allowedOrigins);
    if (site === undefined) return answerError(c, NOT_ALLOWED);
    const opening = await readToken(widget.key, c.req.header("authorization"), site, unixSeconds());
    if (opening === undefined) return answerError(c, EXPIRED);
    // A page that is loaded again gets a new token, its visitor no new count.
    const visitor = clientNetwork(c, widget.visitorAddress ?? options.clientAddress) ?? opening;
    // The visitor first: what one is refused must not use up what the site's others may ask.
    limits.visitor(c, `${visitor} ${site}`);
    limits.site(c, site);
    return answerChat(c, assistant, options, { ...c.req.valid("json"), backend: undefined });
  });
}

function createLimits({ questionsPerVisitor, questionsPerSite }: WidgetOptions, nowMs: () => number) {
  return {
    visitor: createRateLimit(questionsPerVisitor, nowMs, "提问太频繁"),
    site: createRateLimit(questionsPerSite, nowMs, "现在提问的人太多"),
  };
}
