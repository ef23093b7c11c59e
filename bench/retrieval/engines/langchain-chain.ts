import { basename, dirname, resolve } from "node:path";
import { HNSWLib } from "@langchain/community/vectorstores/hnswlib";
import { Document } from "@langchain/core/documents";
import { Embeddings } from "@langchain/core/embeddings";
import { RecursiveCharacterTextSplitter } from "@langchain/textsplitters";
import { env, pipeline } from "@xenova/transformers";
import { EMBEDDED_MODEL, parseConfig } from "../../../src/config.ts";
import type { BenchPassage } from "../bench-set.ts";
import { closeNothing, type Engine } from "../engine.ts";

const CHUNK_CHARS = 400;
const CHUNK_OVERLAP = 50;
/** LangChain's own list has no Chinese marks. */
const SEPARATORS = ["\n\n", "\n", "。", "！", "？", "；", "，", ""];
/** Chunks asked for each document wanted: several may be of one. */
const CHUNKS_EACH = 4;
const BATCH_SIZE = 16;

/** The chain as an engine: a passage stands where its best chunk does. */
export async function buildLangChainChain(passages: readonly BenchPassage[]): Promise<Engine> {
  const store = await openLangChainChain(passages);
  return {
    async search(question, k) {
      const found = await store.similaritySearch(question, Math.min(k * CHUNKS_EACH, store.index.getCurrentCount()));
      return [...new Set(found.map(({ metadata }) => String(metadata.id)))].slice(0, k);
    },
    close: closeNothing,
  };
}

/** The chain that tutorials build: RecursiveCharacterTextSplitter, an embedding model in the same process, HNSWLib. */
export async function openLangChainChain(passages: readonly BenchPassage[]): Promise<HNSWLib> {
  const splitter = new RecursiveCharacterTextSplitter({
    chunkSize: CHUNK_CHARS,
    chunkOverlap: CHUNK_OVERLAP,
    separators: SEPARATORS,
  });
  const chunks = await splitter.splitDocuments(
    passages.map(({ id, title, text }) => new Document({ pageContent: `${title}\n${text}`, metadata: { id } })),
  );
  return HNSWLib.fromDocuments(chunks, await openEmbeddings());
}

/** The model that this project comes with, as LangChain wants it. */
async function openEmbeddings(): Promise<Embeddings> {
  const folder = resolve(parseConfig(process.env).modelDir, EMBEDDED_MODEL);
  env.allowRemoteModels = false;
  env.localModelPath = dirname(folder);
  const extract = await pipeline("feature-extraction", basename(folder), { quantized: true });
  return new LocalEmbeddings(async (texts) => {
    const result = await extract([...texts], { pooling: "mean", normalize: true });
    return result.tolist() as number[][];
  });
}

class LocalEmbeddings extends Embeddings {
  readonly #embed: (texts: readonly string[]) => Promise<number[][]>;

  constructor(embed: (texts: readonly string[]) => Promise<number[][]>) {
    super({});
    this.#embed = embed;
  }

  async embedDocuments(texts: string[]): Promise<number[][]> {
    const vectors: number[][] = [];
    for (let at = 0; at < texts.length; at += BATCH_SIZE)
      vectors.push(...(await this.#embed(texts.slice(at, at + BATCH_SIZE))));
    return vectors;
  }

  async embedQuery(text: string): Promise<number[]> {
    return (await this.#embed([text]))[0] ?? [];
  }
}
