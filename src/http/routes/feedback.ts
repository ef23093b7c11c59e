import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { FawenError } from "../../core/model/errors.ts";
import type { AppEnv } from "../app-env.ts";
import type { AppOptions } from "../app-options.ts";
import { clientNetwork } from "../client-address.ts";
import { FeedbackRequestSchema } from "../contract.ts";
import { createRateLimit } from "../limit-rate.ts";
import { readJsonBody } from "../read-json-body.ts";
import { BODY_ERROR_RESPONSES, NOT_FOUND_RESPONSE } from "./error-responses.ts";

/** More than anybody has answers to judge in a minute; holds where questions have no limit too. */
const MOST_PER_MINUTE = 20;

const route = createRoute({
  method: "post",
  path: "/api/feedback",
  summary: "对一个回答的意见",
  description: "只保存请求里写的内容和收到的时间，不保存网址、IP 等。",
  middleware: readJsonBody,
  request: { body: { required: true, content: { "application/json": { schema: FeedbackRequestSchema } } } },
  responses: { 204: { description: "已收到" }, ...NOT_FOUND_RESPONSE, ...BODY_ERROR_RESPONSES },
});

export function addFeedbackRoute(app: OpenAPIHono<AppEnv>, options: AppOptions): void {
  const count = createRateLimit(MOST_PER_MINUTE, options.nowMs, "提交意见太频繁");
  app.openapi(route, async (c) => {
    if (options.saveFeedback === undefined) throw new FawenError("not-found", "本站没有开启意见收集");
    count(c, clientNetwork(c, options.clientAddress) ?? "all");
    await options.saveFeedback(c.req.valid("json"));
    return c.body(null, 204);
  });
}
