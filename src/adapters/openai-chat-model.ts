import { convertEventStreamToIterableReadableDataStream } from "@langchain/core/utils/event_source_parse";
import { z } from "zod";
import { FawenError } from "../core/model/errors.ts";
import type { ChatModel } from "../core/ports/chat-model.ts";
import { type BackendConnection, limitSilence, readText, requestBackend } from "./request-backend.ts";

export interface OpenAiChatModelOptions extends BackendConnection {
  readonly model: string;
}

const PieceSchema = z.object({
  choices: z.array(z.object({ delta: z.object({ content: z.string().nullish() }).optional() })).default([]),
  error: z.object({ message: z.string() }).optional(),
});
const WholeSchema = z.object({ choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1) });

/**
 * A model behind `POST {baseUrl}/chat/completions`, as OpenAI, DeepSeek, Qwen, vLLM, Ollama, LM Studio … speak it.
 * Servers that ignore `stream` and answer in one piece are understood too.
 */
export function createOpenAiChatModel(options: OpenAiChatModelOptions): ChatModel {
  const id = `openai:${options.model}`;
  return {
    id,
    async *stream({ system, messages, signal }) {
      const body = {
        model: options.model,
        stream: true,
        // The same question should get the same words.
        temperature: 0,
        messages: [{ role: "system", content: system }, ...messages],
      };
      const reply = await requestBackend(options, id, "/chat/completions", body, openReply, signal);
      if (typeof reply === "string") yield parseReply(WholeSchema, reply, id).choices[0]?.message.content ?? "";
      else yield* readStream(reply, options, id, signal);

      /** The pieces to come, or all of an answer that comes in one. */
      async function openReply(response: Response): Promise<ReadableStream<Uint8Array> | string> {
        const streams = response.headers.get("content-type")?.includes("text/event-stream");
        return streams && response.body !== null ? response.body : readText(response, options.timeoutMs, signal);
      }
    },
  };
}

async function* readStream(
  body: ReadableStream<Uint8Array>,
  connection: BackendConnection,
  id: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<string, void, void> {
  const events: AsyncIterable<string> = convertEventStreamToIterableReadableDataStream(body);
  for await (const data of limitSilence(events, connection, id, signal)) {
    if (data.trim() === "[DONE]") return;
    const piece = parseReply(PieceSchema, data, id);
    if (piece.error) throw new FawenError("backend-failed", `${id} 中途出错，请重试。`, { retryable: true });
    const text = piece.choices[0]?.delta?.content;
    if (text) yield text;
  }
}

function parseReply<T extends z.ZodType>(schema: T, text: string, id: string): z.infer<T> {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    const message = `${id} 的回复不是 OpenAI 格式，请检查 LLM_BASE_URL 是否指向 …/v1 这样的接口。`;
    throw new FawenError("backend-failed", message, { cause });
  }
}
