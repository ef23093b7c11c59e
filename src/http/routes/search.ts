import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import type { Assistant } from "../../core/assistant.ts";
import type { AppEnv } from "../app-env.ts";
import type { AppOptions } from "../app-options.ts";
import { checkReportFilter } from "../check-report-filter.ts";
import { SearchRequestSchema, type SearchResponse, SearchResponseSchema } from "../contract.ts";
import { readJsonBody } from "../read-json-body.ts";
import { roundMs } from "../round-ms.ts";
import { BODY_ERROR_RESPONSES } from "./error-responses.ts";

const route = createRoute({
  method: "post",
  path: "/api/search",
  summary: "找出与问题有关的段落",
  middleware: readJsonBody,
  request: { body: { required: true, content: { "application/json": { schema: SearchRequestSchema } } } },
  responses: {
    200: { description: "段落，最好的在前", content: { "application/json": { schema: SearchResponseSchema } } },
    ...BODY_ERROR_RESPONSES,
  },
});

export function addSearchRoute(app: OpenAPIHono<AppEnv>, assistant: Assistant, options: AppOptions): void {
  app.openapi(route, async (c) => {
    const startMs = options.nowMs();
    const { query, k, filters } = c.req.valid("json");
    checkReportFilter(assistant, filters);
    const result = await assistant.search({ query, k, filters, signal: c.req.raw.signal });
    const body = { ...result, tookMs: roundMs(options.nowMs() - startMs) } satisfies SearchResponse;
    return c.json(body, 200);
  });
}
