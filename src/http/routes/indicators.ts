import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import type { Assistant } from "../../core/assistant.ts";
import type { AppEnv } from "../app-env.ts";
import type { AppOptions } from "../app-options.ts";
import { type IndicatorList, IndicatorListSchema, IndicatorQuerySchema } from "../contract.ts";
import { roundMs } from "../round-ms.ts";
import { BODY_ERROR_RESPONSES } from "./error-responses.ts";

const { 400: badRequest, 429: tooMany, 503: notReady } = BODY_ERROR_RESPONSES;

const route = createRoute({
  method: "get",
  path: "/api/indicators",
  summary: "报告里的数据，按指标、地区、年份查",
  request: { query: IndicatorQuerySchema },
  responses: {
    200: { description: "数据与所在的句子", content: { "application/json": { schema: IndicatorListSchema } } },
    ...{ 400: badRequest, 429: tooMany, 503: notReady },
  },
});

export function addIndicatorRoute(app: OpenAPIHono<AppEnv>, assistant: Assistant, options: AppOptions): void {
  app.openapi(route, (c) => {
    const startMs = options.nowMs();
    const { q, ...request } = c.req.valid("query");
    const result = assistant.indicators({ query: q, ...request });
    c.header("Cache-Control", "no-cache");
    return c.json({ ...result, tookMs: roundMs(options.nowMs() - startMs) } satisfies IndicatorList, 200);
  });
}
