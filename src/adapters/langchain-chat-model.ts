import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import { AIMessage, HumanMessage, SystemMessage } from "@langchain/core/messages";
import type { ChatModel } from "../core/ports/chat-model.ts";
import { limitSilence, toBackendError } from "./request-backend.ts";
import { withinSilence } from "./within-silence.ts";

export interface LangChainChatModelOptions {
  /** Shown to people as `backend`. */
  readonly id: string;
  /** How long the model may be silent, before the first piece and between two. */
  readonly timeoutMs: number;
  /** Only to keep it out of error messages; LangChain models hold their own. */
  readonly apiKey?: string | undefined;
}

/** Any chat model of LangChain as ours: the door for every backend that LangChain knows. */
export function createLangChainChatModel(model: BaseChatModel, options: LangChainChatModelOptions): ChatModel {
  return {
    id: options.id,
    async *stream({ system, messages, signal }) {
      const conversation = [
        new SystemMessage(system),
        ...messages.map(({ role, content }) => (role === "user" ? new HumanMessage(content) : new AIMessage(content))),
      ];
      try {
        const pieces = await withinSilence(options.timeoutMs, signal, () =>
          model.stream(conversation, signal ? { signal } : {}),
        );
        for await (const piece of limitSilence(pieces, options, options.id, signal)) if (piece.text) yield piece.text;
      } catch (error) {
        throw toBackendError(error, options.id, options, signal);
      }
    },
  };
}
