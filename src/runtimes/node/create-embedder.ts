import type { Config } from "../../config.ts";
import type { Embedder } from "../../core/ports/embedder.ts";
import { type OpenModelOptions, obtainModel } from "./local-model.ts";

/** An embedder, with what the runtime wants of it besides. */
export interface OpenedEmbedder {
  readonly embedder: Embedder | null;
  /** Loads the model ahead of the first question; nothing to do for some. */
  warmUp(): Promise<void>;
  close(): Promise<void>;
}

const NOTHING = { warmUp: async () => {}, close: async () => {} };
/** A batch of 32 passages takes a small server without an accelerator some seconds. */
const ENDPOINT_TIMEOUT_MS = 60_000;

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
      return { embedder: null, ...NOTHING };
    case "endpoint": {
      const { createOpenAiEmbedder } = await import("../../adapters/openai-embedder.ts");
      const { baseUrl, model, apiKey } = wanted;
      const connection = { baseUrl, apiKey, timeoutMs: ENDPOINT_TIMEOUT_MS, fetch };
      return { embedder: await createOpenAiEmbedder({ ...connection, model }), ...NOTHING };
    }
    case "hub":
    case "folder": {
      const { isStaticModel, modelMissing } = await import("./embedder-model.ts");
      const { folder, id } = await obtainModel(wanted, config.modelDir, modelMissing, options);
      if (await isStaticModel(folder, id)) {
        const { openStaticEmbedder } = await import("./open-static-embedder.ts");
        return { embedder: await openStaticEmbedder(folder, id), ...NOTHING };
      }
      const { createTransformersEmbedder } = await import("./transformers-embedder.ts");
      const embedder = await createTransformersEmbedder({ folder, id });
      return { embedder, warmUp: () => embedder.warmUp(), close: () => embedder.close() };
    }
  }
}
