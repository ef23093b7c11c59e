import { basename, join, resolve } from "node:path";
import type { Config } from "../../config.ts";
import type { Embedder } from "../../core/ports/embedder.ts";

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
 * @throws FawenError `model-missing` or `backend-failed` with the fix
 */
export async function openEmbedder(config: Pick<Config, "embedder" | "modelDir">): Promise<OpenedEmbedder> {
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
      const { folder, id } = locateModel(wanted, config.modelDir);
      const { isStaticModel } = await import("./embedder-model.ts");
      if (await isStaticModel(folder, id)) {
        const { openStaticEmbedder } = await import("./open-static-embedder.ts");
        return { embedder: await openStaticEmbedder(folder, id), ...NOTHING };
      }
      const { createTransformersEmbedder } = await import("./transformers-embedder.ts");
      const hubUrl = wanted.kind === "hub" ? wanted.hubUrl : undefined;
      const embedder = await createTransformersEmbedder({ folder, id, hubUrl });
      return { embedder, warmUp: () => embedder.warmUp(), close: () => embedder.close() };
    }
  }
}

/** Where a local model lies, or will lie once fetched, and the name that people see. */
export function locateModel(
  wanted: { readonly kind: "folder" | "hub"; readonly model: string },
  modelDir: string,
): { readonly folder: string; readonly id: string } {
  const isPath = wanted.kind === "folder" && /[/\\]/.test(wanted.model);
  return isPath
    ? { folder: resolve(wanted.model), id: basename(resolve(wanted.model)) }
    : { folder: resolve(join(modelDir, wanted.model)), id: wanted.model };
}
