import type { Config } from "../../config.ts";
import type { Reranker } from "../../core/ports/reranker.ts";
import { type OpenModelOptions, obtainModel } from "./local-model.ts";

/** A reranker, with what the runtime wants of it besides. */
export interface OpenedReranker {
  readonly reranker: Reranker | null;
  /** Loads the model ahead of the first question; nothing to do for some. */
  warmUp(): Promise<void>;
  close(): Promise<void>;
}

const NOTHING = { warmUp: async () => {}, close: async () => {} };
/** Somebody waits: better the order that was there than a good one much later. */
const TIMEOUT_MS = 5_000;

/**
 * The reranker that the settings ask for; null by default. Adapters are loaded only when they are asked for.
 *
 * @throws FawenError `model-missing` with the fix; `cancelled`
 */
export async function openReranker(
  config: Pick<Config, "reranker" | "modelDir">,
  options: OpenModelOptions = {},
): Promise<OpenedReranker> {
  const wanted = config.reranker;
  const { candidates } = wanted;
  switch (wanted.kind) {
    case "none":
      return { reranker: null, ...NOTHING };
    case "endpoint": {
      const { createEndpointReranker } = await import("../../adapters/endpoint-reranker.ts");
      const { baseUrl, model, apiKey } = wanted;
      const connection = { baseUrl, apiKey, timeoutMs: TIMEOUT_MS, fetch };
      return { reranker: createEndpointReranker({ ...connection, model, candidates }), ...NOTHING };
    }
    case "hub":
    case "folder": {
      const { createTransformersReranker, rerankerMissing } = await import("./transformers-reranker.ts");
      const { folder, id } = await obtainModel(wanted, config.modelDir, rerankerMissing, options);
      const reranker = await createTransformersReranker({ folder, id, candidates });
      return { reranker, warmUp: () => reranker.warmUp(), close: () => reranker.close() };
    }
  }
}
