import { z } from "zod";
import type { ChatModel } from "../core/ports/chat-model.ts";
import { BadReply } from "./backend-failure.ts";
import { readEventStream } from "./read-event-stream.ts";

/** As much of a Worker's `AI` binding as is needed. */
export interface WorkersAiBinding {
  run(model: string, inputs: Readonly<Record<string, unknown>>): Promise<unknown>;
}

const ReplySchema = z.object({
  response: z.string().nullish(),
  // Newer models reply in the manner of OpenAI.
  choices: z
    .array(
      z.object({
        delta: z.object({ content: z.string().nullish() }).nullish(),
        message: z.object({ content: z.string().nullish() }).nullish(),
      }),
    )
    .nullish(),
});

/** The default of the service cuts an answer off after 256 tokens. */
const MAX_TOKENS = 1024;

/** A model of Workers AI, reached through the binding that a Worker is given: no address and no key. */
export function createWorkersAiChatModel(ai: WorkersAiBinding, model: string): ChatModel {
  return {
    id: `workers-ai:${model}`,
    async *stream({ system, messages, signal }) {
      const conversation = [{ role: "system", content: system }, ...messages];
      const inputs = { messages: conversation, stream: true, temperature: 0, max_tokens: MAX_TOKENS };
      const reply = await ai.run(model, inputs);
      if (!(reply instanceof ReadableStream)) {
        yield readPiece(reply);
        return;
      }
      for await (const data of readEventStream(reply, signal)) {
        if (data.trim() === "[DONE]") return;
        yield readPiece(parseJson(data));
      }
      throw new BadReply("broken", "回复还没有完就断了");
    },
  };
}

function readPiece(reply: unknown): string {
  const parsed = ReplySchema.safeParse(reply);
  if (!parsed.success) throw new BadReply("unreadable", "回复不是 Workers AI 的格式，请检查 LLM_MODEL 是不是对话模型");
  const { response, choices } = parsed.data;
  return response ?? choices?.[0]?.delta?.content ?? choices?.[0]?.message?.content ?? "";
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
