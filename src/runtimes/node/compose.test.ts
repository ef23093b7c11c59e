import { readdirSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseConfig } from "../../config.ts";
import { sendJson, startFakeOpenAiServer } from "../../testing/fake-openai-server.ts";
import { createSmallCorpus, reportOf, type SmallCorpus } from "../../testing/small-corpus.ts";
import { type Composed, composeAssistant } from "./compose.ts";
import { lockIndex } from "./index-lock.ts";

const QUESTION = { messages: [{ role: "user" as const, content: "云泽市2023年行政机关负责人出庭应诉率是多少？" }] };

describe("composeAssistant", () => {
  let corpus: SmallCorpus;
  const open: Composed[] = [];
  const lines: string[] = [];
  beforeEach(() => {
    corpus = createSmallCorpus();
    lines.length = 0;
  });
  afterEach(async () => {
    for (const composed of open.splice(0)) await composed.close();
    corpus.remove();
  });

  async function compose(settings: Record<string, string> = {}) {
    const config = parseConfig({ ...corpus.settings, ...settings });
    const composed = await composeAssistant(config, { notify: (line) => lines.push(line) });
    open.push(composed);
    return composed;
  }

  it("answers from a corpus that was never read before, with vectors", async () => {
    const { assistant, prepare } = await compose();
    expect(assistant.status().ready).toBe(false);
    await prepare();
    expect(assistant.status()).toMatchObject({ ready: true, reports: 1, embedder: "fawen-static-v3" });
    const answer = await assistant.answer(QUESTION);
    expect(answer.answer).toContain("91.5%");
    expect(answer.citations[0]).toMatchObject({ file: "yunze-2023.txt", year: 2023 });
  });

  it("works by words alone when no embedder is wanted", async () => {
    const { assistant, prepare } = await compose({ EMBEDDER: "none" });
    await prepare();
    expect(assistant.status()).toMatchObject({ embedder: "none", vectorIndex: "none" });
    expect((await assistant.answer(QUESTION)).answer).toContain("91.5%");
  });

  it("reads and embeds nothing again when nothing has changed", async () => {
    const first = await compose();
    await first.prepare();
    const stages: string[] = [];
    const second = await compose();
    await second.prepare({ onProgress: ({ stage, done, total }) => stages.push(`${stage} ${done}/${total}`) });
    expect(stages.filter((stage) => stage.startsWith("saving"))).toEqual([]);
    expect(second.assistant.status().builtAt).toBe(first.assistant.status().builtAt);
  });

  it("says what it costs before another model's vectors are computed, and only then", async () => {
    await (await compose({ EMBEDDER: "none" })).prepare();
    expect(lines).toEqual([]);
    const order: string[] = [];
    const { prepare } = await compose();
    await prepare({ onProgress: ({ stage }) => order.push(`${lines.length} ${stage}`) });
    expect(lines).toEqual([expect.stringMatching(/向量出自 无，.*fawen-static-\S+（.*要重算 \d+ 段的向量.*Ctrl\+C/)]);
    expect(order.every((step) => step.startsWith("1 "))).toBe(true);
    await (await compose()).prepare();
    await (await compose({ EMBEDDER: "none" })).prepare();
    expect(lines).toHaveLength(1);
  });

  it("compares a few vectors without a graph", async () => {
    const { assistant, prepare } = await compose();
    await prepare();
    expect(assistant.status().vectorIndex).toBe("exact");
    expect(readdirSync(corpus.settings.INDEX_DIR).filter((name) => name.startsWith("hnsw-"))).toEqual([]);
  });

  it("swaps a new index in while it runs", async () => {
    const running = await compose({ EMBEDDER: "none" });
    await running.prepare();
    const swapped = new Promise<number>((resolve) => running.watch((library) => resolve(library.reports.length)));
    corpus.write("yunze-2022.txt", reportOf(2022, 140));
    const writer = await compose({ EMBEDDER: "none" });
    await writer.ingest();
    expect(await swapped).toBe(2);
    expect(running.assistant.status().reports).toBe(2);
  });

  it("uses the index that is there while another process is writing one", async () => {
    const first = await compose({ EMBEDDER: "none" });
    await first.prepare();
    corpus.write("yunze-2022.txt", reportOf(2022, 140));
    const lock = await lockIndex(corpus.settings.INDEX_DIR);
    try {
      const second = await compose({ EMBEDDER: "none" });
      await second.prepare();
      expect(second.assistant.status()).toMatchObject({ ready: true, reports: 1 });
      expect(lines).toEqual([expect.stringContaining("先用现有的索引")]);
    } finally {
      await lock.release();
    }
  });

  it("asks the reranker of the settings, and goes on without it", async () => {
    const endpoint = await startFakeOpenAiServer(({ body }, response) => {
      // Safe: the adapter under test sends these.
      const { documents } = body as { documents: string[] };
      if (failing) sendJson(response, {}, 400);
      else sendJson(response, { results: documents.map((_, index) => ({ index, relevance_score: 0.5 })) });
    });
    let failing = false;
    try {
      const { assistant, prepare } = await compose({
        ...{ EMBEDDER: "none", RERANKER: endpoint.baseUrl, RERANKER_MODEL: "bge-reranker", RERANKER_API_KEY: "k" },
      });
      await prepare();
      const request = { query: "出庭应诉率", k: 3 };
      expect((await assistant.search(request)).hits[0]?.scores.reranker).toBe(0.5);
      expect(lines).toEqual([]);
      failing = true;
      expect((await assistant.search(request)).hits[0]?.scores).not.toHaveProperty("reranker");
      expect(lines).toEqual([expect.stringContaining("重排模型")]);
    } finally {
      await endpoint.close();
    }
  });

  it("tells of a file that could not be read, and goes on", async () => {
    corpus.write("broken.docx", "no document");
    const { assistant, prepare } = await compose({ EMBEDDER: "none" });
    await prepare();
    expect(assistant.status().reports).toBe(1);
    expect(lines).toEqual([expect.stringMatching(/^broken\.docx：/)]);
  });
});
