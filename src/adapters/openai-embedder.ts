import { z } from "zod";
import { FawenError } from "../core/model/errors.ts";
import type { Embedder, EmbedOptions } from "../core/ports/embedder.ts";
import { embeddingCancelled, embedInBatches } from "./embed-in-batches.ts";
import { findKnownEmbedder } from "./known-embedders.ts";
import { type BackendConnection, requestBackend } from "./request-backend.ts";

export interface OpenAiEmbedderOptions extends BackendConnection {
  readonly model: string;
}

/** Small enough for every server's limit on texts a request. */
const BATCH_SIZE = 32;

const ReplySchema = z.object({
  data: z.array(z.object({ index: z.number().int().min(0), embedding: z.array(z.number()).min(1) })),
});

/**
 * An embedding model behind `POST {baseUrl}/embeddings`. Asks for one vector at once, to learn how long they are.
 *
 * What stands behind the address cannot be seen, so the stamp knows the model by name alone: when it changes behind
 * the same name, the index has to be built anew by hand. Servers do not add the prefixes that a model was trained with;
 * a known model gets them here.
 *
 * @throws FawenError `backend-failed`
 */
export async function createOpenAiEmbedder(options: OpenAiEmbedderOptions): Promise<Embedder> {
  const id = `openai:${options.model}`;
  const { queryPrefix = "", passagePrefix = "" } = findKnownEmbedder(options.model) ?? {};
  const request = async (batch: readonly string[], signal?: AbortSignal): Promise<readonly Float32Array[]> => {
    const body = { model: options.model, input: batch, encoding_format: "float" };
    return readVectors(await requestBackend(options, id, "/embeddings", body, signal), batch.length, id);
  };
  const [probe] = await request(["法治政府建设"]);
  const dimensions = probe?.length ?? 0;
  const embedBatch = async (batch: readonly string[], signal: AbortSignal | undefined) => {
    if (signal?.aborted) throw embeddingCancelled(signal.reason);
    // Some servers refuse an empty string; a space means the same.
    const vectors = await request(
      batch.map((text) => (text === "" ? " " : text)),
      signal,
    );
    const odd = vectors.find((vector) => vector.length !== dimensions);
    if (odd) throw badReply(id, `向量长短不一（${dimensions} 与 ${odd.length}）`);
    return vectors;
  };
  return {
    stamp: { id, digest: options.model, dimensions, pooling: null, queryPrefix, passagePrefix },
    embedPassages(texts, embedOptions) {
      const prefixed = texts.map((text) => passagePrefix + text);
      return embedInBatches(prefixed, BATCH_SIZE, embedBatch, embedOptions);
    },
    async embedQuery(text: string, embedOptions?: EmbedOptions) {
      const [vector] = await embedBatch([queryPrefix + text], embedOptions?.signal);
      if (vector === undefined) throw badReply(id, "没有向量");
      return vector;
    },
  };
}

async function readVectors(response: Response, expected: number, id: string): Promise<readonly Float32Array[]> {
  const parsed = ReplySchema.safeParse(await response.json().catch(() => null));
  if (!parsed.success) throw badReply(id, "不是 OpenAI 格式");
  const { data } = parsed.data;
  if (data.length !== expected) throw badReply(id, `要 ${expected} 个向量，来了 ${data.length} 个`);
  return data.toSorted((a, b) => a.index - b.index).map(({ embedding }) => toUnitLength(embedding, id));
}

function toUnitLength(values: readonly number[], id: string): Float32Array {
  const length = Math.hypot(...values);
  if (!(length > 0)) throw badReply(id, "向量全是零");
  return Float32Array.from(values, (value) => value / length);
}

function badReply(id: string, fault: string): FawenError {
  return new FawenError("backend-failed", `${id} 的回复有误：${fault}。请检查 EMBEDDER 的网址和 EMBEDDER_MODEL。`);
}
