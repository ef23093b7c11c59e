import { IterableReadableStream } from "@langchain/core/utils/stream";
import { z } from "zod";
import { BadReply } from "../adapters/backend-failure.ts";
import { type BackendConnection, requestBackend, TRY_ONCE } from "../adapters/request-backend.ts";
import type { ChatModel } from "../core/ports/chat-model.ts";

const LineSchema = z.object({ message: z.object({ content: z.string() }), done: z.boolean() });

/** A model behind Ollama's own `POST {baseUrl}/api/chat`, which streams a JSON object a line. */
export function createOllamaChatModel(options: BackendConnection & { readonly model: string }): ChatModel {
  const id = `ollama:${options.model}`;
  return {
    id,
    async *stream({ system, messages, signal }) {
      const body = { model: options.model, messages: [{ role: "system", content: system }, ...messages] };
      const open = async (response: Response) => response.body ?? Promise.reject(new BadReply("empty", "没有内容"));
      const connection = { ...options, retry: TRY_ONCE };
      const reply = await requestBackend(connection, id, "/api/chat", body, open, signal);
      let rest = "";
      const texts = reply.pipeThrough(new TextDecoderStream(), signal ? { signal } : {});
      for await (const text of IterableReadableStream.fromReadableStream(texts)) {
        const lines = (rest + text).split("\n");
        rest = lines.pop() ?? "";
        for (const line of lines) {
          const { message, done } = LineSchema.parse(JSON.parse(line));
          if (message.content !== "") yield message.content;
          if (done) return;
        }
      }
      throw new BadReply("broken", "回复还没有完就断了");
    },
  };
}
