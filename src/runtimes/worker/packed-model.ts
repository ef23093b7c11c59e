import { z } from "zod";
import { createStaticEmbedder } from "../../adapters/static-embedder/create-static-embedder.ts";
import { FawenError } from "../../core/model/errors.ts";
import type { Embedder } from "../../core/ports/embedder.ts";
import { EmbedderStampSchema } from "../../index-files/manifest.ts";
import type { AssetReader } from "./asset-reader.ts";

const FOLDER = "model";

const file = z.object({ name: z.string(), bytes: z.number().int().nonnegative() });
/** `model/model.json`, as `npm run worker:assets` writes it. */
const PackedModelSchema = z.object({
  stamp: EmbedderStampSchema,
  tokenizer: file,
  tokenizerConfig: file,
  onnx: file,
});
export type PackedModel = z.infer<typeof PackedModelSchema>;

/** What is known of the model that was deployed; null when none was. */
export async function readPackedModel(assets: AssetReader): Promise<PackedModel | null> {
  const bytes = await assets.read(`${FOLDER}/model.json`);
  return bytes === undefined ? null : PackedModelSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
}

/** Throws FawenError `model-missing`. */
export async function openPackedModel(assets: AssetReader, packed: PackedModel): Promise<Embedder> {
  const [tokenizer, tokenizerConfig, onnx] = await Promise.all([
    assets.readWhole(FOLDER, packed.tokenizer),
    assets.readWhole(FOLDER, packed.tokenizerConfig),
    assets.readWhole(FOLDER, packed.onnx),
  ]);
  const text = new TextDecoder();
  try {
    const files = { tokenizer: text.decode(tokenizer), tokenizerConfig: text.decode(tokenizerConfig), onnx };
    return createStaticEmbedder(files, packed.stamp);
  } catch (error) {
    if (!(error instanceof FawenError)) throw error;
    const message = `随部署带上的向量模型 ${packed.stamp.id} 不能用：${error.message}。请重新部署`;
    throw new FawenError("model-missing", message, { cause: error, field: "EMBEDDER" });
  }
}
