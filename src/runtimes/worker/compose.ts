import { createEndpointReranker } from "../../adapters/endpoint-reranker.ts";
import { createOpenccScriptConverter } from "../../adapters/opencc-script-converter.ts";
import { type Config, forRewriting, type RerankerConfig, withoutRewriting } from "../../config.ts";
import type { Assistant } from "../../core/assistant.ts";
import { createAssistant } from "../../core/create-assistant.ts";
import { FIGURES_VERSION } from "../../core/figures/figures-version.ts";
import { FawenError } from "../../core/model/errors.ts";
import type { EmbedderStamp, VectorTable } from "../../core/model/library.ts";
import type { Embedder } from "../../core/ports/embedder.ts";
import type { Reranker } from "../../core/ports/reranker.ts";
import type { VectorIndex } from "../../core/ports/vector-index.ts";
import { READING_VERSION } from "../../core/reading/read-report.ts";
import { createExactVectorIndex } from "../../core/search/exact-vector-index.ts";
import type { KeepLimits } from "../../core/search/keep-limits.ts";
import { createSearchableLibrary, type SearchableLibrary } from "../../core/search/searchable-library.ts";
import { WORDS_VERSION } from "../../core/search/words-version.ts";
import type { AppLog } from "../../http/app-options.ts";
import { checkManifest } from "../../index-files/manifest.ts";
import type { AssetReader } from "./asset-reader.ts";
import type { WorkerEnv } from "./bindings.ts";
import { createChatModel } from "./create-chat-model.ts";
import type { Keep } from "./library-loader.ts";
import { loadLibrary, readIndexManifest } from "./load-library.ts";
import { openEmbedder } from "./open-embedder.ts";
import { openPackedModel, readPackedModel } from "./packed-model.ts";
import { findVectorize, openVectorize } from "./vectorize.ts";

/** Somebody waits: better the order that was there than a good one much later. */
const RERANK_TIMEOUT_MS = 5_000;

/** Called as a plain function: as a method of something else it is refused here. */
const callFetch: typeof fetch = (input, init) => fetch(input, init);

/** An isolate has 128 MB for everything. */
const KEEP: KeepLimits = {
  passageChars: 500_000,
  describedPassages: 200,
  termSlices: 250_000,
  sentenceVectors: 2_000,
};

/** Told of the embedder while there is none. */
const NO_STAMP: EmbedderStamp = {
  ...{ id: "none", digest: "", dimensions: 0, pooling: null, queryPrefix: "", passagePrefix: "" },
};

/** What a Worker brings with it besides its settings. */
export interface WorkerParts {
  readonly env: WorkerEnv;
  readonly assets: AssetReader;
  /** `scan-int8.wasm`, compiled. */
  readonly scanModule: WebAssembly.Module;
  readonly log: AppLog;
  /** What those who ask are told while there is no library; undefined: that it is being loaded. */
  readonly whyNotReady: () => string | undefined;
}

/** Everything that answers questions in this isolate, put together. */
export interface Composed {
  readonly assistant: Assistant;
  /**
   * Reads model and index from the assets; until it is done every question is answered with `not-ready`.
   *
   * @param keep given what nobody waits for and what should go on all the same
   */
  load(keep: Keep): Promise<void>;
}

/**
 * Builds the assistant from the settings and bindings of a Worker.
 *
 * @throws FawenError `bad-setting`
 */
export function composeAssistant(config: Config, parts: WorkerParts): Composed {
  const { env, assets, scanModule, log, whyNotReady } = parts;
  const vectorize = findVectorize(config.vectorStore, env.VECTORIZE);
  const converter = createOpenccScriptConverter();
  const warn = (line: string) => log.warn(line);
  const sources = { ai: env.AI, fetch: callFetch, warn };
  const chatModel = createChatModel(config.llmRewrite ? withoutRewriting(config.llm) : config.llm, sources);
  const rewriter = config.llmRewrite ? createChatModel(forRewriting(config.llm), sources) : null;
  const reranker = openReranker(config.reranker);
  let current: SearchableLibrary | null = null;
  let embedder: Embedder | null = null;

  async function load(keep: Keep): Promise<void> {
    const [manifest, packed] = await Promise.all([readIndexManifest(assets), readPackedModel(assets)]);
    const makers = { readingVersion: READING_VERSION, converterVersion: converter.version };
    const versions = { wordsVersion: WORDS_VERSION, figuresVersion: FIGURES_VERSION };
    checkManifest(manifest, { ...makers, ...versions, embedder: null });
    const byMeaning = config.embedder.kind !== "none" && manifest.embedder !== null;
    // Together: an embedder elsewhere may take its time to answer.
    const [opened, library] = await Promise.all([
      openEmbedder(config.embedder, manifest.embedder, {
        packed: packed && { stamp: packed.stamp, open: () => openPackedModel(assets, packed) },
        ...{ ai: env.AI, fetch: callFetch, nowMs: () => performance.now(), warn },
      }),
      loadLibrary(assets, manifest, byMeaning && vectorize === null),
    ]);
    embedder = opened;
    const remote = vectorize && embedder && (await openVectorize(vectorize, embedder.stamp, library, { log, keep }));
    current = createSearchableLibrary(library, openVectorIndex(library.vectors, scanModule), converter, remote, KEEP);
    const { reports, passages } = library;
    log.info("index loaded", {
      ...{ reports: reports.length, passages: passages.length, embedder: embedder?.stamp.id ?? "none" },
      builtAt: library.builtAt,
    });
  }

  // The embedder is known once the index is: what asks it comes after.
  const late: Embedder = {
    get stamp() {
      return embedder?.stamp ?? NO_STAMP;
    },
    embedPassages: (texts, options) => loaded().embedPassages(texts, options),
    embedQuery: (text, options) => loaded().embedQuery(text, options),
  };
  const loaded = (): Embedder => {
    if (embedder === null) throw new FawenError("not-ready", "向量模型尚未就绪，请稍后再试。", { retryable: true });
    return embedder;
  };

  return {
    assistant: createAssistant({
      current: () => current,
      ...{ whyNotReady, converter, embedder: late, chatModel, rewriter, reranker, warn },
    }),
    load,
  };
}

/** What stands in for an assistant that cannot be composed: tells whoever asks that it is not ready. */
export function composeFailure(error: unknown, whyNotReady: () => string | undefined): Composed {
  const converter = createOpenccScriptConverter();
  return {
    assistant: createAssistant({ current: () => null, whyNotReady, converter, embedder: null }),
    load: () => Promise.reject(error),
  };
}

function openVectorIndex(table: VectorTable | null, scanModule: WebAssembly.Module): VectorIndex | null {
  return table && createExactVectorIndex(table, scanModule);
}

function openReranker(wanted: RerankerConfig): Reranker | null {
  switch (wanted.kind) {
    case "none":
      return null;
    case "endpoint": {
      const { baseUrl, model, apiKey, candidates } = wanted;
      return createEndpointReranker({
        baseUrl,
        apiKey,
        model,
        candidates,
        timeoutMs: RERANK_TIMEOUT_MS,
        fetch: callFetch,
      });
    }
    case "folder":
    case "hub": {
      const message = `设置 RERANKER=${wanted.model} 不对：本地的重排模型不能在 Workers 上运行，请用 none 或 http(s) 接口。`;
      throw new FawenError("bad-setting", message, { field: "RERANKER" });
    }
  }
}
