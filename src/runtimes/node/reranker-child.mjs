// @ts-check
// The process in which a cross-encoder runs.
import { AutoModelForSequenceClassification, AutoTokenizer } from "@xenova/transformers";
import { limitTokens, serveModel } from "./serve-model.mjs";

/** @type {import("./model-process.ts").ModelSettings} */
const settings = JSON.parse(process.argv[2] ?? "");

serveModel(
  settings,
  async (options) => {
    const tokenize = await AutoTokenizer.from_pretrained(settings.name, options);
    const classify = await AutoModelForSequenceClassification.from_pretrained(settings.name, options);
    limitTokens(tokenize, classify.config);
    return { tokenize, classify };
  },
  async (
    { tokenize, classify },
    /** @type {import("./transformers-reranker.ts").RerankerInput} */ { query, passages },
  ) => {
    const pairs = { text_pair: [...passages], padding: true, truncation: true };
    const { logits } = await classify(tokenize(Array(passages.length).fill(query), pairs));
    return Float32Array.from(logits.data);
  },
);
