import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { AppContext } from "./app-env.ts";
import type { DescribedError } from "./error-table.ts";
import { toOpenAiError } from "./openai/describe-error.ts";

/** The one place that writes `{ error }` to the wire, below `/v1` as OpenAI does. Headers set on the context stay. */
export function answerError(c: AppContext, described: DescribedError): Response {
  const { status } = described;
  const body = c.req.path.startsWith("/v1/") ? toOpenAiError(described) : described.body;
  c.header("Cache-Control", "no-store");
  // The cast is for 499 alone, which Hono's list of statuses lacks.
  return c.json(body, status as ContentfulStatusCode);
}
