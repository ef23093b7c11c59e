import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import { FawenError } from "../../core/model/errors.ts";

export interface CommunityModelOptions {
  readonly model: string;
  readonly apiKey: string | undefined;
  /** Replaces the vendor's own address. */
  readonly baseUrl: string | undefined;
}

/**
 * Chat models of @langchain/community that run without a further package. Each is loaded only when it is asked for.
 * Vendors that are not here mostly have an OpenAI-style address as well: `LLM_PROVIDER=openai` reaches them.
 */
const MODELS: Readonly<Record<string, (options: CommunityModelOptions) => Promise<BaseChatModel>>> = {
  async alibaba_tongyi({ model, apiKey, baseUrl }) {
    const { ChatAlibabaTongyi } = await import("@langchain/community/chat_models/alibaba_tongyi");
    const key = apiKey === undefined ? {} : { alibabaApiKey: apiKey };
    return new ChatAlibabaTongyi({ model, ...key, ...(baseUrl === undefined ? {} : { apiUrl: baseUrl }) });
  },
  async moonshot({ model, apiKey, baseUrl }) {
    const { ChatMoonshot } = await import("@langchain/community/chat_models/moonshot");
    const chat = new ChatMoonshot({ model, ...(apiKey === undefined ? {} : { apiKey }) });
    if (baseUrl !== undefined) chat.apiUrl = baseUrl;
    return chat;
  },
  async deepinfra({ model, apiKey, baseUrl }) {
    const { ChatDeepInfra } = await import("@langchain/community/chat_models/deepinfra");
    const chat = new ChatDeepInfra({ model, ...(apiKey === undefined ? {} : { apiKey }) });
    if (baseUrl !== undefined) chat.apiUrl = baseUrl;
    return chat;
  },
  async friendli({ model, apiKey, baseUrl }) {
    const { ChatFriendli } = await import("@langchain/community/chat_models/friendli");
    const key = apiKey === undefined ? {} : { friendliToken: apiKey };
    return new ChatFriendli({ model, ...key, ...(baseUrl === undefined ? {} : { baseUrl }) });
  },
};

/**
 * Loads a chat model by vendor, e.g. `alibaba_tongyi`.
 *
 * @throws FawenError `bad-setting` for a vendor that is not known, or a key that is missing
 */
export async function loadCommunityModel(vendor: string, options: CommunityModelOptions): Promise<BaseChatModel> {
  const load = Object.hasOwn(MODELS, vendor) ? MODELS[vendor] : undefined;
  if (load === undefined) {
    const known = Object.keys(MODELS).join("、");
    const message = `设置 LLM_MODEL 的厂商 ${vendor} 不认识：可用的有 ${known}；其他厂商请用 LLM_PROVIDER=openai。`;
    throw new FawenError("bad-setting", message, { field: "LLM_MODEL" });
  }
  try {
    return await load(options);
  } catch (cause) {
    // Their constructors fail for one reason only: no key, neither given nor in their own variable.
    const message = `LangChain 的 ${vendor} 模型没有建成，多半是缺少密钥：请设置 LLM_API_KEY。`;
    throw new FawenError("bad-setting", message, { field: "LLM_API_KEY", cause });
  }
}
