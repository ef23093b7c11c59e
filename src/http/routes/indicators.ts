import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Assistant } from "../../core/assistant.ts";
import type { AppEnv } from "../app-env.ts";
import type { AppOptions } from "../app-options.ts";
import {
  IndicatorFileQuerySchema,
  type IndicatorList,
  IndicatorListSchema,
  IndicatorQuerySchema,
  type IndicatorTableBody,
  IndicatorTableQuerySchema,
  IndicatorTableSchema,
} from "../contract.ts";
import { writeIndicatorCsv } from "../indicator-csv.ts";
import { roundMs } from "../round-ms.ts";
import { BODY_ERROR_RESPONSES } from "./error-responses.ts";

const { 400: badRequest, 429: tooMany, 503: notReady } = BODY_ERROR_RESPONSES;
const UNKNOWN = { 404: { description: "没有叫这个名称的指标", content: badRequest.content } } as const;
const FAULTS = { 400: badRequest, 429: tooMany, 503: notReady };
/** More places than there are divisions that report. */
const ALL_PLACES = 100_000;

const listRoute = createRoute({
  method: "get",
  path: "/api/indicators",
  summary: "报告里的数据，按指标、地区、年份查",
  request: { query: IndicatorQuerySchema },
  responses: {
    200: { description: "数据与所在的句子", content: { "application/json": { schema: IndicatorListSchema } } },
    ...FAULTS,
  },
});

const tableRoute = createRoute({
  method: "get",
  path: "/api/indicators/table",
  summary: "一个指标按地方和年份排成表，连同未披露的报告",
  request: { query: IndicatorTableQuerySchema },
  responses: {
    200: { description: "表", content: { "application/json": { schema: IndicatorTableSchema } } },
    ...UNKNOWN,
    ...FAULTS,
  },
});

const fileRoute = createRoute({
  method: "get",
  path: "/api/indicators.csv",
  summary: "同一张表，供电子表格软件打开",
  request: { query: IndicatorFileQuerySchema },
  responses: {
    200: {
      description: "UTF-8（带 BOM）的 CSV，每个数据一行，未披露的报告也各占一行",
      content: { "text/csv": { schema: z.string() } },
    },
    ...UNKNOWN,
    ...FAULTS,
  },
});

export function addIndicatorRoute(app: OpenAPIHono<AppEnv>, assistant: Assistant, options: AppOptions): void {
  app.openapi(listRoute, (c) => {
    const startMs = options.nowMs();
    const { q, ...request } = c.req.valid("query");
    const result = assistant.indicators({ query: q, ...request });
    c.header("Cache-Control", "no-cache");
    return c.json({ ...result, tookMs: roundMs(options.nowMs() - startMs) } satisfies IndicatorList, 200);
  });

  app.openapi(tableRoute, (c) => {
    const startMs = options.nowMs();
    const table = assistant.indicatorTable(c.req.valid("query"));
    c.header("Cache-Control", "no-cache");
    return c.json({ ...table, tookMs: roundMs(options.nowMs() - startMs) } satisfies IndicatorTableBody, 200);
  });

  app.openapi(fileRoute, (c) => {
    const request = c.req.valid("query");
    const table = assistant.indicatorTable({ ...request, limit: ALL_PLACES });
    const name = [table.name, request.region, request.year].filter((part) => part !== undefined).join("-");
    c.header("Cache-Control", "no-cache");
    c.header(
      "Content-Disposition",
      `attachment; filename="indicator.csv"; filename*=UTF-8''${encodeFileName(name)}.csv`,
    );
    c.header("Content-Type", "text/csv; charset=utf-8");
    return c.body(writeIndicatorCsv(table, new URL(c.req.url).origin), 200);
  });
}

/** For a header (RFC 5987), without characters that file systems refuse. */
function encodeFileName(name: string): string {
  const safe = name.replace(/[\\/:*?"<>|]/gu, "_");
  return encodeURIComponent(safe).replace(/['()]/gu, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}
