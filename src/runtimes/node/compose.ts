import { webcrypto } from "node:crypto";
import { join } from "node:path";
import { createOpenccScriptConverter } from "../../adapters/opencc-script-converter.ts";
import { type Config, forRewriting, withoutRewriting } from "../../config.ts";
import type { Assistant } from "../../core/assistant.ts";
import { createAssistant } from "../../core/create-assistant.ts";
import { FIGURES_VERSION } from "../../core/figures/figures-version.ts";
import { FawenError } from "../../core/model/errors.ts";
import { type Library, sameStamp, type VectorTable } from "../../core/model/library.ts";
import type { ChatModel } from "../../core/ports/chat-model.ts";
import { READING_VERSION } from "../../core/reading/read-report.ts";
import { createSearchableLibrary, type SearchableLibrary } from "../../core/search/searchable-library.ts";
import { WORDS_VERSION } from "../../core/search/words-version.ts";
import { describeStamp } from "../../index-files/manifest.ts";
import { createChatModel } from "./create-chat-model.ts";
import { openEmbedder } from "./create-embedder.ts";
import { openReranker } from "./create-reranker.ts";
import { openIndexFolder } from "./index-folder.ts";
import { type IngestOptions, type IngestReport, ingest } from "./ingest.ts";
import type { OpenModelOptions } from "./local-model.ts";
import { type OpenedVectorIndex, openVectorIndex } from "./open-vector-index.ts";
import { openVectorStore } from "./open-vector-store.ts";
import { keepRetired } from "./retired-reports.ts";
import { createStoreKeeper } from "./store-keeper.ts";
import { digestVectors } from "./write-index.ts";

export interface ComposeOptions {
  /** Told in one line what a person should know although everything works. */
  readonly notify: (message: string) => void;
  /** Whether the graph of many vectors is built in the background; left out, only one that is there is used. */
  readonly buildGraph?: boolean;
  /** Told how much has come while a model is fetched. */
  readonly onFetch?: OpenModelOptions["onFetch"];
  /** Phrases answers in place of what `config.llm` asks for. */
  readonly chatModel?: ChatModel;
  /** Ends the fetching of a model. */
  readonly signal?: AbortSignal;
}

/** What `ingest` is told besides what the settings say. */
export type IngestRequest = Partial<Omit<IngestOptions, "embedder" | "converter">>;

/** Everything that answers questions on this machine, put together. */
export interface Composed {
  readonly assistant: Assistant;
  /** Brings the index up to date; `corpusDir` and `indexDir` are those of the settings unless given. */
  ingest(request?: IngestRequest): Promise<IngestReport>;
  /**
   * Makes the assistant ready: brings the index up to date with the corpus folder and loads it. While another
   * process is writing the index, the one that is there is used.
   */
  prepare(request?: Pick<IngestRequest, "onProgress" | "signal">): Promise<Library>;
  /** Loads the index as it is, without a look at the corpus folder. */
  load(): Promise<Library>;
  /** Loads again whenever the index folder changes, keeping the old index when that fails. Ends with `close`. */
  watch(onLoaded: (library: Library) => void): void;
  /** Loads the models that search, ahead of the first question. */
  warmUp(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Builds the assistant from the settings. No index is loaded yet: until `prepare` is done every question is answered
 * with `not-ready`.
 *
 * @throws FawenError `bad-setting`, `model-missing`, `backend-failed`, `cancelled`
 */
export async function composeAssistant(config: Config, options: ComposeOptions): Promise<Composed> {
  const converter = createOpenccScriptConverter();
  const llm = config.llmRewrite ? withoutRewriting(config.llm) : config.llm;
  const chatModel = options.chatModel ?? (await createChatModel(llm, options.notify));
  const rewriter = config.llmRewrite
    ? (options.chatModel ?? (await createChatModel(forRewriting(config.llm), options.notify)))
    : null;
  const { embedder, forQuestions, ...embedding } = await openEmbedder(config, options);
  const { reranker, ...reranking } = await openReranker(config, options);
  const store = embedder && (await openVectorStore(config.vectorStore, embedder.stamp));
  const keeper = store && createStoreKeeper(store, options.notify, { retired: keepRetired(config, embedder.stamp) });
  const folder = openIndexFolder(config.indexDir);
  const expected = {
    readingVersion: READING_VERSION,
    converterVersion: converter.version,
    wordsVersion: WORDS_VERSION,
    figuresVersion: FIGURES_VERSION,
    embedder: embedder?.stamp ?? null,
    leaveVectors: keeper !== null,
  };
  let current: SearchableLibrary | null = null;
  let vectors: OpenedVectorIndex | null = null;
  let endWatch = () => {};

  const runIngest = (request: IngestRequest = {}) =>
    ingest({ corpusDir: config.corpusDir, indexDir: config.indexDir, ...request, embedder, converter });

  /** Vectors go to an engine before the index that needs them is in place. */
  async function fillStore(library: Library, { signal, onProgress }: IngestRequest = {}): Promise<void> {
    const tell = (done: number, total: number) => onProgress?.({ stage: "storing", done, total });
    await keeper?.fill(library, { signal, onProgress: tell });
  }

  /** Puts a library in place of the one before, whole. */
  async function adopt(library: Library): Promise<Library> {
    // The graph of the library before is not needed any more, should it still be in the making.
    await vectors?.close();
    const table = keeper === null ? library.vectors : null;
    const { notify, buildGraph = false } = options;
    const graphPath = async () => table && nameGraph(table);
    vectors = table && (await openVectorIndex(table, { graphPath, build: buildGraph, notify }));
    const kept = keeper === null ? library : { ...library, vectors: null };
    current = createSearchableLibrary(kept, vectors, converter, keeper?.bind(kept) ?? null);
    return library;
  }

  /**
   * Where the graph of these vectors is kept. The digest of the vectors files tells the index folder when it may go;
   * the digest of the values makes sure that it is theirs, whatever was swapped in meanwhile.
   */
  async function nameGraph(table: VectorTable): Promise<string | null> {
    const manifest = await folder.manifest();
    const files = manifest && digestVectors(manifest);
    if (files === null) return null;
    // Off this thread: a gigabyte takes seconds. Safe: no vectors are in memory that is shared.
    const digest = await webcrypto.subtle.digest("SHA-256", table.values as Float32Array<ArrayBuffer>);
    const values = Buffer.from(digest).toString("hex");
    return join(config.indexDir, `hnsw-${files}-${values.slice(0, 16)}.bin`);
  }

  /** Vectors of another model are no use: says so before it computes them all, which takes its time. */
  async function announceRebuild(): Promise<void> {
    // An index that cannot be read is built anew too, and has no vectors to lose.
    const manifest = await folder.manifest().catch(() => null);
    if (manifest === null || embedder === null) return;
    const { counts, embedder: made } = manifest;
    if (made !== null && sameStamp(made, embedder.stamp)) return;
    options.notify(
      `索引的向量出自 ${describeStamp(made)}，现在的 EMBEDDER 是 ${describeStamp(embedder.stamp)}：` +
        `要重算 ${counts.passages} 段的向量，并换掉原来的索引；不想换请按 Ctrl+C，改回设置。`,
    );
  }

  const load = async () => adopt(await folder.load(expected));

  return {
    assistant: createAssistant({
      current: () => current,
      ...{ converter, embedder: forQuestions, chatModel, rewriter, reranker, warn: options.notify },
    }),
    async ingest(request = {}) {
      const report = await runIngest({ ...request, beforeSave: (library) => fillStore(library, request) });
      if (request.dryRun !== true) {
        // An engine may have been emptied or replaced since.
        if (!report.changed) await fillStore(report.library, request);
        await keeper?.retain(report.library);
      }
      return report;
    },
    async prepare(request) {
      try {
        await announceRebuild();
        // An engine that is down keeps nobody from starting: words answer until it is filled.
        const beforeSave = (library: Library) => fillStore(library, request).catch(ignoreFailure);
        const { library, problems } = await runIngest({ ...request, beforeSave });
        await keeper?.keepFilled(library);
        for (const { file, message } of problems) options.notify(`${file}：${message}`);
        return await adopt(library);
      } catch (error) {
        if (!(error instanceof FawenError && error.code === "not-ready")) throw error;
        options.notify(`${error.message}；先用现有的索引。`);
        return load();
      }
    },
    load,
    watch(onLoaded) {
      endWatch();
      // One after the other, so that a slow load of an older index never replaces a newer one.
      let turn = Promise.resolve();
      endWatch = folder.watch(() => {
        turn = turn.then(load).then(onLoaded, (error: unknown) => {
          const reason = error instanceof FawenError ? error.message : String(error);
          options.notify(`新的索引没有载入，继续使用原来的：${reason}`);
        });
      });
    },
    async warmUp() {
      await Promise.all([embedding.warmUp(), reranking.warmUp()]);
    },
    async close() {
      endWatch();
      await vectors?.close();
      await keeper?.close();
      await Promise.all([embedding.close(), reranking.close()]);
    },
  };
}

/** One of a backend, which is told and tried again elsewhere. */
function ignoreFailure(error: unknown): void {
  if (!(error instanceof FawenError && error.code === "backend-failed")) throw error;
}
