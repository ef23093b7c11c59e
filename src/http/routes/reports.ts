import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { etag } from "hono/etag";
import type { Assistant } from "../../core/assistant.ts";
import { FawenError } from "../../core/model/errors.ts";
import type { Library } from "../../core/model/library.ts";
import type { Report } from "../../core/model/report.ts";
import type { AppEnv } from "../app-env.ts";
import { type ReportDetail, ReportDetailSchema, ReportListSchema, type ReportSummary } from "../contract.ts";
import { NOT_FOUND_RESPONSE, NOT_READY_RESPONSE } from "./error-responses.ts";

const listRoute = createRoute({
  method: "get",
  path: "/api/reports",
  summary: "收录了哪些报告",
  middleware: etag(),
  responses: {
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

export function addReportRoutes(app: OpenAPIHono<AppEnv>, assistant: Assistant): void {
  app.openapi(listRoute, (c) => {
    const library = assistant.library();
    const passages = countPassages(library);
    const reports = library.reports.map((report, row) => summarize(report, passages[row] ?? 0));
    c.header("Cache-Control", "no-cache");
    return c.json({ reports, builtAt: library.builtAt, examples: assistant.examples() }, 200);
  });

  app.openapi(detailRoute, (c) => {
    const { id } = c.req.valid("param");
    const library = assistant.library();
    const row = library.reports.findIndex((report) => report.id === id);
    const report = library.reports[row];
    const original = library.reports.find(({ copies }) => copies?.some((copy) => copy.id === id));
    if (report === undefined && original !== undefined)
      return c.redirect(`/api/reports/${encodeURIComponent(original.id)}`, 307);
    if (report === undefined)
      throw new FawenError("not-found", "没有这份报告，可用的编号见 GET /api/reports", { field: "id" });
    c.header("Cache-Control", "no-cache");
    return c.json(detail(report, countPassages(library)[row] ?? 0), 200);
  });
}

/** Passages of each report, by row. */
function countPassages(library: Library): readonly number[] {
  const counts = library.reports.map(() => 0);
  for (const passage of library.passages) counts[passage.reportRow] = (counts[passage.reportRow] ?? 0) + 1;
  return counts;
}

/** Unknown facts are empty on the wire, except year and date, which are null. */
function summarize(report: Report, passages: number): ReportSummary {
  const { title, issuer, region, level, year, date } = report.identity;
  return {
    id: report.id,
    file: report.file,
    ...(report.url === undefined ? {} : { url: report.url }),
    title: title.value ?? report.file,
    issuer: issuer.value ?? "",
    region: region.value ?? "",
    level: level.value ?? "",
    year: year.value,
    date: date.value,
    passages,
    chars: report.textLength ?? report.text.length,
    ...(report.copies === undefined ? {} : { copies: report.copies }),
  };
}

function detail(report: Report, passages: number): ReportDetail {
  const { text, identity, sections, repairs, suspects } = report;
  return { ...summarize(report, passages), text, identity, sections, repairs, suspects };
}
