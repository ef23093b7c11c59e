import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { Config } from "../../../config.ts";
import { isStaticModel, readEmbedderModel } from "../embedder-model.ts";
import { locateModel } from "../local-model.ts";
import type { Asset } from "./write-assets.ts";

/**
 * The embedding model of the settings, with what a Worker has to know of it; nothing when it is none that runs there: a
 * model with attention needs onnxruntime, and one behind an address is asked there.
 */
export async function listModelAssets({ embedder, modelDir }: Pick<Config, "embedder" | "modelDir">): Promise<Asset[]> {
  if (embedder.kind !== "folder" && embedder.kind !== "hub") return [];
  const { folder, id } = locateModel(embedder, modelDir);
  if (!(await isStaticModel(folder, id))) return [];
  const { stamp, onnx } = await readEmbedderModel(folder, id);
  const place = async (path: string, name: string) => {
    const from = join(folder, path);
    return { asset: { from, to: `model/${name}` }, file: { name, bytes: (await stat(from)).size } };
  };
  const tokenizer = await place("tokenizer.json", "tokenizer.json");
  const tokenizerConfig = await place("tokenizer_config.json", "tokenizer_config.json");
  const table = await place(onnx, "model.onnx");
  const facts = { stamp, tokenizer: tokenizer.file, tokenizerConfig: tokenizerConfig.file, onnx: table.file };
  const described = { content: JSON.stringify(facts), to: "model/model.json" };
  return [described, tokenizer.asset, tokenizerConfig.asset, table.asset];
}
