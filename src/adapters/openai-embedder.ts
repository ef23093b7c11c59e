import { z } from "zod";
import { FawenError } from "../core/model/errors.ts";
import type { Embedder, EmbedOptions } from "../core/ports/embedder.ts";
import { refusedStatus } from "./backend-failure.ts";
import { embeddingCancelled, embedInBatches } from "./embed-in-batches.ts";
import { findKnownEmbedder } from "./known-embedders.ts";
import { type BackendConnection, readJson, requestBackend } from "./request-backend.ts";

export interface OpenAiEmbedderOptions extends BackendConnection {
  readonly model: string;
  /** Where it is known already how long its vectors are; nothing is asked to begin with then. */
  readonly dimensions?: number | undefined;
}

/** How a model is asked: patiently while reports are embedded, with less patience while somebody waits. */
export type Patience = Pick<BackendConnection, "timeoutMs" | "retry">;

/** An embedder that can be asked in another manner; what it learnt of its server holds there too. */
export interface OpenAiEmbedder extends Embedder {
  withPatience(patience: Patience): Embedder;
}

/**
 * Texts a request, to begin with. Servers take from 10 (DashScope's text-embedding-v3 and v4; 25 its v1 and v2, as its
 * API reference says) to 2048 (OpenAI), and refuse more in words of their own: whoever refuses gets half as many.
 */
const BATCH_SIZE = 32;
/** Bad request, too large, not to be processed. */
const TOO_MANY: ReadonlySet<number | null> = new Set([400, 413, 422]);

const ReplySchema = z.object({
  data: z.array(z.object({ index: z.number().int().nullish(), embedding: z.array(z.number()).min(1) })),
});

/**
 * An embedding model behind `POST {baseUrl}/embeddings`. Asks for one vector at once, to learn how long they are,
 * unless that is known; a vector of another length is a bad reply.
 *
 * What stands behind the address cannot be seen, so the stamp knows the model by name alone: when it changes behind
 * the same name, the index has to be built anew by hand. Servers do not add the prefixes that a model was trained with;
 * a known model gets them here.
 *
 * @throws FawenError `backend-failed`
 */
export async function createOpenAiEmbedder(options: OpenAiEmbedderOptions): Promise<OpenAiEmbedder> {
  const id = `openai:${options.model}`;
  const { queryPrefix = "", passagePrefix = "" } = findKnownEmbedder(options.model) ?? {};
  let batchSize = BATCH_SIZE;

  function request(connection: BackendConnection, batch: readonly string[], signal?: AbortSignal) {
    // Some servers refuse an empty string; a space means the same.
    const input = batch.map((text) => (text === "" ? " " : text));
    const body = { model: options.model, input, encoding_format: "float" };
    const read = async (response: Response) =>
      readVectors(await readJson(response, connection.timeoutMs, signal), batch.length, id);
    return requestBackend(connection, id, "/embeddings", body, read, signal);
  }

  /** In as many requests as the server wants. */
  async function embed(connection: BackendConnection, texts: readonly string[], signal?: AbortSignal) {
    const vectors: Float32Array[] = [];
    while (vectors.length < texts.length) {
      if (signal?.aborted) throw embeddingCancelled(signal.reason);
      const batch = texts.slice(vectors.length, vectors.length + batchSize);
      try {
        vectors.push(...(await request(connection, batch, signal)));
      } catch (error) {
        if (batch.length === 1 || !TOO_MANY.has(refusedStatus(error))) throw error;
        batchSize = Math.min(batchSize, Math.floor(batch.length / 2));
      }
    }
    return vectors;
  }

  const dimensions = options.dimensions ?? (await request(options, ["法治政府建设"]))[0]?.length ?? 0;

  function withPatience(patience: Patience): Embedder {
    const connection = { ...options, ...patience };
    const embedBatch = async (batch: readonly string[], signal: AbortSignal | undefined) => {
      const vectors = await embed(connection, batch, signal);
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
  return { ...withPatience(options), withPatience };
}

function readVectors(reply: unknown, expected: number, id: string): readonly Float32Array[] {
  const parsed = ReplySchema.safeParse(reply);
  if (!parsed.success) throw badReply(id, "不是 OpenAI 格式");
  const { data } = parsed.data;
  if (data.length !== expected) throw badReply(id, `要 ${expected} 个向量，来了 ${data.length} 个`);
  // Some servers leave the numbers out and keep the order.
  const numbered = data.some(({ index }) => index != null);
  const inOrder = numbered ? data.toSorted((a, b) => (a.index ?? -1) - (b.index ?? -1)) : data;
  // A vector with another text's number would be a passage found for what stands elsewhere.
  if (numbered && inOrder.some(({ index }, place) => index !== place)) throw badReply(id, "index 有重复或超出范围");
  return inOrder.map(({ embedding }) => toUnitLength(embedding, id));
}

function toUnitLength(values: readonly number[], id: string): Float32Array {
  const length = Math.hypot(...values);
  if (!(length > 0)) throw badReply(id, "向量全是零");
  return Float32Array.from(values, (value) => value / length);
}

function badReply(id: string, fault: string): FawenError {
  return new FawenError("backend-failed", `${id} 的回复有误：${fault}。请检查 EMBEDDER 的网址和 EMBEDDER_MODEL。`);
}
