import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseConfig } from "../../config.ts";
import { findClosedPort } from "../../testing/closed-port.ts";
import { startFakeHub } from "../../testing/fake-hub.ts";
import { startFaultyOpenAiServer } from "../../testing/faulty-openai-server.ts";
import { createSmallCorpus, type SmallCorpus } from "../../testing/small-corpus.ts";
import { composeAssistant } from "./compose.ts";
import { type DoctorOptions, examine, formatFindings } from "./doctor.ts";

describe("examine", () => {
  let corpus: SmallCorpus;
  beforeEach(() => {
    corpus = createSmallCorpus();
  });
  afterEach(() => corpus.remove());

  async function findings(settings: Record<string, string> = {}, options: Partial<DoctorOptions> = {}) {
    const config = parseConfig({ ...corpus.settings, ...settings });
    const list = await examine(config, { nodeVersion: "20.20.2", countReports: async () => 1, ...options });
    return Object.fromEntries(list.map((finding) => [finding.name, finding]));
  }

  it("finds nothing wrong with a fresh clone, and says that the index is still to be made", async () => {
    const found = await findings();
    expect(Object.values(found).filter((finding) => finding.state === "problem")).toEqual([]);
    expect(found.向量模型?.message).toMatch(
      /^fawen-static-\S+（[0-9a-f]{8}，\d+ 维，mean），在 .*models.*，不需要网络$/,
    );
    expect(found.索引).toMatchObject({ state: "warning", fix: expect.stringContaining("npm run ingest") });
  });

  it("names what to install where hnswlib-node is missing, as a warning only", async () => {
    const found = await findings({ EMBEDDER: "none" }, { loadHnswlib: () => Promise.reject(new Error("no addon")) });
    expect(found.向量检索).toMatchObject({ state: "warning", fix: expect.stringMatching(/g\+\+.*npm rebuild/) });
  });

  it("says how vectors come back, also where no model came along", async () => {
    const here = await findings({ EMBEDDER: "none" });
    expect(here.向量模型).toMatchObject({ state: "warning", fix: expect.stringContaining("即用内置模型") });
    const packed = await findings({ EMBEDDER: "none", MODEL_DIR: corpus.root });
    expect(packed.向量模型?.fix).toMatch(/没有内置模型.*重新打包/);
    expect(packed.向量模型?.fix).toContain(corpus.root);
  });

  it("says where reports have to be put", async () => {
    const missing = join(corpus.root, "nowhere");
    const found = await findings({ EMBEDDER: "none", CORPUS_DIR: missing });
    expect(found.语料).toMatchObject({ state: "problem", message: expect.stringContaining(missing) });
    const empty = await findings({ EMBEDDER: "none" }, { countReports: async () => 0 });
    expect(empty.语料).toMatchObject({ state: "problem", fix: expect.stringContaining("CORPUS_DIR") });
  });

  it("tells what would be fetched, how much and from where, and fetches nothing", async () => {
    const file = Buffer.alloc(1_500_000);
    const hub = await startFakeHub({
      ...{ "config.json": Buffer.from("{}"), "tokenizer.json": Buffer.from("{}") },
      ...{ "tokenizer_config.json": Buffer.from("{}"), "onnx/model_quantized.onnx": file },
    });
    const HF_ENDPOINT = hub.url.replace("//", "//anna:pass-9c1@");
    const found = await findings({ EMBEDDER: "org/name", RERANKER: "org/other", MODEL_DIR: corpus.root, HF_ENDPOINT });
    for (const finding of [found.向量模型, found.重排模型]) {
      expect(finding).toMatchObject({ state: "warning", fix: expect.stringContaining("npm start") });
      expect(finding?.message).toMatch(/还没有下载，将从 http:\/\/.*127\.0\.0\.1:\d+ 下载 1\.5 MB 到/);
      expect(finding?.message).not.toContain("pass-9c1");
    }
    expect(existsSync(join(corpus.root, "org"))).toBe(false);
    await hub.close();
  });

  it("says how to get a model by hand when the hub does not have it", async () => {
    const hub = await startFakeHub({});
    const found = await findings({ EMBEDDER: "org/name", MODEL_DIR: corpus.root, HF_ENDPOINT: hub.url });
    expect(found.向量模型).toMatchObject({ state: "problem", fix: expect.stringMatching(/没有这个文件.*tree\/main/) });
    await hub.close();
  });

  it("notices an index whose vectors another model made", async () => {
    const config = parseConfig({ ...corpus.settings, EMBEDDER: "none" });
    const composed = await composeAssistant(config, { notify: () => {} });
    await composed.prepare();
    await composed.close();
    const { 索引: index } = await findings();
    expect(index).toMatchObject({ state: "warning", fix: expect.stringContaining("npm run ingest") });
    expect(index?.message).toContain("向量出自 无");
    expect((await findings({ EMBEDDER: "none" })).索引?.state).toBe("ok");
  });

  it("passes the model's own advice on when it is missing", async () => {
    const found = await findings({ MODEL_DIR: corpus.root });
    expect(found.向量模型).toMatchObject({ state: "problem", message: expect.stringContaining("EMBEDDER=none") });
  });

  it("tries the reranker, which is off by default", async () => {
    expect((await findings({ EMBEDDER: "none" })).重排模型).toMatchObject({ state: "ok" });
    const dead = await findings({ EMBEDDER: "none", RERANKER: "http://127.0.0.1:1/v1", RERANKER_MODEL: "m" });
    expect(dead.重排模型).toMatchObject({ state: "problem", fix: expect.stringContaining("RERANKER") });
  });

  it("tries the language model", async () => {
    const llm = { LLM_PROVIDER: "openai", LLM_BASE_URL: await findClosedPort(), LLM_MODEL: "m" };
    const found = await findings({ EMBEDDER: "none", ...llm });
    expect(found.回答方式).toMatchObject({ state: "problem", fix: expect.stringContaining("LLM_BASE_URL") });
    expect(found.回答方式?.message).toMatch(/openai:m.*连接被拒绝/);
  });

  it("tells what the language model's server says, in full but for the key", async () => {
    const server = await startFaultyOpenAiServer("HTTP 401", "");
    const llm = { LLM_PROVIDER: "ollama", LLM_BASE_URL: server.baseUrl, LLM_API_KEY: "sk-doctor-0123456789" };
    const { 回答方式: backend } = await findings({ EMBEDDER: "none", ...llm });
    expect(backend?.message).toMatch(/HTTP 401.*Incorrect API key provided: \*\*\*/);
    expect(JSON.stringify(backend)).not.toContain(llm.LLM_API_KEY);
    await server.close();
  });

  it("tells how soon a language model that works begins to answer", async () => {
    const server = await startFaultyOpenAiServer("a think block", "好。");
    const llm = { LLM_PROVIDER: "vllm", LLM_BASE_URL: server.baseUrl, LLM_MODEL: "m" };
    const { 回答方式: backend } = await findings({ EMBEDDER: "none", ...llm });
    expect(backend).toMatchObject({ state: "ok", message: expect.stringMatching(/^vllm:m，[\d.]+ 秒后开始作答$/) });
    await server.close();
  });
});

describe("formatFindings", () => {
  it("puts the fix below what it fixes and the verdict at the end", () => {
    const text = formatFindings([
      { name: "Node.js", state: "ok", message: "20.20.2" },
      { name: "语料", state: "problem", message: "没有报告", fix: "放进 corpus" },
    ]);
    expect(text).toBe("✓ Node.js：20.20.2\n✗ 语料：没有报告\n  → 放进 corpus\n\n有 1 处要处理\n");
  });
});
