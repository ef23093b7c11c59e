import type { Config } from "../../../config.ts";
import { type ComposeOptions, composeAssistant, type IngestRequest } from "../compose.ts";
import { listIndex } from "../pack/list-contents.ts";
import { listModelAssets } from "./list-model-assets.ts";
import type { Asset } from "./write-assets.ts";

export interface ListedAssets {
  readonly assets: readonly Asset[];
  readonly reports: number;
  readonly passages: number;
}

/**
 * What a Worker is deployed with besides the built pages: the index, brought up to date as `npm start` does, and the
 * embedding model.
 *
 * @throws FawenError as `prepare` does
 */
export async function listAssets(
  config: Config,
  options: ComposeOptions & Pick<IngestRequest, "onProgress">,
): Promise<ListedAssets> {
  // A language model has no part in it: its settings are those of the Worker.
  const composed = await composeAssistant({ ...config, llm: { provider: "extractive" }, llmRewrite: false }, options);
  const { onProgress } = options;
  const library = await composed.prepare(onProgress && { onProgress }).finally(() => composed.close());
  const index = await listIndex(config.indexDir);
  const assets = [
    // What the corpus folder of this machine looks like is no business of the Worker's.
    ...index.filter(({ to }) => !to.startsWith("index/sources-")),
    ...(await listModelAssets(config)),
  ];
  return { assets, reports: library.reports.length, passages: library.passages.length };
}
