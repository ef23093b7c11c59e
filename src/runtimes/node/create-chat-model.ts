import { createGuardedChatModel } from "../../adapters/guarded-chat-model.ts";
import type { LlmConfig } from "../../config.ts";
import { FawenError } from "../../core/model/errors.ts";
import type { ChatModel } from "../../core/ports/chat-model.ts";

/**
 * The chat model that the settings ask for, guarded against every fault of what is behind it; null answers with quotes
 * alone. Adapters are loaded only when they are asked for: LangChain alone takes a good part of the time to start.
 *
 * @param warn told in one line why a call failed and when calls pause
 * @throws FawenError `bad-setting`
 */
export async function createChatModel(llm: LlmConfig, warn?: (line: string) => void): Promise<ChatModel | null> {
  if (llm.provider === "extractive") return null;
  const backend = await createBackend(llm);
  const secrets = llm.provider === "workers-ai" ? {} : { apiKey: llm.apiKey, baseUrl: llm.baseUrl };
  return createGuardedChatModel(backend, { timeoutMs: llm.timeoutMs, secrets, ...(warn && { warn }) });
}

async function createBackend(llm: Exclude<LlmConfig, { provider: "extractive" }>): Promise<ChatModel> {
  switch (llm.provider) {
    case "openai": {
      const { createOpenAiChatModel } = await import("../../adapters/openai-chat-model.ts");
      return createOpenAiChatModel({ ...llm, id: `${llm.vendor}:${llm.model}`, fetch });
    }
    case "langchain": {
      const { createLangChainChatModel } = await import("../../adapters/langchain-chat-model.ts");
      const { loadCommunityModel } = await import("./langchain-models.ts");
      const [vendor = "", ...name] = llm.model.split(":");
      const { apiKey, baseUrl } = llm;
      const model = await loadCommunityModel(vendor, { model: name.join(":"), apiKey, baseUrl });
      return createLangChainChatModel(model, `langchain:${llm.model}`);
    }
    case "workers-ai": {
      const message =
        "设置 LLM_PROVIDER=workers-ai 不对：它只能在 Cloudflare Workers 里用。" +
        "在 Node 上请用 extractive、openai、langchain 或一个预设。";
      throw new FawenError("bad-setting", message, { field: "LLM_PROVIDER" });
    }
  }
}
