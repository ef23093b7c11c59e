import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import { AIMessage, HumanMessage, SystemMessage } from "@langchain/core/messages";
import type { ChatModel } from "../core/ports/chat-model.ts";
import { RefusedRequest } from "./backend-failure.ts";

/**
 * Any chat model of LangChain as ours: the door for every backend that LangChain knows. Of what it streams only text
 * gets through, no thoughts and no tool calls.
 *
 * @param id shown to people as `backend`
 */
export function createLangChainChatModel(model: BaseChatModel, id: string): ChatModel {
  return {
    id,
    async *stream({ system, messages, signal }) {
      const conversation = [
        new SystemMessage(system),
        ...messages.map(({ role, content }) => (role === "user" ? new HumanMessage(content) : new AIMessage(content))),
      ];
      try {
        for await (const piece of await model.stream(conversation, signal ? { signal } : {})) yield piece.text;
      } catch (error) {
        throw toRefusal(error);
      }
    },
  };
}

/** Clients of most services put the HTTP status into `status`. */
function toRefusal(error: unknown): unknown {
  const refused = error instanceof Error && "status" in error && typeof error.status === "number";
  return refused ? new RefusedRequest(error.status as number, error.message) : error;
}
