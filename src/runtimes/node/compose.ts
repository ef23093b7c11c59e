import { join } from "node:path";
import { createOpenccScriptConverter } from "../../adapters/opencc-script-converter.ts";
import type { Config } from "../../config.ts";
import type { Assistant } from "../../core/assistant.ts";
import { createAssistant } from "../../core/create-assistant.ts";
import { FawenError } from "../../core/model/errors.ts";
import type { Library } from "../../core/model/library.ts";
import { READING_VERSION } from "../../core/reading/read-report.ts";
import { createSearchableLibrary, type SearchableLibrary } from "../../core/search/searchable-library.ts";
import { createChatModel } from "./create-chat-model.ts";
import { openEmbedder } from "./create-embedder.ts";
import { openIndexFolder } from "./index-folder.ts";
import { type IngestProgress, ingest } from "./ingest.ts";
import { openVectorIndex } from "./open-vector-index.ts";

export interface ComposeOptions {
  /** Told in one line what a person should know although everything works. */
  readonly notify: (message: string) => void;
}

export interface BuildOptions {
  readonly onProgress?: ((progress: IngestProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Everything that answers questions on this machine, put together. */
export interface Composed {
  readonly assistant: Assistant;
  /**
   * Brings the index up to date with the corpus folder: reads and embeds only what changed. While another process
   * does that, the index that is there is left as it is.
   */
  build(options?: BuildOptions): Promise<void>;
  /** Loads the index from `indexDir` and puts it in place of the one before, whole. */
  load(): Promise<Library>;
  /** Loads again whenever the index folder changes, keeping the old index when that fails. Ends with `close`. */
  watch(onLoaded: (library: Library) => void): void;
  /** Loads the embedding model ahead of the first question. */
  warmUp(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Builds the assistant from the settings. No index is loaded yet: until `load` is done every question is answered
 * with `not-ready`.
 *
 * @throws FawenError `bad-setting`, `model-missing`, `backend-failed`
 */
export async function composeAssistant(config: Config, options: ComposeOptions): Promise<Composed> {
  const converter = createOpenccScriptConverter();
  const chatModel = await createChatModel(config.llm);
  const opened = await openEmbedder(config);
  const { embedder } = opened;
  const folder = openIndexFolder(config.indexDir);
  const makers = { readingVersion: READING_VERSION, converterVersion: converter.version };
  let current: SearchableLibrary | null = null;
  let endWatch = () => {};

  async function loadNow(): Promise<Library> {
    const before = await folder.manifest();
    const library = await folder.load({ ...makers, embedder: embedder?.stamp ?? null });
    const after = await folder.manifest();
    // A graph belongs to one vectors file; when the index changed meanwhile, it is not known which one was read.
    const digest = before?.files.vectors?.digest;
    const known = digest !== undefined && digest === after?.files.vectors?.digest;
    const cachePath = known ? join(config.indexDir, `hnsw-${digest.slice(0, 16)}.bin`) : undefined;
    const table = library.vectors;
    const vectorIndex = table && (await openVectorIndex(table, { cachePath, notify: options.notify }));
    current = createSearchableLibrary(library, { converter, vectorIndex });
    return library;
  }

  async function build({ onProgress, signal }: BuildOptions = {}): Promise<void> {
    const { corpusDir, indexDir } = config;
    try {
      const report = await ingest({ corpusDir, indexDir, embedder, converter, onProgress, signal });
      for (const { file, message } of report.problems) options.notify(`${file}：${message}`);
    } catch (error) {
      if (!(error instanceof FawenError && error.code === "not-ready")) throw error;
      options.notify(`${error.message}；先用现有的索引。`);
    }
  }

  // One after the other, so that a slow load of an older index never replaces a newer one.
  let turn: Promise<unknown> = Promise.resolve();
  const load = (): Promise<Library> => {
    const loading = turn.then(loadNow, loadNow);
    turn = loading;
    return loading;
  };

  return {
    assistant: createAssistant({ current: () => current, converter, embedder, chatModel }),
    build,
    load,
    watch(onLoaded) {
      endWatch();
      endWatch = folder.watch(() => {
        load().then(onLoaded, (error: unknown) => {
          const reason = error instanceof FawenError ? error.message : String(error);
          options.notify(`新的索引没有载入，继续使用原来的：${reason}`);
        });
      });
    },
    warmUp: opened.warmUp,
    async close() {
      endWatch();
      await opened.close();
    },
  };
}
