import { badSetting, refuseCredentials } from "./bad-setting.ts";
import { LLM_PRESETS, type LlmPreset } from "./llm-presets.ts";
import type { Settings } from "./settings.ts";

/** What phrases an answer; `extractive` needs no model at all. */
export type LlmConfig =
  | { readonly provider: "extractive" }
  | OpenAiLlmConfig
  /** A chat model class of LangChain; `model` is `<vendor>:<model>`, `baseUrl` replaces the vendor's own address. */
  | ({ readonly provider: "langchain"; readonly baseUrl: string | undefined } & LlmAccess)
  /** Only inside a Worker, where the binding takes the place of an address. */
  | { readonly provider: "workers-ai"; readonly model: string; readonly timeoutMs: number };

/** `POST {baseUrl}/chat/completions`. */
interface OpenAiLlmConfig extends LlmAccess {
  readonly provider: "openai";
  /** `openai`, or the name of the preset: how people know the backend. */
  readonly vendor: string;
  readonly baseUrl: string;
  /** Fields of every request besides the usual ones; null takes a usual one away. */
  readonly extraBody: Readonly<Record<string, unknown>>;
}

interface LlmAccess {
  readonly model: string;
  readonly apiKey: string | undefined;
  /** How long a whole answer may take, retries included, in milliseconds. */
  readonly timeoutMs: number;
}

const EXAMPLES = {
  openai: "qwen2.5",
  langchain: "alibaba_tongyi:qwen-turbo",
  "workers-ai": "@cf/qwen/qwen3-30b-a3b-fp8",
} as const;

/**
 * What `LLM_PROVIDER` asks for, with its address, model and key.
 *
 * @throws FawenError `bad-setting`
 */
export function readLlm(settings: Settings): LlmConfig {
  const { LLM_PROVIDER: provider, LLM_TIMEOUT_MS: timeoutMs } = settings;
  switch (provider) {
    case "extractive":
      return { provider };
    case "workers-ai":
      return { provider, model: needModel(settings, EXAMPLES[provider]), timeoutMs };
    case "langchain":
      return readLangChain(settings);
    case "openai":
      return readOpenAi(settings, { baseUrl: null, model: null, needsKey: false }, EXAMPLES[provider]);
    default:
      return readOpenAi(settings, LLM_PRESETS[provider], "服务器上的模型名");
  }
}

function readLangChain(settings: Settings): LlmConfig {
  const { LLM_BASE_URL: baseUrl, LLM_API_KEY: apiKey, LLM_TIMEOUT_MS: timeoutMs } = settings;
  const model = needModel(settings, EXAMPLES.langchain);
  refuseCredentials("LLM_BASE_URL", baseUrl, "LLM_PROVIDER=langchain 时请用 LLM_API_KEY");
  if (/^\w+:.+$/.test(model)) return { provider: "langchain", baseUrl, model, apiKey, timeoutMs };
  throw badSetting("LLM_MODEL", model, `LLM_PROVIDER=langchain 时应写成“厂商:模型”，如 ${EXAMPLES.langchain}`);
}

/** What a preset says, as far as the settings do not say it. */
function readOpenAi(
  settings: Settings,
  preset: Pick<LlmPreset, "model" | "needsKey" | "extraBody"> & { readonly baseUrl: string | null },
  example: string,
): LlmConfig {
  const { LLM_PROVIDER: vendor, LLM_API_KEY: apiKey, LLM_TIMEOUT_MS: timeoutMs } = settings;
  const model = preset.model !== null && settings.LLM_MODEL === undefined ? preset.model : needModel(settings, example);
  const baseUrl = settings.LLM_BASE_URL ?? preset.baseUrl;
  if (baseUrl === null)
    throw badSetting("LLM_BASE_URL", undefined, "LLM_PROVIDER=openai 时必须写明接口网址，如 http://127.0.0.1:11434/v1");
  if (apiKey !== undefined) refuseCredentials("LLM_BASE_URL", baseUrl, "已经设了 LLM_API_KEY，两者只能用一个");
  // A gateway at another address may well know its users otherwise.
  if (preset.needsKey && apiKey === undefined && settings.LLM_BASE_URL === undefined)
    throw badSetting("LLM_API_KEY", undefined, `LLM_PROVIDER=${vendor} 时必须写明密钥`);
  const extraBody = settings.LLM_EXTRA_BODY ?? preset.extraBody ?? {};
  return { provider: "openai", vendor, baseUrl, model, apiKey, timeoutMs, extraBody };
}

function needModel({ LLM_PROVIDER: provider, LLM_MODEL: model }: Settings, example: string): string {
  if (model !== undefined) return model;
  throw badSetting("LLM_MODEL", undefined, `LLM_PROVIDER=${provider} 时必须写明模型，如 ${example}`);
}
