import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { parseConfig } from "../../config.ts";
import { encodeScanModule } from "../../core/search/scan-int8-module.ts";
import { createFakeVectorize, type FakeVectorize } from "../../testing/fake-vectorize.ts";
import { startVectorizeApi } from "../../testing/fake-vectorize-api.ts";
import { createSmallCorpus } from "../../testing/small-corpus.ts";
import { bindAssets } from "../../testing/worker-assets.ts";
import { composeAssistant as composeNode } from "../node/compose.ts";
import { listAssets } from "../node/worker/list-assets.ts";
import { writeAssets } from "../node/worker/write-assets.ts";
import type { WorkerEnv } from "./bindings.ts";
import { createWorkerApp } from "./create-worker-app.ts";

const WASM = readFileSync(fileURLToPath(new URL("./scan-int8.wasm", import.meta.url)));
const QUESTION = "云泽市2023年行政机关负责人出庭应诉率是多少？";
const TOKEN = "cf-token-0123456789";
const SITE = "https://www.example.gov.cn";

const corpus = createSmallCorpus();
const folder = join(corpus.root, "assets");
beforeAll(async () => {
  const { assets } = await listAssets(parseConfig(corpus.settings), { notify: () => {} });
  await writeAssets(folder, assets);
});
afterAll(() => corpus.remove());

function setUp(env: Partial<WorkerEnv> & Record<string, unknown> = {}) {
  const logged: string[] = [];
  for (const level of ["error", "warn", "info"] as const)
    vi.spyOn(console, level).mockImplementation((line) => logged.push(String(line)));
  const bound: WorkerEnv = { ASSETS: bindAssets(folder), ...env };
  const worker = createWorkerApp(bound, new WebAssembly.Module(WASM));
  const { app } = worker;
  /** As a request begins; what it keeps going is `kept`. */
  const kept: Promise<unknown>[] = [];
  const load = () => worker.ready((work) => kept.push(work));
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    app.request(path, {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "content-type": "application/json", ...headers },
    });
  const ask = (headers?: Record<string, string>) =>
    post("/api/chat", { messages: [{ role: "user", content: QUESTION }] }, headers);
  return { app, load, kept, post, ask, logged };
}

const errorsOf = (logged: readonly string[]) => logged.filter((line) => line.includes('"level":"error"'));

/** Assets in which a piece of text of one file was replaced, or the file taken away. */
const altered = (name: RegExp, from: string | null, to = "") =>
  bindAssets(folder, (path, bytes) => {
    if (!name.test(path)) return bytes;
    return from === null ? null : Buffer.from(Buffer.from(bytes).toString().replace(from, to));
  });

describe("createWorkerApp", () => {
  it("carries the module that the scan would put together itself", () => {
    expect(new Uint8Array(WASM)).toEqual(encodeScanModule());
  });

  it("answers from the deployed index with the deployed model", async () => {
    const { load, ask, app } = setUp();
    await load();
    const answer = await (await ask()).json();
    expect(answer).toMatchObject({ outcome: "answered", lead: expect.stringContaining("91.5%") });
    const ready = await (await app.request("/readyz")).json();
    expect(ready).toMatchObject({ ready: true, vectorIndex: "exact", embedder: "fawen-static-v3" });
  });

  it("is not ready before the index is loaded", async () => {
    const { app, ask } = setUp();
    expect((await app.request("/readyz")).status).toBe(503);
    expect((await ask()).status).toBe(503);
  });

  it("searches by words alone when the settings say so, without fetching vectors or model", async () => {
    const fetched: string[] = [];
    const ASSETS = bindAssets(folder, (path, bytes) => {
      fetched.push(path);
      return bytes;
    });
    const { load, ask, app } = setUp({ ASSETS, EMBEDDER: "none" });
    await load();
    expect(await (await app.request("/readyz")).json()).toMatchObject({ ready: true, embedder: "none" });
    expect(await (await ask()).json()).toMatchObject({ outcome: "answered" });
    expect(fetched.filter((path) => /vectors|onnx/.test(path))).toEqual([]);
  });

  it.each([
    ["no index", altered(/manifest\.json$/, null), /npm run ingest/],
    ["an index of other code", altered(/index\/manifest/, '"wordsVersion": "', '"wordsVersion": "x'), /词语索引版本/],
    ["half a manifest", altered(/index\/manifest/, '"counts"', ""), /manifest\.json 不是有效的 JSON/],
    [
      "a model that did not make the index",
      altered(/model\.json$/, '"digest":"', '"digest":"x'),
      /出自.*EMBEDDER=none/,
    ],
    ["no model", altered(/^model\//, null), /没有可用的向量模型.*EMBEDDER=none/],
    ["a file that is cut short", altered(/index\/reports-/, "}", ""), /应有 \d+ 字节，实有 \d+/],
    ["a damaged model", altered(/tokenizer\.json$/, '"Unigram"', '"Unigrams"'), /tokenizer\.json/],
  ])("answers with nothing from %s, and says in the log what to do, once", async (_, ASSETS, message) => {
    const { load, app, post, ask, logged } = setUp({ ASSETS, ALLOWED_ORIGINS: SITE });
    for (let request = 0; request < 3; request++) {
      await load();
      const refused = await ask({ Origin: SITE });
      expect([refused.status, refused.headers.get("Access-Control-Allow-Origin")]).toEqual([503, SITE]);
      expect(Number(refused.headers.get("Retry-After"))).toBeGreaterThan(1);
      expect(refused.headers.get("X-Request-Id")).toBeTruthy();
      expect(await refused.json()).toMatchObject({
        error: { code: "not-ready", message: expect.stringMatching(/稍后/) },
      });
    }
    expect(errorsOf(logged)).toEqual([expect.stringMatching(message)]);
    const messages = [{ role: "user", content: QUESTION }];
    const completion = await (await post("/v1/chat/completions", { model: "fawen", messages })).json();
    expect(completion).toMatchObject({ error: { type: "server_error", param: null, code: "not_ready" } });
    const ready = await app.request("/readyz");
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({
      ready: false,
      embedder: "none",
      message: expect.stringContaining("管理员"),
    });
    expect((await app.request("/healthz")).status).toBe(200);
    const preflight = { Origin: SITE, "Access-Control-Request-Method": "POST" };
    expect((await app.request("/api/chat", { method: "OPTIONS", headers: preflight })).status).toBe(204);
  });

  it("tells in the manner of every other error that a file of the pages cannot be read just now", async () => {
    const ASSETS = { fetch: async () => new Response("busy", { status: 502 }) };
    const { app, load, logged } = setUp({ ASSETS });
    const page = await app.request("/");
    expect([page.status, page.headers.get("Retry-After")]).toEqual([503, "1"]);
    expect(await page.json()).toMatchObject({
      error: { code: "not-ready", message: expect.stringContaining("暂时读不到") },
    });
    await load();
    expect(logged.at(-1)).toContain("status 502");
  });

  it("answers again when what kept it is over", async () => {
    vi.useFakeTimers();
    const here = bindAssets(folder);
    let broken = true;
    const ASSETS = {
      fetch: async (address: string) => (broken ? new Response("", { status: 500 }) : here.fetch(address)),
    };
    const { load, ask, logged } = setUp({ ASSETS });
    await load();
    broken = false;
    await load();
    expect((await ask()).status).toBe(503);
    vi.advanceTimersByTime(4_000);
    await load();
    expect((await ask()).status).toBe(200);
    expect(errorsOf(logged)).toHaveLength(1);
    vi.useRealTimers();
  });

  it.each([
    [{ LLM_PROVIDER: "workers-ai", LLM_MODEL: "@cf/qwen/qwen3" }, /wrangler\.toml 里打开 \[ai\]/],
    [{ LLM_PROVIDER: "langchain", LLM_MODEL: "moonshot:kimi" }, /LangChain 的模型只能在 Node 上用/],
    [{ LLM_PROVIDER: "openai" }, /LLM_/],
    [{ RERANKER: "Xenova/bge-reranker-base" }, /不能在 Workers 上运行/],
    [{ RATE_LIMIT_PER_MINUTE: "many", LOG_LEVEL: "loud" }, /RATE_LIMIT_PER_MINUTE|LOG_LEVEL/],
    [{ VECTOR_STORE: "vectorize" }, /VECTORIZE 绑定.*\[\[vectorize\]\]/],
    [{ VECTOR_STORE: "http://127.0.0.1:6333" }, /VECTOR_STORE.*只能是 local 或 vectorize/],
  ])(
    "answers nothing under the settings %o, and says in the log what is wrong with them, once",
    async (settings, message) => {
      const { load, app, ask, logged } = setUp({ ALLOWED_ORIGINS: SITE, ...settings });
      await load();
      await load();
      expect(errorsOf(logged)).toEqual([expect.stringMatching(message)]);
      const refused = await ask({ Origin: SITE });
      expect([refused.status, refused.headers.get("Access-Control-Allow-Origin")]).toEqual([503, SITE]);
      expect(await refused.text()).not.toMatch(/LLM_|RATE_LIMIT|VECTOR_STORE|RERANKER/);
      expect((await app.request("/healthz")).status).toBe(200);
    },
  );

  describe("with vectors in Vectorize", () => {
    const INDEXES = ["region", "year", "report"];
    /** As `npm run ingest` fills it from outside. */
    async function fill(fake: FakeVectorize) {
      const api = await startVectorizeApi(fake, TOKEN);
      const settings = { ...corpus.settings, VECTOR_STORE: api.url, VECTOR_STORE_KEY: TOKEN };
      const composed = await composeNode(parseConfig(settings), { notify: () => {} });
      await composed.ingest();
      await composed.close();
      await api.close();
    }
    /** As far as vectors in 32 bits tell. */
    const hitsOf = async (response: Response) => {
      const { hits }: { hits: { passageId: string; scores: { vector: number } }[] } = await response.json();
      return hits.map(({ passageId, scores }) => ({ passageId, vector: Number(scores.vector.toFixed(6)) }));
    };

    it("finds by meaning what was put in when the index was made, keeps no vectors, and says when it is down", async () => {
      const VECTORIZE = createFakeVectorize(256, INDEXES);
      await fill(VECTORIZE);
      const fetched: string[] = [];
      const ASSETS = bindAssets(folder, (path, bytes) => {
        fetched.push(path);
        return bytes;
      });
      const { load, post, ask, logged } = setUp({ ASSETS, VECTORIZE, VECTOR_STORE: "vectorize" });
      await load();
      expect(fetched.filter((path) => path.includes("vectors"))).toEqual([]);
      expect(logged.filter((line) => line.includes("Vectorize"))).toEqual([]);
      const local = setUp();
      await local.load();
      const search = { query: "老百姓告政府", k: 5 };
      const found = await hitsOf(await post("/api/search", search));
      expect(found).toEqual(await hitsOf(await local.post("/api/search", search)));
      expect(found.filter(({ vector }) => vector > 0)).not.toEqual([]);

      VECTORIZE.down = true;
      const answer = await (await ask()).json();
      expect(answer).toMatchObject({ outcome: "answered", lead: expect.stringContaining("91.5%") });
      expect(JSON.stringify(answer)).toContain("只按字词查找");
      VECTORIZE.down = false;
      expect(JSON.stringify(await (await ask()).json())).not.toContain("只按字词查找");
    });

    it("starts without it, and says in the log what is missing there", async () => {
      const VECTORIZE = createFakeVectorize(256, INDEXES);
      const empty = setUp({ VECTORIZE, VECTOR_STORE: "vectorize" });
      await empty.load();
      expect(empty.logged.join()).toMatch(/Vectorize 缺这份索引的向量.*npm run ingest/);
      VECTORIZE.down = true;
      const down = setUp({ VECTORIZE, VECTOR_STORE: "vectorize" });
      await down.load();
      expect(down.logged.join()).toMatch(/Vectorize 没有应答/);
      expect(await (await down.ask()).json()).toMatchObject({ outcome: "answered" });
    });

    it("does not wait for one that says nothing", async () => {
      const silent = new Promise<never>(() => {});
      const VECTORIZE = { ...createFakeVectorize(256, INDEXES), describe: () => silent };
      const { load, kept, app, logged } = setUp({ VECTORIZE, VECTOR_STORE: "vectorize" });
      await load();
      expect((await app.request("/readyz")).status).toBe(200);
      expect(logged.join()).not.toContain("没有应答");
      await Promise.all(kept);
      expect(logged.join()).toMatch(/Vectorize 没有应答/);
    });

    it("refuses an index of other dimensions", async () => {
      const refused = setUp({ VECTORIZE: createFakeVectorize(8, INDEXES), VECTOR_STORE: "vectorize" });
      await refused.load();
      expect(refused.logged.join()).toMatch(/Vectorize 的索引是 8 维.*--dimensions=256/);
      expect((await refused.ask()).status).toBe(503);
    });
  });

  it("phrases answers with Workers AI where it is bound", async () => {
    const run = vi.fn(async () => ({ response: "行政机关负责人出庭应诉率为91.5%。[1]" }));
    const { load, ask } = setUp({ AI: { run }, LLM_PROVIDER: "workers-ai", LLM_MODEL: "@cf/qwen/qwen3" });
    await load();
    expect(await (await ask()).json()).toMatchObject({ backend: "workers-ai:@cf/qwen/qwen3", label: "AI 生成" });
    expect(run).toHaveBeenCalledOnce();
  });

  it("counts with the shared limit, by the address that Cloudflare tells", async () => {
    const limit = vi.fn(async ({ key }: { key: string }) => ({ success: key !== "192.0.2.7" }));
    const { load, ask } = setUp({ RATE_LIMITER: { limit } });
    await load();
    expect((await ask({ "CF-Connecting-IP": "192.0.2.1", "X-Forwarded-For": "192.0.2.7" })).status).toBe(200);
    const refused = await ask({ "CF-Connecting-IP": "192.0.2.7" });
    expect([refused.status, refused.headers.get("Retry-After")]).toEqual([429, "60"]);
  });

  it("keeps opinions where there is a store, and asks nobody where there is none", async () => {
    const put = vi.fn(async (_key: string, _value: string, _options: { expirationTtl: number }) => {});
    const { load, post, app } = setUp({ FEEDBACK: { put } });
    await load();
    expect(await (await app.request("/api/meta")).json()).toMatchObject({ feedback: true });
    const opinion = { answerId: "a-1", vote: "down", question: QUESTION, lead: "" };
    expect((await post("/api/feedback", opinion)).status).toBe(204);
    expect(JSON.parse(put.mock.calls[0]?.[1] ?? "")).toMatchObject(opinion);
    const without = setUp();
    await without.load();
    expect((await without.post("/api/feedback", opinion)).status).toBe(404);
    expect(await (await without.app.request("/api/meta")).json()).toMatchObject({ feedback: false });
  });

  it("opens chat boxes only with a key that every isolate knows", async () => {
    const begin = async (settings: Record<string, string>) => {
      const { load, app, logged } = setUp({ ALLOWED_ORIGINS: SITE, ...settings });
      await load();
      const { status } = await app.request("/api/widget/session", { method: "POST", headers: { Origin: SITE } });
      return { status, warned: logged.some((line) => line.includes("wrangler secret put WIDGET_KEY")) };
    };
    expect(await begin({ WIDGET_KEY: "k".repeat(32) })).toEqual({ status: 200, warned: false });
    expect(await begin({})).toEqual({ status: 403, warned: true });
    expect(await begin({ WIDGET: "off" })).toEqual({ status: 403, warned: false });
  });

  it("says that there is nothing to administrate", async () => {
    const { app } = setUp({ ADMIN_TOKEN: "a".repeat(16) });
    const response = await app.request("/api/admin/reload", { method: "POST" });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ error: { message: expect.stringContaining("wrangler deploy") } });
  });
});
