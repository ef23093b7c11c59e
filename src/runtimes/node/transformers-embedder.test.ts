import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { testEmbedder } from "../../testing/embedder-contract.ts";
import { createTransformersEmbedder, type LocalEmbedder } from "./transformers-embedder.ts";

const FOLDER = fileURLToPath(new URL("../../../models/fawen-static-v3", import.meta.url));

let shared: Promise<LocalEmbedder> | undefined;
const openShared = () => {
  shared ??= createTransformersEmbedder({ folder: FOLDER, id: "fawen-static-v3" });
  return shared;
};
afterAll(async () => (await shared)?.close());

testEmbedder("the embedded model", openShared);

const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, row) => sum + value * (b[row] ?? 0), 0);

describe("createTransformersEmbedder", () => {
  const scratch = mkdtempSync(join(tmpdir(), "fawen-model-"));
  const open: LocalEmbedder[] = [];
  afterEach(async () => {
    for (const embedder of open.splice(0)) await embedder.close();
  });
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  it("puts everyday and official wording of one thing nearer than two things", async () => {
    const embedder = await openShared();
    const question = await embedder.embedQuery("政府当官的亲自去法院了吗");
    const [same, other] = await embedder.embedPassages(["行政机关负责人出庭应诉情况", "森林防火物资储备情况"]);
    expect(dot(question, same ?? new Float32Array())).toBeGreaterThan(dot(question, other ?? new Float32Array()));
  });

  it("embeds a question while passages are being embedded", async () => {
    const embedder = await openShared();
    const texts = Array.from({ length: 200 }, (_, row) => `第${row}段：${"加强行政执法监督。".repeat(20)}`);
    let done = 0;
    const passages = embedder.embedPassages(texts, { onProgress: (count) => (done = count) });
    await embedder.embedQuery("执法监督");
    expect(done).toBeLessThan(200);
    await passages;
  });

  it("names the missing files and the ways out when the folder holds no model", async () => {
    const empty = join(scratch, "empty");
    mkdirSync(empty);
    const opening = createTransformersEmbedder({ folder: empty, id: "empty" });
    await expect(opening).rejects.toMatchObject({
      code: "model-missing",
      field: "EMBEDDER",
      message: expect.stringMatching(/config\.json.*onnx.*MODEL_DIR.*EMBEDDER=none/),
    });
  });

  it("names the folder to delete when config.json cannot be read", async () => {
    const broken = join(scratch, "broken");
    cpSync(FOLDER, broken, { recursive: true });
    writeFileSync(join(broken, "config.json"), "<html>");
    const opening = createTransformersEmbedder({ folder: broken, id: "broken" });
    await expect(opening).rejects.toMatchObject({
      code: "model-missing",
      message: expect.stringContaining(`删掉文件夹 ${broken} `),
    });
  });

  it("fails with the model's name when the model file is damaged, and does not hang", async () => {
    const damaged = join(scratch, "damaged");
    cpSync(FOLDER, damaged, { recursive: true });
    writeFileSync(join(damaged, "onnx/model_quantized.onnx"), "not a model");
    const embedder = await createTransformersEmbedder({ folder: damaged, id: "damaged" });
    open.push(embedder);
    await expect(embedder.embedQuery("行政复议")).rejects.toMatchObject({
      code: "backend-failed",
      message: expect.stringContaining("damaged"),
    });
  });

  it("has another digest when a model file changed", async () => {
    const changed = join(scratch, "changed");
    cpSync(FOLDER, changed, { recursive: true });
    writeFileSync(join(changed, "tokenizer_config.json"), "{}");
    const embedder = await createTransformersEmbedder({ folder: changed, id: "fawen-static-v3" });
    open.push(embedder);
    expect(embedder.stamp.digest).not.toBe((await openShared()).stamp.digest);
  });
});
