import { createGuardedChatModel } from "../../adapters/guarded-chat-model.ts";
import { createOpenAiChatModel } from "../../adapters/openai-chat-model.ts";
import { createWorkersAiChatModel, type WorkersAiBinding } from "../../adapters/workers-ai-chat-model.ts";
import type { LlmConfig } from "../../config.ts";
import { FawenError } from "../../core/model/errors.ts";
import type { ChatModel } from "../../core/ports/chat-model.ts";

export interface ChatModelSources {
  readonly ai: WorkersAiBinding | undefined;
  readonly fetch: typeof fetch;
  /** Told in one line why a call failed and when calls pause. */
  readonly warn: (line: string) => void;
}

/**
 * The chat model that the settings ask for, guarded against every fault of what is behind it; null answers with quotes
 * alone.
 *
 * @throws FawenError `bad-setting`
 */
export function createChatModel(llm: LlmConfig, { ai, fetch, warn }: ChatModelSources): ChatModel | null {
  const refuse = (what: string): never => {
    throw new FawenError("bad-setting", `设置 LLM_PROVIDER=${llm.provider} 不对：${what}。`, { field: "LLM_PROVIDER" });
  };
  switch (llm.provider) {
    case "extractive":
      return null;
    case "openai": {
      const { apiKey, baseUrl, timeoutMs } = llm;
      const backend = createOpenAiChatModel({ ...llm, id: `${llm.vendor}:${llm.model}`, fetch });
      return createGuardedChatModel(backend, { timeoutMs, secrets: { apiKey, baseUrl }, warn });
    }
    case "workers-ai": {
      if (ai === undefined) return refuse("Worker 没有绑定 AI，请在 wrangler.toml 里打开 [ai]");
      return createGuardedChatModel(createWorkersAiChatModel(ai, llm.model), { timeoutMs: llm.timeoutMs, warn });
    }
    case "langchain":
      return refuse("LangChain 的模型只能在 Node 上用，Workers 上请用 extractive、openai、workers-ai 或一个预设");
  }
}
