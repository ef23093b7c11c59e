import { createOpenccScriptConverter } from "../../adapters/opencc-script-converter.ts";
import { placeReports } from "../../adapters/vector-store/stored-reports.ts";
import type { Config } from "../../config.ts";
import { FIGURES_VERSION } from "../../core/figures/figures-version.ts";
import type { EmbedderStamp } from "../../core/model/library.ts";
import { READING_VERSION } from "../../core/reading/read-report.ts";
import { WORDS_VERSION } from "../../core/search/words-version.ts";
import { type Finding, toProblem } from "./finding.ts";
import { openIndexFolder } from "./index-folder.ts";
import { openVectorStore } from "./open-vector-store.ts";

const NAME = "向量库";
const FIX = "检查 VECTOR_STORE 和 VECTOR_STORE_KEY，或去掉 VECTOR_STORE 在本进程内检索；连不上时照样按字词回答";

/**
 * Whether the engine of `VECTOR_STORE` answers and holds all of the index; nothing where there is no engine.
 *
 * @param stamp of the embedder that is set; null when it is off or cannot be had
 */
export async function examineVectorStore(
  config: Pick<Config, "vectorStore" | "indexDir">,
  stamp: EmbedderStamp | null,
): Promise<readonly Finding[]> {
  if (config.vectorStore.kind === "local") return [];
  if (stamp === null) {
    const message = `${config.vectorStore.kind}，但没有向量模型`;
    return [{ name: NAME, state: "warning", message, fix: "设置 EMBEDDER，或去掉 VECTOR_STORE" }];
  }
  try {
    const store = await openVectorStore(config.vectorStore, stamp);
    if (store === null) return [];
    try {
      const reports = await readPlacedReports(config.indexDir, stamp);
      const missing = await store.missing(reports ?? []);
      if (reports === null)
        return [
          {
            name: NAME,
            state: "warning",
            message: `${store.kind}，连得上；还没有可核对的索引`,
            fix: "运行 npm run ingest",
          },
        ];
      if (missing.length === 0)
        return [{ name: NAME, state: "ok", message: `${store.kind}，有这份索引的全部 ${reports.length} 份报告` }];
      const message = `${store.kind}，连得上，但缺这份索引的 ${missing.length} 份报告（共 ${reports.length} 份）`;
      return [{ name: NAME, state: "warning", message, fix: "npm start 会自动补齐，或运行 npm run ingest" }];
    } finally {
      await store.close();
    }
  } catch (error) {
    return [toProblem(NAME, error, FIX)];
  }
}

/** Null while there is no index that can be used; what is wrong with it is told elsewhere. */
async function readPlacedReports(indexDir: string, stamp: EmbedderStamp) {
  const expected = {
    readingVersion: READING_VERSION,
    converterVersion: createOpenccScriptConverter().version,
    wordsVersion: WORDS_VERSION,
    figuresVersion: FIGURES_VERSION,
    ...{ embedder: stamp, leaveVectors: true },
  };
  const library = await openIndexFolder(indexDir)
    .load(expected)
    .catch(() => null);
  return library && placeReports(library).filter(({ passages }) => passages > 0);
}
