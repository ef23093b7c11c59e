import { z } from "@hono/zod-openapi";
import { ChatResponseSchema, CitationSchema } from "./chat.ts";
import { ErrorSchema } from "./service.ts";

/** What `stream: true` sends: the event's name, and the JSON in its `data` line. `done` or `error` is the last. */
export const ChatEventSchemas = {
  status: z.object({ stage: z.enum(["understanding", "searching", "answering"]), message: z.string() }),
  citations: z.object({ citations: z.array(CitationSchema).readonly() }),
  delta: z.object({ text: z.string() }),
  done: ChatResponseSchema,
  error: ErrorSchema,
} as const;

/** One event of a streamed answer, tagged by its name. */
export type ChatEvent = {
  [Name in keyof typeof ChatEventSchemas]: {
    readonly event: Name;
    readonly data: z.infer<(typeof ChatEventSchemas)[Name]>;
  };
}[keyof typeof ChatEventSchemas];
