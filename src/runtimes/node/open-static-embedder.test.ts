import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Embedder } from "../../core/ports/embedder.ts";
import { createRandom, pick, type Random, writeCleanText } from "../../testing/clean-text.ts";
import { testEmbedder } from "../../testing/embedder-contract.ts";
import { openStaticEmbedder } from "./open-static-embedder.ts";
import { createTransformersEmbedder, type LocalEmbedder } from "./transformers-embedder.ts";

const ID = "fawen-static-v3";
const FOLDER = fileURLToPath(new URL(`../../../models/${ID}`, import.meta.url));
const BENCH_SETS = fileURLToPath(new URL("../../../../shared/bench", import.meta.url));
/** What transformers.js rounds on its way: it adds squares in single precision. */
const TOLERANCE = 1e-5;

let shared: Promise<Embedder> | undefined;
const openShared = () => {
  shared ??= openStaticEmbedder(FOLDER, ID);
  return shared;
};

testEmbedder("a static model", openShared);

describe("openStaticEmbedder beside transformers.js", () => {
  let ours: Embedder;
  let theirs: LocalEmbedder;
  beforeAll(async () => {
    ours = await openShared();
    theirs = await createTransformersEmbedder({ folder: FOLDER, id: ID });
  });
  afterAll(() => theirs.close());

  async function expectSame(texts: readonly string[]) {
    const [one, other] = [await ours.embedPassages(texts), await theirs.embedPassages(texts)];
    const far = texts.filter((_, row) => !(farthest(one[row], other[row]) < TOLERANCE));
    expect(far.map((text) => text.slice(0, 200))).toEqual([]);
  }

  it("has the same stamp", () => expect(ours.stamp).toEqual(theirs.stamp));

  it("gives the same vectors of report-like text", async () => {
    const random = createRandom(1);
    const text = Array.from({ length: 6 }, () => writeCleanText(random)).join("\n");
    await expectSame(cutAtRandom(text, random, 100));
  });

  it("gives the same vectors of words of the vocabulary in a row, which can be cut in many ways", async () => {
    const random = createRandom(2);
    const words = readWords();
    await expectSame(
      Array.from({ length: 500 }, () => repeat(random, 24, () => words[Math.floor(random() * words.length)] ?? "")),
    );
  });

  it.each([
    ["any character of the basic plane, lone surrogates among them", (r: Random) => String.fromCharCode(r() * 0x10000)],
    ["any character", (r: Random) => String.fromCodePoint(Math.floor(r() * 0x110000))],
    ["Chinese characters, rare ones too", (r: Random) => String.fromCharCode(0x3400 + r() * 0x6c00)],
    ["control characters, Latin letters and digits", (r: Random) => String.fromCharCode(r() * 0x180)],
    [
      "pieces that are treated in a way of their own",
      (r: Random) =>
        pick(r, [
          "[CLS]",
          "[PAD]",
          "[UNK]",
          "𠮷",
          "😀",
          "👨‍👩‍👧",
          "\ud83d",
          "ﬁ",
          "㎡",
          "Ａ９",
          "İ",
          "①",
          "é",
          "e\u0301",
          "\u200b",
          "的",
          "行政",
          "12.5%",
          " ",
        ]),
    ],
  ] as const)("gives the same vectors of %s", async (_, write) => {
    const random = createRandom(3);
    await expectSame(Array.from({ length: 400 }, () => repeat(random, 30, () => write(random))));
  });

  it("gives the same vectors of nothing, of blanks, and of texts that are too long for the model", async () => {
    const random = createRandom(4);
    const long = Array.from({ length: 60 }, () => writeCleanText(random))
      .join("")
      .slice(0, 10_000);
    await expectSame(["", " \n\t", "？？？", long, "行".repeat(10_000), "a鿻".repeat(5000)]);
  });

  it.skipIf(!existsSync(BENCH_SETS))("gives the same vectors of news and of questions people ask", async () => {
    const passages = readLines("news20k/passages.jsonl.gz").map(({ text }) => text ?? "");
    const questions = readLines("stard-a/queries.jsonl.gz").map(({ query }) => query ?? "");
    await expectSame([...passages.filter((_, row) => row % 200 === 0), ...questions.slice(0, 300)]);
  });
});

describe("openStaticEmbedder", () => {
  const scratch = mkdtempSync(join(tmpdir(), "fawen-static-"));
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  const onnx = readFileSync(join(FOLDER, "onnx/model_quantized.onnx"));
  const otherGraph = Buffer.from(onnx);
  otherGraph.write("Tanh", onnx.indexOf("Cast"));
  it.each([
    ["a file that is no model", "onnx/model_quantized.onnx", Buffer.from("not a model"), /ONNX 文件已损坏/],
    [
      "a model file that was cut off",
      "onnx/model_quantized.onnx",
      onnx.subarray(0, onnx.length / 2),
      /ONNX 文件已损坏/,
    ],
    ["another graph", "onnx/model_quantized.onnx", otherGraph, /静态模型的计算图.*rows = Tanh\(rows8\)/],
    ["a damaged tokenizer", "tokenizer.json", Buffer.from("{"), /tokenizer\.json 应为 JSON/],
    ["another tokenizer", "tokenizer.json", Buffer.from('{"model":{"type":"BPE"}}'), /tokenizer\.json 里的 normalizer/],
    ["no limit of length", "tokenizer_config.json", Buffer.from("{}"), /tokenizer_config\.json 里的 model_max_length/],
  ])("says what is wrong with %s, and the ways out", async (name, file, content, fault) => {
    const folder = join(scratch, name);
    cpSync(FOLDER, folder, { recursive: true });
    writeFileSync(join(folder, file), content);
    const opening = openStaticEmbedder(folder, "mine");
    await expect(opening).rejects.toMatchObject({ code: "model-missing", field: "EMBEDDER" });
    await expect(opening).rejects.toThrow(fault);
    await expect(opening).rejects.toThrow(/向量模型 mine .*EMBEDDER=none/);
  });

  it("lets other work have its turn while passages are embedded", async () => {
    const embedder = await openShared();
    let done = 0;
    const texts = Array.from({ length: 300 }, (_, row) => `第${row}段：${"加强行政执法监督。".repeat(30)}`);
    const work = embedder.embedPassages(texts, { onProgress: (count) => (done = count) });
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(done).toBeLessThan(300);
    await work;
    expect(done).toBe(300);
  });
});

function farthest(one: Float32Array = new Float32Array(), other: Float32Array = new Float32Array()): number {
  if (one.length === 0 || one.length !== other.length) return Number.NaN;
  return one.reduce((most, value, row) => Math.max(most, Math.abs(value - (other[row] ?? Number.NaN))), 0);
}

function repeat(random: Random, most: number, write: () => string): string {
  return Array.from({ length: Math.floor(random() * most) }, write).join("");
}

/** Pieces of up to `most` characters, cut anywhere. */
function cutAtRandom(text: string, random: Random, most: number): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length; at += pieces.at(-1)?.length ?? 1)
    pieces.push(text.slice(at, at + 1 + Math.floor(random() * most)));
  return pieces;
}

function readWords(): string[] {
  const { model } = JSON.parse(readFileSync(join(FOLDER, "tokenizer.json"), "utf8"));
  return model.vocab.map(([word]: [string]) => word);
}

function readLines(file: string): { readonly text?: string; readonly query?: string }[] {
  const lines = gunzipSync(readFileSync(join(BENCH_SETS, file))).toString("utf8");
  return lines
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}
