import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import type { Assistant } from "../../core/assistant.ts";
import type { AppEnv } from "../app-env.ts";
import type { AppOptions } from "../app-options.ts";
import { HealthSchema, type Readiness, ReadinessSchema } from "../contract.ts";
import { tellWhenReady } from "../tell-when-ready.ts";

const healthRoute = createRoute({
  method: "get",
  path: "/healthz",
  summary: "进程活着",
  responses: { 200: { description: "活着", content: { "application/json": { schema: HealthSchema } } } },
});

const readyRoute = createRoute({
  method: "get",
  path: "/readyz",
  summary: "可以回答问题",
  responses: {
    200: { description: "可以", content: { "application/json": { schema: ReadinessSchema } } },
    503: { description: "还不行", content: { "application/json": { schema: ReadinessSchema } } },
  },
});

export function addHealthRoutes(app: OpenAPIHono<AppEnv>, assistant: Assistant, options: AppOptions): void {
  app.openapi(healthRoute, (c) => {
    c.header("Cache-Control", "no-store");
    return c.json({ status: "ok" as const }, 200);
  });
  app.openapi(readyRoute, (c) => {
    c.header("Cache-Control", "no-store");
    const status = assistant.status();
    if (status.ready) return c.json(status, 200);
    tellWhenReady(c, options);
    return c.json({ message: "索引正在准备，请稍候", ...status } satisfies Readiness, 503);
  });
}
