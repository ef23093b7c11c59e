import { z } from "zod";
import type { ChatModel } from "../core/ports/chat-model.ts";
import { BadReply, toBackendError } from "./backend-failure.ts";
import { readEventStream } from "./read-event-stream.ts";
import { type BackendConnection, readText, requestBackend, TRY_ONCE } from "./request-backend.ts";

export interface OpenAiChatModelOptions extends Omit<BackendConnection, "retry"> {
  /** Shown to people as `backend`; `openai:` and the model when left out. */
  readonly id?: string;
  readonly model: string;
  /** Fields of every request besides the usual ones; null takes a usual one away. */
  readonly extraBody?: Readonly<Record<string, unknown>>;
}

/** Thoughts (`reasoning_content`) and tool calls stand in fields of their own and stay behind. */
const PieceSchema = z.object({
  choices: z
    .array(
      z.object({
        delta: z.object({ content: z.string().nullish() }).nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .nullish(),
  error: z.unknown().optional(),
});
const WholeSchema = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string().nullish() }) })).min(1),
});

const MAX_REPLY_BYTES = 8 * 2 ** 20;

/**
 * A model behind `POST {baseUrl}/chat/completions`, as OpenAI, DeepSeek, Qwen, vLLM, Ollama, LM Studio … speak it.
 * Servers that ignore `stream` and answer in one piece are understood too.
 */
export function createOpenAiChatModel(options: OpenAiChatModelOptions): ChatModel {
  const { id = `openai:${options.model}`, model, extraBody = {} } = options;
  return {
    id,
    async *stream({ system, messages, signal }) {
      // The same question should get the same words: no temperature, unless the service insists on one.
      const fields = { temperature: 0, ...extraBody, model, stream: true };
      const body = {
        ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)),
        messages: [{ role: "system", content: system }, ...messages],
      };
      try {
        const connection = { ...options, retry: TRY_ONCE };
        const reply = await requestBackend(connection, id, "/chat/completions", body, openReply, signal);
        if (typeof reply === "string") yield parseReply(WholeSchema, reply).choices[0]?.message.content ?? "";
        else yield* readPieces(readEventStream(reply, signal));
      } catch (error) {
        throw toBackendError(error, id, options, signal);
      }

      /** The pieces to come, or all of an answer that comes in one. */
      async function openReply(response: Response): Promise<ReadableStream<Uint8Array> | string> {
        const streams = response.headers.get("content-type")?.includes("text/event-stream");
        if (streams && response.body !== null) return response.body;
        return readText(response, options.timeoutMs, signal, MAX_REPLY_BYTES);
      }
    },
  };
}

async function* readPieces(events: AsyncIterable<string>): AsyncGenerator<string, void, void> {
  let finished = false;
  for await (const data of events) {
    if (data.trim() === "[DONE]") return;
    const { choices, error } = parseReply(PieceSchema, data);
    if (error) throw new BadReply("broken", `中途出错：${JSON.stringify(error)}`);
    const choice = choices?.[0];
    if (choice?.delta?.content) yield choice.delta.content;
    // Some servers never send [DONE].
    if (choice?.finish_reason) finished = true;
  }
  if (!finished) throw new BadReply("broken", "回复还没有完就断了");
}

function parseReply<T extends z.ZodType>(schema: T, text: string): z.infer<T> {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw new BadReply("unreadable", "回复不是 OpenAI 格式，LLM_BASE_URL 应指向 …/v1 这样的接口");
  }
}
