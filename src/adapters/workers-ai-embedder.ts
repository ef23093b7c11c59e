import { z } from "zod";
import { FawenError } from "../core/model/errors.ts";
import type { EmbedderStamp } from "../core/model/library.ts";
import type { Embedder } from "../core/ports/embedder.ts";
import { embeddingCancelled, embedInBatches } from "./embed-in-batches.ts";
import type { WorkersAiBinding } from "./workers-ai-chat-model.ts";

/** What the service takes in one request (Cloudflare, Workers AI, bge models: `text` of up to 100 items). */
const BATCH_SIZE = 100;
/**
 * How an index names a model of Workers AI: it is made on Node, where the service is reached in the manner of OpenAI
 * (`EMBEDDER=https://api.cloudflare.com/client/v4/accounts/…/ai/v1`, `EMBEDDER_MODEL=@cf/…`).
 */
const ID = /^openai:(@cf\/.+)$/;

const ReplySchema = z.object({ data: z.array(z.array(z.number()).min(1)) });

/** The model of Workers AI that made vectors with this stamp; null when it was another service's. */
export function workersAiModelOf(stamp: EmbedderStamp): string | null {
  return ID.exec(stamp.id)?.[1] ?? null;
}

/**
 * An embedding model of Workers AI, reached through the binding that a Worker is given.
 *
 * @param stamp of the index, whose vectors its own stand beside; `workersAiModelOf` knows its model
 */
export function createWorkersAiEmbedder(ai: WorkersAiBinding, stamp: EmbedderStamp): Embedder {
  const model = workersAiModelOf(stamp);
  if (model === null) throw new RangeError(`${stamp.id} is no model of Workers AI`);

  async function embedBatch(batch: readonly string[]): Promise<Float32Array[]> {
    const reply = ReplySchema.safeParse(await ai.run(model ?? "", { text: batch }));
    if (!reply.success) throw badReply(model ?? "", "不是向量");
    return reply.data.data.map((values) => toUnitLength(values, stamp, model ?? ""));
  }

  return {
    stamp,
    embedPassages(texts, options) {
      const prefixed = texts.map((text) => stamp.passagePrefix + text);
      return embedInBatches(prefixed, BATCH_SIZE, embedBatch, options);
    },
    async embedQuery(text, options) {
      if (options?.signal?.aborted) throw embeddingCancelled(options.signal.reason);
      const [vector] = await embedBatch([stamp.queryPrefix + text]);
      if (vector === undefined) throw badReply(model, "没有向量");
      return vector;
    },
  };
}

function toUnitLength(values: readonly number[], { dimensions }: EmbedderStamp, model: string): Float32Array {
  if (values.length !== dimensions) throw badReply(model, `向量是 ${values.length} 维，索引里是 ${dimensions} 维`);
  const length = Math.hypot(...values);
  if (!(length > 0)) throw badReply(model, "向量全是零");
  return Float32Array.from(values, (value) => value / length);
}

function badReply(model: string, fault: string): FawenError {
  return new FawenError("backend-failed", `Workers AI 的 ${model} 的回复有误：${fault}。请用同一个模型重建索引。`);
}
