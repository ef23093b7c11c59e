import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { AppContext } from "./app-env.ts";
import type { DescribedError } from "./error-table.ts";

/** The one place that writes `{ error }` to the wire. Headers set on the context before stay. */
export function answerError(c: AppContext, { status, body }: DescribedError): Response {
  c.header("Cache-Control", "no-store");
  // The cast is for 499 alone, which Hono's list of statuses lacks.
  return c.json(body, status as ContentfulStatusCode);
}
