import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { etag } from "hono/etag";
import type { Assistant } from "../../core/assistant.ts";
import { FawenError } from "../../core/model/errors.ts";
import type { Library } from "../../core/model/library.ts";
import type { Report } from "../../core/model/report.ts";
import { passesFilters } from "../../core/search/slot-fit.ts";
import type { AppEnv } from "../app-env.ts";
import {
  type ReportDetail,
  ReportDetailSchema,
  ReportListSchema,
  ReportQuerySchema,
  type ReportSource,
  ReportSourceSchema,
} from "../contract.ts";
import { countPassages, summarizeReport } from "../summarize-report.ts";
import { BODY_ERROR_RESPONSES, NOT_FOUND_RESPONSE, NOT_READY_RESPONSE } from "./error-responses.ts";

const listRoute = createRoute({
  method: "get",
  path: "/api/reports",
  summary: "收录了哪些报告，可按地区、年份筛选",
  middleware: etag(),
  request: { query: ReportQuerySchema },
  responses: {
    400: BODY_ERROR_RESPONSES[400],
    200: { description: "报告清单", content: { "application/json": { schema: ReportListSchema } } },
    ...NOT_READY_RESPONSE,
  },
});

const detailRoute = createRoute({
  method: "get",
  path: "/api/reports/{id}",
  summary: "一份报告：正文、章节、修补记录、身份",
  middleware: etag(),
  request: { params: z.object({ id: z.string() }) },
  responses: {
    200: { description: "报告", content: { "application/json": { schema: ReportDetailSchema } } },
    307: { description: "这是一份副本，`Location` 是收录的那一份" },
    ...NOT_FOUND_RESPONSE,
    ...NOT_READY_RESPONSE,
  },
});

const sourceRoute = createRoute({
  method: "get",
  path: "/api/reports/{id}/source",
  summary: "一份报告的原文，和整理后正文与它的位置对照",
  middleware: etag(),
  request: { params: z.object({ id: z.string() }) },
  responses: {
    200: { description: "原文与位置对照", content: { "application/json": { schema: ReportSourceSchema } } },
    307: { description: "这是一份副本，`Location` 是收录的那一份的原文" },
    ...NOT_FOUND_RESPONSE,
    ...NOT_READY_RESPONSE,
  },
});

export function addReportRoutes(app: OpenAPIHono<AppEnv>, assistant: Assistant): void {
  app.openapi(listRoute, (c) => {
    const library = assistant.library();
    const { region, year } = c.req.valid("query");
    const filters = { regions: region === undefined ? [] : [region], years: year === undefined ? [] : [year] };
    const passages = countPassages(library);
    const reports = library.reports.flatMap((report, row) =>
      passesFilters(report, filters) ? [summarizeReport(report, passages[row] ?? 0)] : [],
    );
    c.header("Cache-Control", "no-cache");
    return c.json({ reports, builtAt: library.builtAt, examples: assistant.examples() }, 200);
  });

  app.openapi(detailRoute, (c) => {
    const library = assistant.library();
    const found = findReport(library, c.req.valid("param").id);
    if ("standsFor" in found) return c.redirect(`/api/reports/${encodeURIComponent(found.standsFor)}`, 307);
    c.header("Cache-Control", "no-cache");
    return c.json(detail(found.report, countPassages(library)[found.row] ?? 0), 200);
  });

  app.openapi(sourceRoute, (c) => {
    const found = findReport(assistant.library(), c.req.valid("param").id);
    if ("standsFor" in found) return c.redirect(`/api/reports/${encodeURIComponent(found.standsFor)}/source`, 307);
    const { id, file, raw, offsets } = found.report;
    c.header("Cache-Control", "no-cache");
    return c.json({ id, file, raw, offsets: [...offsets.runs] } satisfies ReportSource, 200);
  });
}

/** The report, or the id of the one that a copy leads to; throws `not-found`. */
function findReport({ reports }: Library, id: string): { report: Report; row: number } | { standsFor: string } {
  const row = reports.findIndex((report) => report.id === id);
  const report = reports[row];
  if (report !== undefined) return { report, row };
  const original = reports.find(({ copies }) => copies?.some((copy) => copy.id === id));
  if (original !== undefined) return { standsFor: original.id };
  throw new FawenError("not-found", "没有这份报告，可用的编号见 GET /api/reports", { field: "id" });
}

function detail(report: Report, passages: number): ReportDetail {
  const { text, identity, sections, repairs, suspects } = report;
  return { ...summarizeReport(report, passages), text, identity, sections, repairs, suspects };
}
