import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testEmbedder } from "../../testing/embedder-contract.ts";
import { makeBert } from "../../testing/make-bert.ts";
import { createModelProcess } from "./model-process.ts";
import { createTransformersEmbedder, type LocalEmbedder } from "./transformers-embedder.ts";

const BGE = "bge-small-zh-v1.5";
const INSTRUCTION = "为这个句子生成表示以用于检索相关文章：";
const scratch = mkdtempSync(join(tmpdir(), "fawen-bge-"));
const open: LocalEmbedder[] = [];
afterAll(async () => {
  for (const embedder of open) await embedder.close();
  rmSync(scratch, { recursive: true, force: true });
});

/** The same weights under another name, with what the folder says of itself. */
async function create(id: string, files: Readonly<Record<string, unknown>> = {}, folder = id) {
  const path = join(scratch, folder);
  cpSync(join(scratch, "weights"), path, { recursive: true });
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, file)), { recursive: true });
    writeFileSync(join(path, file), JSON.stringify(content));
  }
  const embedder = await createTransformersEmbedder({ folder: path, id });
  open.push(embedder);
  return embedder;
}

const cosine = (a: Float32Array = new Float32Array(), b: Float32Array = new Float32Array()) =>
  a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
const pooling = (mode: "cls_token" | "mean_tokens" | "lasttoken") => ({
  "1_Pooling/config.json": { word_embedding_dimension: 16, [`pooling_mode_${mode}`]: true },
});

describe("a model of the architecture of bge", () => {
  let bge: LocalEmbedder;
  beforeAll(async () => {
    makeBert(join(scratch, "weights"));
    bge = await create(BGE);
  });

  testEmbedder("it", () => bge);

  it("takes the vector of the first token, as the table of known models says", async () => {
    const [text] = ["行政机关负责人出庭应诉率"];
    const [known, first, mean, unknown] = await Promise.all([
      bge.embedPassages([text]),
      (await create("mine-cls", pooling("cls_token"))).embedPassages([text]),
      (await create("mine-mean", pooling("mean_tokens"))).embedPassages([text]),
      (await create("mine")).embedPassages([text]),
    ]).then((lists) => lists.map(([vector]) => vector));
    expect(cosine(known, first)).toBeCloseTo(1, 5);
    expect(cosine(unknown, mean)).toBeCloseTo(1, 5);
    expect(cosine(known, mean)).toBeLessThan(0.99);
  });

  it("puts its instruction before questions only", async () => {
    const text = "谁来监督";
    const [question, [plain, instructed]] = await Promise.all([
      bge.embedQuery(text),
      bge.embedPassages([text, INSTRUCTION + text]),
    ]);
    expect(cosine(question, instructed)).toBeCloseTo(1, 5);
    expect(cosine(question, plain)).toBeLessThan(0.99);
  });

  it("gives a text the same vector beside a longer one", async () => {
    const [[alone], [beside]] = await Promise.all([
      bge.embedPassages(["应诉"]),
      bge.embedPassages(["应诉", "森林防火物资储备".repeat(9)]),
    ]);
    expect(cosine(alone ?? new Float32Array(), beside)).toBeCloseTo(1, 5);
  });

  it("records pooling and prefixes in its stamp, where the folder's own word counts before the table", async () => {
    expect(bge.stamp).toMatchObject({ dimensions: 16, pooling: "cls", queryPrefix: INSTRUCTION, passagePrefix: "" });
    const prompts = { prompts: { query: "问：", document: "答：" } };
    const own = await create(BGE, { ...pooling("mean_tokens"), "config_sentence_transformers.json": prompts }, "own");
    expect(own.stamp).toMatchObject({ pooling: "mean", queryPrefix: "问：", passagePrefix: "答：" });
    expect(own.stamp.digest).not.toBe(bge.stamp.digest);
    // What sentence-transformers writes when nobody told it a prompt.
    const silent = { "config_sentence_transformers.json": { prompts: { query: "", document: "" } } };
    expect((await create(BGE, silent, "silent")).stamp).toMatchObject({ queryPrefix: INSTRUCTION });
  });

  it.each([
    ["names no length", {}],
    ["names a length that means none", { model_max_length: 1e30 }],
  ])("cuts long texts where its positions end when its tokenizer %s", async (name, length) => {
    const file = "tokenizer_config.json";
    const { model_max_length, ...others } = JSON.parse(readFileSync(join(scratch, "weights", file), "utf8"));
    const embedder = await create(BGE, { [file]: { ...others, ...length } }, name);
    const text = "监督".repeat(221);
    const [[long], [cut]] = await Promise.all([
      embedder.embedPassages([text]),
      // Less the two tokens that stand for beginning and end.
      embedder.embedPassages([text.slice(0, model_max_length - 2)]),
    ]);
    // Not more nearly: transformers.js cuts the token off that stands for the end.
    expect(cosine(long, cut)).toBeCloseTo(1, 3);
  });

  it("keeps the model that is loaded when one text failed", async () => {
    const name = "moved-away";
    cpSync(join(scratch, "weights"), join(scratch, name), { recursive: true });
    const settings = { parent: scratch, name, quantized: true, pooling: "mean" };
    const options = { script: "embedder-child.mjs", label: name, silenceMs: 20_000 };
    const process = createModelProcess<readonly unknown[]>(settings, options);
    try {
      expect(await process.run(["监督"])).toHaveLength(16);
      rmSync(join(scratch, name), { recursive: true });
      await expect(process.run([42])).rejects.toMatchObject({ code: "backend-failed" });
      expect(await process.run(["监督"])).toHaveLength(16);
    } finally {
      await process.close();
    }
  });

  it.each([
    ["a pooling that is not supported", pooling("lasttoken"), /1_Pooling.*lasttoken/],
    ["no pooling at all", { "1_Pooling/config.json": {} }, /1_Pooling.*无/],
    ["what is no record of pooling", { "1_Pooling/config.json": [] }, /1_Pooling.*读不懂/],
  ])("refuses %s", async (name, files, fault) => {
    const opening = create("odd", files, name);
    await expect(opening).rejects.toThrow(fault);
    await expect(opening).rejects.toMatchObject({ code: "model-missing", field: "EMBEDDER" });
  });
});
