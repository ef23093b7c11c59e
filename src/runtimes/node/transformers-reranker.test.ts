import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeCrossEncoder } from "../../testing/make-cross-encoder.ts";
import { testReranker } from "../../testing/reranker-contract.ts";
import { createTransformersReranker, type LocalReranker } from "./transformers-reranker.ts";

const scratch = mkdtempSync(join(tmpdir(), "fawen-reranker-"));
const open: LocalReranker[] = [];
afterAll(async () => {
  for (const reranker of open) await reranker.close();
  rmSync(scratch, { recursive: true, force: true });
});

async function create(name: string) {
  const reranker = await createTransformersReranker({ folder: join(scratch, name), id: name, candidates: 20 });
  open.push(reranker);
  return reranker;
}

describe("createTransformersReranker", () => {
  let shared: LocalReranker;
  beforeAll(async () => {
    makeCrossEncoder(join(scratch, "one-label"));
    shared = await create("one-label");
  });

  testReranker("a cross-encoder", () => shared);

  it("scores by the logistic function of what a model with one label says", async () => {
    // 出庭应诉率 shares 5 characters with itself and 2 with 应诉; the model takes 3 away.
    const [all = 0, two = 0] = await shared.rerank("出庭应诉率", ["出庭应诉率", "应诉"]);
    expect(all).toBeCloseTo(1 / (1 + Math.exp(-2)), 4);
    expect(two).toBeCloseTo(1 / (1 + Math.exp(1)), 4);
  });

  it("scores by the share of the last label of a model with two", async () => {
    makeCrossEncoder(join(scratch, "two-labels"), { labels: 2, bias: 1 });
    const [three = 0] = await (await create("two-labels")).rerank("防火物资", ["防火物"]);
    expect(three).toBeCloseTo(1 / (1 + Math.exp(-2)), 4);
  });

  it("does not let the length of a batch's longest passage count", async () => {
    const [alone = 0] = await shared.rerank("出庭应诉率", ["应诉"]);
    const [together = 0] = await shared.rerank("出庭应诉率", ["应诉", "森林防火物资储备".repeat(9)]);
    expect(together).toBeCloseTo(alone, 5);
  });

  it("names the missing files and the ways out when the folder holds no model", async () => {
    mkdirSync(join(scratch, "empty"));
    await expect(create("empty")).rejects.toMatchObject({
      code: "model-missing",
      field: "RERANKER",
      message: expect.stringMatching(/config\.json.*MODEL_DIR.*RERANKER=none/),
    });
  });

  it("fails with the model's name when the model file is damaged, and does not hang", async () => {
    makeCrossEncoder(join(scratch, "damaged"));
    writeFileSync(join(scratch, "damaged/onnx/model_quantized.onnx"), "not a model");
    const damaged = await create("damaged");
    await expect(damaged.rerank("问题", ["段落"])).rejects.toMatchObject({
      code: "backend-failed",
      message: expect.stringContaining("damaged"),
    });
  });
});
