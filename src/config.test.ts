import { describe, expect, it } from "vitest";
import { LLM_PRESET_NAMES, LLM_PRESETS, type LlmPreset } from "./config/llm-presets.ts";
import { EMBEDDED_MODEL, parseConfig } from "./config.ts";
import { FawenError } from "./core/model/errors.ts";

/** The line that a person sees for these settings; fails the test when they are accepted. */
function faultOf(environment: Record<string, string>): FawenError {
  try {
    parseConfig(environment);
  } catch (error) {
    if (error instanceof FawenError) return error;
    throw error;
  }
  throw new Error(`accepted: ${JSON.stringify(environment)}`);
}

describe("parseConfig", () => {
  it("needs no setting at all", () => {
    expect(parseConfig({})).toEqual({
      port: 8787,
      host: "127.0.0.1",
      corpusDir: "corpus",
      indexDir: "index",
      modelDir: "models",
      embedder: { kind: "folder", model: EMBEDDED_MODEL },
      reranker: { kind: "none", candidates: 20 },
      vectorStore: { kind: "local" },
      llm: { provider: "extractive" },
      adminToken: undefined,
      allowedOrigins: [],
      rateLimitPerMinute: 120,
      rateLimitShared: false,
      trustedProxies: 0,
      saveFeedback: true,
      feedbackShared: false,
      llmRewrite: false,
      widget: { key: undefined, questionsPerVisitor: 20, questionsPerSite: 600 },
      logLevel: "info",
    });
  });

  it("takes an empty or blank value as not set and ignores what it does not know", () => {
    expect(parseConfig({ PORT: "", LLM_PROVIDER: "  ", ADMIN_TOKEN: "", PATH: "/bin" })).toEqual(parseConfig({}));
  });

  it("cannot be changed afterwards", () => {
    expect(Object.isFrozen(parseConfig({}))).toBe(true);
  });

  it.each([
    ["none", { kind: "none" }],
    ["None", { kind: "none" }],
    ["./my-model", { kind: "folder", model: "./my-model" }],
    ["/srv/models/bge", { kind: "folder", model: "/srv/models/bge" }],
    ["C:\\models\\bge", { kind: "folder", model: "C:\\models\\bge" }],
    ["Xenova/bge-small-zh-v1.5", { kind: "hub", model: "Xenova/bge-small-zh-v1.5", hubUrl: "https://huggingface.co" }],
  ])("reads EMBEDDER=%s", (value, expected) => {
    expect(parseConfig({ EMBEDDER: value }).embedder).toEqual(expected);
  });

  it("reads an embeddings endpoint with its model and key", () => {
    const settings = { EMBEDDER: "http://127.0.0.1:9/v1/", EMBEDDER_MODEL: "bge-m3", EMBEDDER_API_KEY: "k-1" };
    const expected = { kind: "endpoint", baseUrl: "http://127.0.0.1:9/v1", model: "bge-m3", apiKey: "k-1" };
    expect(parseConfig(settings).embedder).toEqual(expected);
    expect(faultOf({ EMBEDDER: "http://127.0.0.1:9/v1" }).field).toBe("EMBEDDER_MODEL");
  });

  it("reads a reranker: a model or an endpoint with its model and key, and how much it reads", () => {
    const local = parseConfig({ RERANKER: "./my-reranker", RERANKER_CANDIDATES: "50" });
    expect(local.reranker).toEqual({ kind: "folder", model: "./my-reranker", candidates: 50 });
    const settings = { RERANKER: "http://127.0.0.1:9/v1/", RERANKER_MODEL: "bge", RERANKER_API_KEY: "k-2" };
    const expected = { kind: "endpoint", baseUrl: "http://127.0.0.1:9/v1", model: "bge", apiKey: "k-2" };
    expect(parseConfig(settings).reranker).toEqual({ ...expected, candidates: 20 });
    expect(faultOf({ RERANKER: "http://127.0.0.1:9/v1" }).field).toBe("RERANKER_MODEL");
    expect(faultOf({ RERANKER: "a/b/c" }).message).toContain("none");
    expect(faultOf({ RERANKER_CANDIDATES: "1" }).message).toContain("2 到 100");
  });

  it("takes model files from a mirror", () => {
    const { embedder } = parseConfig({ EMBEDDER: "Xenova/bge", HF_ENDPOINT: "https://mirror.example/" });
    expect(embedder).toEqual({ kind: "hub", model: "Xenova/bge", hubUrl: "https://mirror.example" });
  });

  it("reads a language model behind an OpenAI-style address", () => {
    const settings = { LLM_PROVIDER: "openai", LLM_BASE_URL: "http://127.0.0.1:9/v1", LLM_MODEL: "qwen2.5" };
    expect(parseConfig(settings).llm).toEqual({
      provider: "openai",
      vendor: "openai",
      extraBody: {},
      model: "qwen2.5",
      baseUrl: "http://127.0.0.1:9/v1",
      apiKey: undefined,
      timeoutMs: 30_000,
    });
  });

  it.each(LLM_PRESET_NAMES)("makes a whole configuration of the preset %s, which settings can replace", (name) => {
    const preset: LlmPreset = LLM_PRESETS[name];
    const needed = { ...(preset.needsKey && { LLM_API_KEY: "k-3" }), ...(preset.model === null && { LLM_MODEL: "m" }) };
    expect(parseConfig({ LLM_PROVIDER: name, ...needed }).llm).toEqual({
      ...{ provider: "openai", vendor: name, baseUrl: preset.baseUrl, model: preset.model ?? "m" },
      ...{ apiKey: preset.needsKey ? "k-3" : undefined, timeoutMs: 30_000, extraBody: preset.extraBody ?? {} },
    });
    const own = { LLM_BASE_URL: "http://127.0.0.1:9/v1", LLM_MODEL: "own", LLM_EXTRA_BODY: '{"top_k":1}' };
    expect(parseConfig({ LLM_PROVIDER: name, ...own }).llm).toEqual({
      ...{ provider: "openai", vendor: name, baseUrl: own.LLM_BASE_URL, model: "own" },
      ...{ apiKey: undefined, timeoutMs: 30_000, extraBody: { top_k: 1 } },
    });
  });

  it("asks for the key or the model that a preset cannot know", () => {
    expect(faultOf({ LLM_PROVIDER: "deepseek" })).toMatchObject({ field: "LLM_API_KEY" });
    expect(faultOf({ LLM_PROVIDER: "vllm" })).toMatchObject({ field: "LLM_MODEL" });
  });

  it("has presets whose addresses end where the path begins, without encryption on this machine alone", () => {
    for (const { baseUrl } of Object.values(LLM_PRESETS)) {
      const { protocol, hostname, pathname } = new URL(baseUrl);
      expect(pathname).toMatch(/^\/.*[^/]$/);
      expect(protocol).toBe(hostname === "127.0.0.1" ? "http:" : "https:");
    }
  });

  it("splits the list of origins", () => {
    const { allowedOrigins } = parseConfig({ ALLOWED_ORIGINS: "https://a.example, https://b.example/" });
    expect(allowedOrigins).toEqual(["https://a.example", "https://b.example"]);
  });

  it("reads the chat box for other sites, and switches it off", () => {
    const key = "k".repeat(32);
    const settings = { WIDGET_KEY: key, WIDGET_LIMIT_PER_VISITOR: "5", WIDGET_LIMIT_PER_SITE: "0" };
    expect(parseConfig(settings).widget).toEqual({ key, questionsPerVisitor: 5, questionsPerSite: 0 });
    expect(parseConfig({ ...settings, WIDGET: "off" }).widget).toBeNull();
    expect(faultOf({ WIDGET_KEY: "short-secret" }).message).not.toContain("short-secret");
  });

  it("reads how many proxies stand before it, and whether opinions are kept", () => {
    const settings = { TRUST_PROXY: "2", SAVE_FEEDBACK: "off" };
    expect(parseConfig(settings)).toMatchObject({ trustedProxies: 2, saveFeedback: false, feedbackShared: false });
    expect(parseConfig({ SAVE_FEEDBACK: "shared" })).toMatchObject({ saveFeedback: true, feedbackShared: true });
  });

  it.each([
    ["PORT", { PORT: "8o87" }, "0 到 65535"],
    ["PORT", { PORT: "70000" }, "0 到 65535"],
    ["HOST", { HOST: "http://x" }, "127.0.0.1"],
    ["EMBEDDER", { EMBEDDER: "a/b/c" }, "none"],
    ["EMBEDDER", { EMBEDDER: "http://" }, "网址"],
    ["HF_ENDPOINT", { HF_ENDPOINT: "hf-mirror.com" }, "https"],
    ["EMBEDDER", { EMBEDDER: "http://u:p@h", EMBEDDER_MODEL: "m", EMBEDDER_API_KEY: "k" }, "只能用一个"],
    [
      "LLM_BASE_URL",
      { LLM_PROVIDER: "langchain", LLM_BASE_URL: "http://u:p@h", LLM_MODEL: "moonshot:m" },
      "请用 LLM_API_KEY",
    ],
    ["LLM_PROVIDER", { LLM_PROVIDER: "chatgpt" }, "extractive、openai、workers-ai、langchain"],
    ["LLM_PROVIDER", { LLM_PROVIDER: "toString" }, LLM_PRESET_NAMES.join("、")],
    ["LLM_EXTRA_BODY", { LLM_EXTRA_BODY: "[1]" }, "JSON 对象"],
    ["LLM_EXTRA_BODY", { LLM_EXTRA_BODY: "{" }, "JSON 对象"],
    ["LLM_MODEL", { LLM_PROVIDER: "openai", LLM_BASE_URL: "http://127.0.0.1/v1" }, "必须写明模型"],
    ["LLM_BASE_URL", { LLM_PROVIDER: "openai", LLM_MODEL: "m" }, "必须写明接口网址"],
    ["LLM_MODEL", { LLM_PROVIDER: "langchain", LLM_MODEL: "qwen" }, "厂商:模型"],
    ["LLM_TIMEOUT_MS", { LLM_TIMEOUT_MS: "1.5" }, "毫秒"],
    ["ADMIN_TOKEN", { ADMIN_TOKEN: "short" }, "16"],
    ["ALLOWED_ORIGINS", { ALLOWED_ORIGINS: "a.example" }, "https://"],
    ["WIDGET", { WIDGET: "no" }, "on 或 off"],
    ["WIDGET_KEY", { WIDGET_KEY: "short" }, "32"],
    ["WIDGET_LIMIT_PER_VISITOR", { WIDGET_LIMIT_PER_VISITOR: "many" }, "0 到"],
    ["WIDGET_LIMIT_PER_SITE", { WIDGET_LIMIT_PER_SITE: "-1" }, "0 到"],
    ["RATE_LIMIT_PER_MINUTE", { RATE_LIMIT_PER_MINUTE: "-1" }, "0 到"],
    ["TRUST_PROXY", { TRUST_PROXY: "true" }, "0 到 10"],
    ["SAVE_FEEDBACK", { SAVE_FEEDBACK: "no" }, "on、shared 或 off"],
    ["PGVECTOR_CANDIDATES", { PGVECTOR_CANDIDATES: "1001" }, "10 到 1000"],
    ["LOG_LEVEL", { LOG_LEVEL: "loud" }, "silent、error、warn、info、debug"],
  ] as const)("names %s when it is wrong, in one line that says what is allowed", (name, settings, allowed) => {
    const fault = faultOf(settings);
    expect(fault.code).toBe("bad-setting");
    expect(fault.field).toBe(name);
    expect(fault.message).toContain(name);
    expect(fault.message).toContain(allowed);
    expect(fault.message).not.toContain("\n");
  });

  it("never echoes a secret, not even one that stands in the wrong place", () => {
    const key = "sk-abcdefghijklmnopqrstuvwxyz";
    expect(faultOf({ ADMIN_TOKEN: "秘密秘密" }).message).not.toContain("秘密秘密");
    expect(faultOf({ LLM_API_KEY: `${key}\nX: 1` }).message).not.toContain("efgh");
    expect(faultOf({ LLM_EXTRA_BODY: `{"key": "${key}"` }).message).not.toContain("sk-");
    expect(faultOf({ PORT: key }).message).not.toContain("efgh");
    expect(faultOf({ HF_ENDPOINT: "ftp://me:pass@x" }).message).not.toContain("pass");
    expect(faultOf({ EMBEDDER: "http://u:pa@sekret@host/v1" }).message).not.toContain("sekret");
    expect(faultOf({ EMBEDDER: "http://u:pa/sekret@host/v1" }).message).not.toContain("sekret");
    const query = "https://mirror.example/?token=sekret";
    for (const name of ["HF_ENDPOINT", "EMBEDDER", "RERANKER", "LLM_BASE_URL"])
      expect(faultOf({ [name]: query }).message).toMatch(new RegExp(`^设置 ${name}=(?!.*sekret).*不能有 \\?`));
  });

  it.each([
    ["local", { kind: "local" }],
    [
      "postgres://fawen@db:5432/fawen",
      { kind: "pgvector", url: "postgres://fawen@db:5432/fawen", password: "pw-7", candidates: 1000 },
    ],
    ["http://127.0.0.1:6333/", { kind: "qdrant", url: "http://127.0.0.1:6333", apiKey: "pw-7" }],
    ["vectorize", { kind: "vectorize" }],
    [
      "https://api.example/accounts/a1/vectorize/v2/indexes/fawen",
      { kind: "vectorize-api", url: "https://api.example/accounts/a1/vectorize/v2/indexes/fawen", apiKey: "pw-7" },
    ],
  ])("reads where vectors are searched: %s", (VECTOR_STORE, expected) => {
    expect(parseConfig({ VECTOR_STORE, VECTOR_STORE_KEY: "pw-7" }).vectorStore).toEqual(expected);
  });

  it.each(["mysql://db/fawen", "postgres://db", "milvus", "http://me:s3cret@db:6333"])(
    "refuses another place for vectors, and shows no password: %s",
    (VECTOR_STORE) => {
      const { message } = faultOf({ VECTOR_STORE });
      expect(message).toMatch(/^设置 VECTOR_STORE=/);
      expect(message).not.toContain("s3cret");
    },
  );
});
