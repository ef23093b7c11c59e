import { describe, expect, it, vi } from "vitest";
import { testEmbedder } from "../testing/embedder-contract.ts";
import { createFakeEmbedder } from "../testing/fake-embedder.ts";
import { plainStamp } from "../testing/plain-stamp.ts";
import { createWorkersAiEmbedder, workersAiModelOf } from "./workers-ai-embedder.ts";

const MODEL = "@cf/baai/bge-m3";
const STAMP = { ...plainStamp(`openai:${MODEL}`, 64, MODEL), queryPrefix: "问：" };

const backend = createFakeEmbedder();
const run = async (_model: string, { text }: Readonly<Record<string, unknown>>) => {
  // Longer than one, as models may return them.
  const vectors = await backend.embedPassages(text as string[]);
  return { shape: [vectors.length, 64], data: vectors.map((vector) => Array.from(vector, (value) => value * 3)) };
};

testEmbedder("Workers AI", async () => createWorkersAiEmbedder({ run }, STAMP));

describe("createWorkersAiEmbedder", () => {
  it("asks the model of the index, with the prefix of questions", async () => {
    const asked = vi.fn(run);
    await createWorkersAiEmbedder({ run: asked }, STAMP).embedQuery("应诉率");
    expect(asked.mock.calls).toEqual([[MODEL, { text: ["问：应诉率"] }]]);
  });

  it.each([
    ["other lengths", { data: [[1, 2, 3]] }, /3 维，索引里是 64 维/],
    ["nothing but zeros", { data: [Array.from({ length: 64 }, () => 0)] }, /全是零/],
    ["no vectors", { response: "好的" }, /不是向量/],
    ["an empty list", { data: [] }, /没有向量/],
  ])("refuses %s", async (_, reply, message) => {
    const embedder = createWorkersAiEmbedder({ run: async () => reply }, STAMP);
    await expect(embedder.embedQuery("应诉率")).rejects.toMatchObject({
      code: "backend-failed",
      message: expect.stringMatching(message),
    });
  });

  it("knows its own models by the name in the index", () => {
    expect(workersAiModelOf(STAMP)).toBe(MODEL);
    expect(workersAiModelOf(plainStamp("openai:bge-m3", 64, "bge-m3"))).toBeNull();
    expect(workersAiModelOf(plainStamp("fawen-static-v3", 64, "0"))).toBeNull();
  });
});
