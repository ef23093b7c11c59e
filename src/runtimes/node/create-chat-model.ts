import type { LlmConfig } from "../../config.ts";
import { FawenError } from "../../core/model/errors.ts";
import type { ChatModel } from "../../core/ports/chat-model.ts";

/**
 * The chat model that the settings ask for; null answers with quotes alone. Adapters are loaded only when they are
 * asked for: LangChain alone takes a good part of the time to start.
 *
 * @throws FawenError `bad-setting`
 */
export async function createChatModel(llm: LlmConfig): Promise<ChatModel | null> {
  switch (llm.provider) {
    case "extractive":
      return null;
    case "openai": {
      const { createOpenAiChatModel } = await import("../../adapters/openai-chat-model.ts");
      const { model, baseUrl, apiKey, timeoutMs } = llm;
      return createOpenAiChatModel({ model, baseUrl, apiKey, timeoutMs, fetch });
    }
    case "langchain": {
      const { createLangChainChatModel } = await import("../../adapters/langchain-chat-model.ts");
      const { loadCommunityModel } = await import("./langchain-models.ts");
      const [vendor = "", ...name] = llm.model.split(":");
      const { apiKey, baseUrl, timeoutMs } = llm;
      const model = await loadCommunityModel(vendor, { model: name.join(":"), apiKey, baseUrl });
      return createLangChainChatModel(model, { id: `langchain:${llm.model}`, timeoutMs, apiKey });
    }
    case "workers-ai": {
      const message =
        "设置 LLM_PROVIDER=workers-ai 不对：它只能在 Cloudflare Workers 里用。" +
        "在 Node 上请用 extractive、openai 或 langchain。";
      throw new FawenError("bad-setting", message, { field: "LLM_PROVIDER" });
    }
  }
}
