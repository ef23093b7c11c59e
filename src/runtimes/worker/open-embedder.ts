import { createOpenAiEmbedder, type Patience } from "../../adapters/openai-embedder.ts";
import { createRestingEmbedder } from "../../adapters/resting-embedder.ts";
import type { WorkersAiBinding } from "../../adapters/workers-ai-chat-model.ts";
import { createWorkersAiEmbedder, workersAiModelOf } from "../../adapters/workers-ai-embedder.ts";
import { EMBEDDED_MODEL, type EmbedderConfig } from "../../config.ts";
import { FawenError } from "../../core/model/errors.ts";
import { type EmbedderStamp, sameStamp } from "../../core/model/library.ts";
import type { Embedder } from "../../core/ports/embedder.ts";
import { describeStamp } from "../../index-files/manifest.ts";

/** What a Worker can make vectors with. */
export interface EmbedderSources {
  /** The model that was deployed; null when none was. */
  readonly packed: { readonly stamp: EmbedderStamp; open(): Promise<Embedder> } | null;
  readonly ai: WorkersAiBinding | undefined;
  readonly fetch: typeof fetch;
  /** Milliseconds since any fixed moment. */
  readonly nowMs: () => number;
  /** Told in one line what a person should know although answers go on. */
  readonly warn: (line: string) => void;
}

/** When an isolate starts, somebody waits already. */
const FIRST: Patience = { timeoutMs: 3_000, retry: { tries: 1, firstWaitMs: 0, maxWaitMs: 0 } };
const HASTY: Patience = { timeoutMs: 10_000, retry: { tries: 1, firstWaitMs: 0, maxWaitMs: 0 } };
/** Better words alone than vectors much later; so long questions go by words alone after a failure. */
const LIMITS = { limitMs: 5_000, restMs: 30_000 };

/**
 * What makes the vectors of questions, decided once: the first of the deployed model, Workers AI and the endpoint of the
 * settings that made the vectors of the index. Null searches by words alone: when the settings say so, or when the index
 * has no vectors.
 *
 * @param made who made the vectors of the index
 * An endpoint that does not answer is taken at its word, as the model that it is set to be: words alone answer until it
 * is there, and vectors of another length are refused.
 *
 * @throws FawenError `index-mismatch` when none of them did; `model-missing`
 */
export async function openEmbedder(
  wanted: EmbedderConfig,
  made: EmbedderStamp | null,
  { packed, ai, fetch, nowMs, warn }: EmbedderSources,
): Promise<Embedder | null> {
  if (wanted.kind === "none" || made === null) return null;
  const takes = (stamp: EmbedderStamp) => {
    const asked = wanted.model.split("/").at(-1) ?? "";
    if (wanted.model !== EMBEDDED_MODEL && !stamp.id.includes(asked))
      warn(`EMBEDDER 写的是 ${wanted.model}，而索引的向量出自 ${describeStamp(stamp)}：这里用后者，与索引一致`);
  };
  if (packed !== null && sameStamp(packed.stamp, made)) {
    takes(made);
    return packed.open();
  }
  const resting = (embedder: Embedder) => createRestingEmbedder(embedder, { ...LIMITS, now: nowMs });
  if (ai !== undefined && workersAiModelOf(made) !== null) {
    takes(made);
    return resting(createWorkersAiEmbedder(ai, made));
  }
  const others = packed === null ? [] : [describeStamp(packed.stamp)];
  if (wanted.kind === "endpoint") {
    const { baseUrl, model, apiKey } = wanted;
    const connection = { baseUrl, apiKey, model, fetch, ...FIRST };
    const silent = createOpenAiEmbedder({ ...connection, dimensions: made.dimensions });
    const endpoint = await createOpenAiEmbedder(connection).catch(async (error: unknown) => {
      if (!(error instanceof FawenError) || !sameStamp((await silent).stamp, made)) throw error;
      warn(`向量接口没有应答，先按字词检索：${error.message}`);
      return silent;
    });
    if (sameStamp(endpoint.stamp, made)) return resting(endpoint.withPatience(HASTY));
    others.push(describeStamp(endpoint.stamp));
  }
  throw mismatch(made, others);
}

function mismatch(made: EmbedderStamp, others: readonly string[]): FawenError {
  const ways =
    workersAiModelOf(made) === null
      ? "请在同一设置下运行 npm run ingest 再部署，或设 EMBEDDER 为建索引时的接口，或设 EMBEDDER=none 只按字词检索"
      : "请在 wrangler.toml 里打开 [ai] 绑定，或设 EMBEDDER=none 只按字词检索";
  const can = others.length === 0 ? "没有可用的向量模型" : `可用的是 ${others.join("、")}`;
  const message = `索引的向量出自 ${describeStamp(made)}，而这个 Worker 上${can}；${ways}`;
  return new FawenError("index-mismatch", message, { field: "EMBEDDER" });
}
