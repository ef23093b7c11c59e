/** A service or program that speaks OpenAI's chat format, as `LLM_PROVIDER` names it. */
export interface LlmPreset {
  /** What people call it. */
  readonly title: string;
  /** Where it is unless `LLM_BASE_URL` says otherwise; `/chat/completions` is put behind it. */
  readonly baseUrl: string;
  /** Asked unless `LLM_MODEL` says otherwise; null where only the one who set the server up knows a name. */
  readonly model: string | null;
  readonly needsKey: boolean;
  /** What its requests carry besides; null leaves a field out that others get. `LLM_EXTRA_BODY` goes before it. */
  readonly extraBody?: Readonly<Record<string, unknown>>;
}

/** An answer of some sentences needs no long thoughts before it, and a reader waits. */
const NO_THOUGHTS = { thinking: { type: "disabled" } };

/**
 * Presets by name: addresses and models as the makers document them. All of it can be replaced by settings; a preset is
 * right for as long as its maker keeps the address and the model's name.
 */
export const LLM_PRESETS = {
  ollama: { title: "Ollama", baseUrl: "http://127.0.0.1:11434/v1", model: "qwen2.5", needsKey: false },
  vllm: { title: "vLLM", baseUrl: "http://127.0.0.1:8000/v1", model: null, needsKey: false },
  // One server, one model: whatever name it is asked for.
  "llama.cpp": { title: "llama.cpp", baseUrl: "http://127.0.0.1:8080/v1", model: "default", needsKey: false },
  lmstudio: { title: "LM Studio", baseUrl: "http://127.0.0.1:1234/v1", model: null, needsKey: false },
  deepseek: {
    ...{ title: "DeepSeek", baseUrl: "https://api.deepseek.com/v1", model: "deepseek-v4-flash", needsKey: true },
    extraBody: NO_THOUGHTS,
  },
  dashscope: {
    ...{ title: "阿里云百炼（通义千问）", baseUrl: "https://dashscope.aliyuncs.com/compatible-mode/v1" },
    ...{ model: "qwen-plus", needsKey: true },
    extraBody: { enable_thinking: false },
  },
  zhipu: {
    ...{
      title: "智谱（GLM）",
      baseUrl: "https://open.bigmodel.cn/api/paas/v4",
      model: "glm-4.7-flash",
      needsKey: true,
    },
    extraBody: NO_THOUGHTS,
  },
  moonshot: {
    ...{ title: "月之暗面（Kimi）", baseUrl: "https://api.moonshot.cn/v1", model: "kimi-k2.6", needsKey: true },
    // The kimi models fix the temperature themselves and refuse requests that set another.
    extraBody: { ...NO_THOUGHTS, temperature: null },
  },
} as const satisfies Readonly<Record<string, LlmPreset>>;

export type LlmPresetName = keyof typeof LLM_PRESETS;

/** The names in the order of the table. */
export const LLM_PRESET_NAMES = Object.keys(LLM_PRESETS) as readonly LlmPresetName[];
