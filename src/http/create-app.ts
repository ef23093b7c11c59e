import { OpenAPIHono } from "@hono/zod-openapi";
import { compress } from "hono/compress";
import { HTTPException } from "hono/http-exception";
import { methodNotAllowed } from "hono/method-not-allowed";
import { requestId } from "hono/request-id";
import type { Assistant } from "../core/assistant.ts";
import { answerError } from "./answer-error.ts";
import type { AppContext, AppEnv } from "./app-env.ts";
import type { AppOptions } from "./app-options.ts";
import { corsByPath } from "./cors.ts";
import { type DescribedError, describeError, describeProblem } from "./error-table.ts";
import { limitRate } from "./limit-rate.ts";
import { refuseInvalid } from "./refuse-invalid.ts";
import { addChatRoute } from "./routes/chat.ts";
import { addFeedbackRoute } from "./routes/feedback.ts";
import { addHealthRoutes } from "./routes/health.ts";
import { addIndicatorRoute } from "./routes/indicators.ts";
import { addMcpRoute } from "./routes/mcp.ts";
import { addMetaRoute } from "./routes/meta.ts";
import { addOpenAiRoutes } from "./routes/openai.ts";
import { addPageRoutes, notFoundPage } from "./routes/page.ts";
import { addQuizRoutes } from "./routes/quiz.ts";
import { addReportRoutes } from "./routes/reports.ts";
import { addSearchRoute } from "./routes/search.ts";
import { addWidgetRoutes } from "./routes/widget.ts";
import { securityHeaders } from "./security-headers.ts";
import { tellWhenReady } from "./tell-when-ready.ts";

/**
 * The whole HTTP side as one Hono app, the same on Node and on Workers: `serve({ fetch: app.fetch })`.
 * Every answer carries `X-Request-Id`; every error is `{ error: { code, message, field? } }`.
 */
export function createApp(assistant: Assistant, options: AppOptions): OpenAPIHono<AppEnv> {
  const app = new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid });
  app.use(requestId({ generator: options.newId }));
  app.use(logRequests(options));
  app.use(securityHeaders(options.allowedOrigins));
  for (const [path, cors] of corsByPath(options.allowedOrigins)) app.use(path, cors);
  if (options.compressedByHost !== true) app.use(compressReads());
  app.use(methodNotAllowed({ app, onMethodNotAllowed: answerWrongMethod }));
  // One count for all that asks and searches, whichever way it comes.
  const limit = limitRate(options);
  for (const path of ["/api/*", "/v1/*", "/mcp"]) app.use(path, limit);

  addSearchRoute(app, assistant, options);
  addChatRoute(app, assistant, options);
  addReportRoutes(app, assistant);
  addMetaRoute(app, assistant, options);
  addFeedbackRoute(app, options);
  addIndicatorRoute(app, assistant, options);
  addQuizRoutes(app, assistant, options);
  addOpenAiRoutes(app, assistant, options);
  addMcpRoute(app, assistant, options);
  addWidgetRoutes(app, assistant, options);
  addHealthRoutes(app, assistant, options);
  addPageRoutes(app, options);
  app.doc31("/openapi.json", {
    openapi: "3.1.0",
    info: { title: "法问", version: "1", description: "就法治政府建设年度报告作答，每个回答都附原文出处。" },
  });

  app.notFound(
    async (c) =>
      (await notFoundPage(c, options).catch(() => undefined)) ??
      answerError(c, describeProblem("not-found", "没有这个地址")),
  );
  app.onError((error, c) => answerThrown(error, c, options));
  return app;
}

function answerWrongMethod(c: AppContext, methods: readonly string[]): Response {
  const allow = [...methods, "OPTIONS"].join(", ");
  if (c.req.method === "OPTIONS") return c.newResponse(null, 204, { Allow: allow });
  c.header("Allow", allow);
  return answerError(
    c,
    describeProblem("method-not-allowed", `这个地址不支持 ${c.req.method}，可用：${methods.join("、")}`),
  );
}

/** Last stop of everything thrown: known errors say what they say, unknown ones go to the log. */
function answerThrown(error: Error, c: AppContext, options: AppOptions): Response {
  const described = describeThrown(error, c.req.raw.signal);
  const isNotReady = described.body.error.code === "not-ready";
  if (isNotReady) tellWhenReady(c, options);
  // What is not ready only because it is early has no cause.
  if (described.status >= 500 && (!isNotReady || error.cause !== undefined))
    options.log.error("request failed", {
      requestId: c.get("requestId"),
      method: c.req.method,
      path: c.req.path,
      error,
    });
  return answerError(c, described);
}

function describeThrown(error: Error, signal: AbortSignal): DescribedError {
  if (signal.aborted) return describeProblem("cancelled", "请求已取消");
  // Hono and its validators throw these; their texts are English.
  if (error instanceof HTTPException && error.status === 415)
    return describeProblem("unsupported-media-type", "请求体应为 JSON");
  if (error instanceof HTTPException && error.status < 500) return describeProblem("bad-request", "请求格式不对");
  return describeError(error);
}

/** Pages, scripts and reports shrink to a third; an answer is small, and who asks waits for it. */
function compressReads() {
  const compressed = compress();
  return (c: AppContext, next: () => Promise<void>) => (c.req.method === "GET" ? compressed(c, next) : next());
}

function logRequests(options: AppOptions) {
  return async (c: AppContext, next: () => Promise<void>) => {
    const startMs = options.nowMs();
    await next();
    options.log.debug("request", {
      requestId: c.get("requestId"),
      method: c.req.method,
      path: c.req.path,
      status: c.res.status,
      ms: Math.round(options.nowMs() - startMs),
    });
  };
}
