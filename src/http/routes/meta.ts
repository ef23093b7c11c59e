import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { etag } from "hono/etag";
import type { Assistant } from "../../core/assistant.ts";
import type { Report } from "../../core/model/report.ts";
import type { AppEnv } from "../app-env.ts";
import type { AppOptions } from "../app-options.ts";
import { type Meta, MetaSchema } from "../contract.ts";
import { NOT_READY_RESPONSE } from "./error-responses.ts";

const route = createRoute({
  method: "get",
  path: "/api/meta",
  summary: "收录范围：多少份报告，哪些地区和年份，何时更新",
  middleware: etag(),
  responses: {
    200: { description: "收录范围", content: { "application/json": { schema: MetaSchema } } },
    ...NOT_READY_RESPONSE,
  },
});

/** What a page needs to open, however many reports there are: their list is a request of its own. */
export function addMetaRoute(app: OpenAPIHono<AppEnv>, assistant: Assistant, options: AppOptions): void {
  app.openapi(route, (c) => {
    const { reports, builtAt } = assistant.library();
    c.header("Cache-Control", "no-cache");
    return c.json(
      {
        reports: reports.length,
        builtAt,
        years: yearsOf(reports),
        regions: regionsOf(reports),
        examples: assistant.examples(),
        feedback: options.saveFeedback !== undefined,
      },
      200,
    );
  });
}

/** The latest first; reports of unknown years have none. */
function yearsOf(reports: readonly Report[]): number[] {
  const years = reports.map(({ identity }) => identity.year.value).filter((year) => year !== null);
  return [...new Set(years)].sort((a, b) => b - a);
}

function regionsOf(reports: readonly Report[]): Meta["regions"] {
  const byRegion = new Map<string, Report[]>();
  for (const report of reports) {
    const region = report.identity.region.value ?? "";
    const known = byRegion.get(region);
    if (known === undefined) byRegion.set(region, [report]);
    else known.push(report);
  }
  // By code point: the same order on every machine, and a city before its districts.
  return [...byRegion]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([region, own]) => ({ region, years: yearsOf(own), reports: own.length }));
}
