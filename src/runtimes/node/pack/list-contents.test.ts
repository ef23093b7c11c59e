import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseConfig } from "../../../config.ts";
import { makeBert } from "../../../testing/make-bert.ts";
import { makeCrossEncoder } from "../../../testing/make-cross-encoder.ts";
import { listModels } from "./list-contents.ts";

describe("listModels", () => {
  const scratch = mkdtempSync(join(tmpdir(), "fawen-pack-models-"));
  beforeAll(() => {
    makeBert(join(scratch, "org/bert"));
    makeCrossEncoder(join(scratch, "ranker"));
    cpSync(join(scratch, "org/bert"), join(scratch, "elsewhere/mine"), { recursive: true });
  });
  afterAll(() => rmSync(scratch, { recursive: true }));
  const list = (settings: Record<string, string>) => listModels(parseConfig({ MODEL_DIR: scratch, ...settings }));

  it("takes the embedded model, which needs no native module", async () => {
    const { files, settings, native } = await listModels(parseConfig({}));
    expect(native).toBe(false);
    expect(files.map(({ to }) => to)).toContain(`models/${settings.EMBEDDER}/onnx/model_quantized.onnx`);
  });

  it.each([
    ["a hub's model by its two names", "org/bert", "org/bert"],
    ["a folder from elsewhere by its own", join(scratch, "elsewhere/mine"), "mine"],
  ])("takes %s, and says how it is set in the pack", async (_, EMBEDDER, name) => {
    const { files, settings, native } = await list({ EMBEDDER });
    expect({ settings, native }).toEqual({ settings: { EMBEDDER: name }, native: true });
    expect(files.map(({ to }) => to)).toEqual(
      ["config.json", "tokenizer.json", "tokenizer_config.json", "onnx/model_quantized.onnx"].map(
        (file) => `models/${name}/${file}`,
      ),
    );
  });

  it("takes a reranker along, but not one behind an address", async () => {
    const { files, settings, native } = await list({ EMBEDDER: "none", RERANKER: "ranker" });
    expect({ settings, native }).toEqual({
      settings: { EMBEDDER: "none", RERANKER: "ranker", RERANKER_CANDIDATES: "20" },
      native: true,
    });
    expect(files.map(({ to }) => to)).toContain("models/ranker/config.json");
    const served = await list({ EMBEDDER: "none", RERANKER: "http://127.0.0.1:9/v1", RERANKER_MODEL: "m" });
    expect(served).toEqual({ files: [], settings: { EMBEDDER: "none" }, native: false });
  });
});
