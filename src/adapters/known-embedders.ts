import type { Pooling } from "../core/model/library.ts";

/** What has to be known of an embedding model besides its files. */
export interface ModelHabits {
  readonly pooling: Pooling;
  /** What the model expects before a question, and before a passage. */
  readonly queryPrefix: string;
  readonly passagePrefix: string;
}

/** A public model whose habits are known. */
export interface KnownEmbedder extends ModelHabits {
  /** How its name begins, without the organisation; versions and suffixes may follow. */
  readonly name: string;
  readonly dimensions: number;
  /** A repository that holds it in transformers.js layout; null: only behind an endpoint, or converted by hand. */
  readonly hub: string | null;
}

const NO_PREFIX = { queryPrefix: "", passagePrefix: "" };
const CLS: ModelHabits = { pooling: "cls", ...NO_PREFIX };
const MEAN: ModelHabits = { pooling: "mean", ...NO_PREFIX };
const BGE_ZH: ModelHabits = { ...CLS, queryPrefix: "为这个句子生成表示以用于检索相关文章：" };
const E5: ModelHabits = { pooling: "mean", queryPrefix: "query: ", passagePrefix: "passage: " };
const E5_TASK = "Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery: ";

/**
 * Habits as the model cards tell them: BAAI's of bge, intfloat's of e5, jinaai's, thenlper's and Alibaba-NLP's of gte,
 * shibing624's and GanymedeNil's of text2vec, moka-ai's of m3e, maidalun1020's of bce, sentence-transformers' own.
 * bge v1.5 needs its instruction before short questions only; ours are short.
 */
export const KNOWN_EMBEDDERS: readonly KnownEmbedder[] = [
  { name: "bge-small-zh", dimensions: 512, ...BGE_ZH, hub: "Xenova/bge-small-zh-v1.5" },
  { name: "bge-base-zh", dimensions: 768, ...BGE_ZH, hub: "Xenova/bge-base-zh-v1.5" },
  { name: "bge-large-zh", dimensions: 1024, ...BGE_ZH, hub: "Xenova/bge-large-zh-v1.5" },
  { name: "bge-m3", dimensions: 1024, ...CLS, hub: "Xenova/bge-m3" },
  { name: "multilingual-e5-small", dimensions: 384, ...E5, hub: "Xenova/multilingual-e5-small" },
  { name: "multilingual-e5-base", dimensions: 768, ...E5, hub: "Xenova/multilingual-e5-base" },
  { name: "multilingual-e5-large", dimensions: 1024, ...E5, hub: "Xenova/multilingual-e5-large" },
  {
    ...{ name: "multilingual-e5-large-instruct", dimensions: 1024, pooling: "mean", hub: null },
    ...{ queryPrefix: E5_TASK, passagePrefix: "" },
  },
  { name: "jina-embeddings-v2-base-zh", dimensions: 768, ...MEAN, hub: "Xenova/jina-embeddings-v2-base-zh" },
  { name: "gte-small-zh", dimensions: 512, ...CLS, hub: null },
  { name: "gte-base-zh", dimensions: 768, ...CLS, hub: null },
  { name: "gte-large-zh", dimensions: 1024, ...CLS, hub: null },
  { name: "gte-multilingual-base", dimensions: 768, ...CLS, hub: null },
  { name: "text2vec-base-chinese", dimensions: 768, ...MEAN, hub: null },
  { name: "text2vec-large-chinese", dimensions: 1024, ...MEAN, hub: null },
  { name: "text2vec-base-multilingual", dimensions: 384, ...MEAN, hub: null },
  { name: "m3e-small", dimensions: 512, ...MEAN, hub: null },
  { name: "m3e-base", dimensions: 768, ...MEAN, hub: null },
  { name: "m3e-large", dimensions: 1024, ...MEAN, hub: null },
  { name: "bce-embedding-base", dimensions: 768, ...CLS, hub: null },
  {
    ...{ name: "paraphrase-multilingual-MiniLM-L12", dimensions: 384, ...MEAN },
    hub: "Xenova/paraphrase-multilingual-MiniLM-L12-v2",
  },
];

/** What is assumed of a model that nobody told anything about: the commonest of all. */
export const PLAIN_HABITS: ModelHabits = MEAN;

/**
 * The line of the table for a model, however the place that serves it writes its name: `Xenova/bge-m3`, `bge-m3:f16`,
 * `BAAI/bge-large-zh-v1.5`. Of two lines that fit, the longer name wins.
 */
export function findKnownEmbedder(model: string): KnownEmbedder | null {
  const name = (model.split(/[/\\]/).at(-1) ?? "").toLowerCase();
  const fits = KNOWN_EMBEDDERS.filter((known) => {
    const start = known.name.toLowerCase();
    return name.startsWith(start) && !/[a-z0-9]/.test(name.charAt(start.length));
  });
  return fits.toSorted((a, b) => b.name.length - a.name.length)[0] ?? null;
}
