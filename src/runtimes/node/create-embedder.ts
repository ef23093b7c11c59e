import type { Patience } from "../../adapters/openai-embedder.ts";
import type { Config } from "../../config.ts";
import type { Embedder } from "../../core/ports/embedder.ts";
import { type OpenModelOptions, obtainModel } from "./local-model.ts";

/** An embedder, with what the runtime wants of it besides. */
export interface OpenedEmbedder {
  readonly embedder: Embedder | null;
  /** The same for somebody who waits: gives up soon on one that does not answer. */
  readonly forQuestions: Embedder | null;
  /** Loads the model ahead of the first question; nothing to do for some. */
  warmUp(): Promise<void>;
  close(): Promise<void>;
}

const NOTHING = { warmUp: async () => {}, close: async () => {} };
/** While reports are embedded: a batch of passages takes a small server without an accelerator some seconds. */
const PATIENT: Patience = { timeoutMs: 60_000, retry: { tries: 5, firstWaitMs: 1_000, maxWaitMs: 60_000 } };
/** At the start: a wrong address should be told soon, a busy server is waited for. */
const FIRST: Patience = { timeoutMs: 60_000, retry: { tries: 3, firstWaitMs: 300, maxWaitMs: 20_000 } };
/** Somebody waits: better words alone than vectors much later. */
const QUESTION_LIMIT_MS = 5_000;
/** What comes later than that still shows that the endpoint is there again. */
const HASTY: Patience = { timeoutMs: 60_000, retry: { tries: 1, firstWaitMs: 0, maxWaitMs: 0 } };
/** So long questions go by words alone after a failure. */
const REST_MS = 30_000;

/**
 * The embedder that the settings ask for. Adapters are loaded only when they are asked for.
 *
 * @throws FawenError `model-missing` or `backend-failed` with the fix; `cancelled`
 */
export async function openEmbedder(
  config: Pick<Config, "embedder" | "modelDir">,
  options: OpenModelOptions = {},
): Promise<OpenedEmbedder> {
  const wanted = config.embedder;
  switch (wanted.kind) {
    case "none":
      return { embedder: null, forQuestions: null, ...NOTHING };
    case "endpoint": {
      const { createOpenAiEmbedder } = await import("../../adapters/openai-embedder.ts");
      const { baseUrl, model, apiKey } = wanted;
      const { createRestingEmbedder } = await import("../../adapters/resting-embedder.ts");
      const endpoint = await createOpenAiEmbedder({ baseUrl, apiKey, model, fetch, ...FIRST });
      const limits = { limitMs: QUESTION_LIMIT_MS, restMs: REST_MS, now: () => performance.now() };
      const forQuestions = createRestingEmbedder(endpoint.withPatience(HASTY), limits);
      return { embedder: endpoint.withPatience(PATIENT), forQuestions, ...NOTHING };
    }
    case "hub":
    case "folder": {
      const { isStaticModel, modelMissing } = await import("./embedder-model.ts");
      const { folder, id } = await obtainModel(wanted, config.modelDir, modelMissing, options);
      if (await isStaticModel(folder, id)) {
        const { openStaticEmbedder } = await import("./open-static-embedder.ts");
        const embedder = await openStaticEmbedder(folder, id);
        return { embedder, forQuestions: embedder, ...NOTHING };
      }
      const { createTransformersEmbedder } = await import("./transformers-embedder.ts");
      const embedder = await createTransformersEmbedder({ folder, id });
      return { embedder, forQuestions: embedder, warmUp: () => embedder.warmUp(), close: () => embedder.close() };
    }
  }
}
