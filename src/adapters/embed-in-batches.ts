import { FawenError } from "../core/model/errors.ts";
import type { EmbedOptions } from "../core/ports/embedder.ts";

/**
 * Runs `embedBatch` over all texts, `batchSize` at a time and in order, with progress and cancelling: what every
 * embedder needs, written once.
 *
 * @throws FawenError `cancelled` between two batches once the signal is aborted; `backend-failed` when a batch
 *   comes back with the wrong number of vectors
 */
export async function embedInBatches(
  texts: readonly string[],
  batchSize: number,
  embedBatch: (batch: readonly string[], signal: AbortSignal | undefined) => Promise<readonly Float32Array[]>,
  options: EmbedOptions = {},
): Promise<Float32Array[]> {
  const vectors: Float32Array[] = [];
  for (let start = 0; start < texts.length; start += batchSize) {
    if (options.signal?.aborted) throw embeddingCancelled(options.signal.reason);
    const batch = texts.slice(start, start + batchSize);
    const made = await embedBatch(batch, options.signal);
    if (made.length !== batch.length) {
      const message = `向量模型对 ${batch.length} 段文字返回了 ${made.length} 个向量，无法对应。请换一个模型或接口。`;
      throw new FawenError("backend-failed", message);
    }
    vectors.push(...made);
    options.onProgress?.(vectors.length);
  }
  return vectors;
}

export function embeddingCancelled(cause: unknown): FawenError {
  return new FawenError("cancelled", "计算向量的工作已被取消。", { cause });
}
