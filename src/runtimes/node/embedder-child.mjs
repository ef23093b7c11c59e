// @ts-check
// The process in which an embedding model runs.
import { pipeline } from "@xenova/transformers";
import { limitTokens, serveModel } from "./serve-model.mjs";

/** @type {import("./transformers-embedder.ts").EmbedderSettings} */
const settings = JSON.parse(process.argv[2] ?? "");

serveModel(
  settings,
  async (options) => {
    const extract = await pipeline("feature-extraction", settings.name, options);
    limitTokens(extract.tokenizer, extract.model.config);
    return extract;
  },
  async (extract, /** @type {import("./transformers-embedder.ts").EmbedderInput} */ texts) => {
    const { data } = await extract([...texts], { pooling: settings.pooling, normalize: true });
    return Float32Array.from(data);
  },
);
