import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { EMBEDDED_MODEL, parseConfig } from "../../config.ts";
import { startFakeHub } from "../../testing/fake-hub.ts";
import { openEmbedder } from "./create-embedder.ts";
import { openReranker } from "./create-reranker.ts";
import { locateModel } from "./local-model.ts";

describe("locateModel", () => {
  it.each([
    ["a name below the model folder", { kind: "folder", model: "mine" }, "m/mine", "mine"],
    ["a path of its own", { kind: "folder", model: "./else/where" }, "else/where", "where"],
    [
      "a hub's name below the model folder",
      { kind: "hub", model: "org/name", hubUrl: "http://127.0.0.1:9" },
      "m/org/name",
      "org/name",
    ],
  ] as const)("finds %s", (_, wanted, folder, id) => {
    expect(locateModel(wanted, "m")).toEqual({ folder: resolve(folder), id });
  });
});

describe("obtainModel, through what opens models", () => {
  const modelDir = mkdtempSync(join(tmpdir(), "fawen-models-"));
  afterAll(() => rmSync(modelDir, { recursive: true, force: true }));
  const own = fileURLToPath(new URL(`../../../models/${EMBEDDED_MODEL}/`, import.meta.url));
  const read = (file: string) => readFileSync(join(own, file));
  const files = ["config.json", "tokenizer.json", "tokenizer_config.json", "onnx/model_quantized.onnx"];

  it("fetches a model once, tells how much has come, and asks for no network afterwards", async () => {
    const hub = await startFakeHub(Object.fromEntries(files.map((file) => [file, read(file)])));
    const config = parseConfig({ EMBEDDER: "org/static", MODEL_DIR: modelDir, HF_ENDPOINT: hub.url });
    const progress: { done: number; total: number }[] = [];
    const fetched = await openEmbedder(config, { onFetch: (state) => progress.push(state) });
    expect(fetched.embedder?.stamp.id).toBe("org/static");
    expect(progress.at(-1)?.done).toBe(progress.at(-1)?.total);
    const asked = hub.requests.length;
    const again = await openEmbedder(config);
    expect(hub.requests).toHaveLength(asked);
    expect(again.embedder?.stamp).toEqual(fetched.embedder?.stamp);
    await hub.close();
  });

  it("does not look on the hub for a folder that is here", async () => {
    const opening = openEmbedder(parseConfig({ EMBEDDER: `models/${EMBEDDED_MODEL}`, MODEL_DIR: modelDir }));
    await expect(opening).rejects.toMatchObject({ code: "model-missing", field: "EMBEDDER" });
    await expect(opening).rejects.toThrow(`本地文件夹请写 ./models/${EMBEDDED_MODEL}`);
  });

  it.each([
    ["EMBEDDER", openEmbedder, "EMBEDDER=none"],
    ["RERANKER", openReranker, "RERANKER=none"],
  ] as const)(
    "names mirror, folder and `none` as ways out when the hub of %s does not have it",
    async (name, open, none) => {
      const hub = await startFakeHub({});
      const settings = { [name]: "some-one/some-model", MODEL_DIR: modelDir, HF_ENDPOINT: hub.url };
      const opening = open(parseConfig(settings));
      await expect(opening).rejects.toMatchObject({ code: "model-missing", field: name });
      await expect(opening).rejects.toThrow(/some-one\/some-model.*没有这个文件.*HF_ENDPOINT.*MODEL_DIR/);
      await expect(opening).rejects.toThrow(none);
      await hub.close();
    },
  );
});
