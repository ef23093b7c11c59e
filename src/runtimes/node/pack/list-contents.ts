import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import type { Config } from "../../../config.ts";
import { FawenError } from "../../../core/model/errors.ts";
import { listFiles, MANIFEST_NAME } from "../../../index-files/manifest.ts";
import { listCorpusFiles } from "../corpus-files.ts";
import { FULL, isStaticModel, POOLING_FILE, PROMPTS_FILE, QUANTIZED, REQUIRED_FILES } from "../embedder-model.ts";
import { openIndexFolder } from "../index-folder.ts";
import { locateModel, type WantedModel } from "../local-model.ts";
import type { PackedFile } from "./packed-file.ts";

/** What of a model's folder is taken along. */
const MODEL_FILES = [
  ...[...REQUIRED_FILES, QUANTIZED, FULL, POOLING_FILE, PROMPTS_FILE],
  ...["special_tokens_map.json", "README.md", "LICENSE"],
];

export interface PackedModels {
  readonly files: readonly PackedFile[];
  /** What the settings have to say for the models to be found in the pack. */
  readonly settings: Readonly<Record<string, string>>;
  /** Whether one of them needs a native module. */
  readonly native: boolean;
}

/**
 * Refuses what could not work without a network, before anything is done.
 *
 * @throws FawenError `bad-setting`
 */
export function checkPackable({ embedder }: Pick<Config, "embedder">): void {
  if (embedder.kind !== "endpoint") return;
  const message = "EMBEDDER 是网址，没有网络的电脑用不了它：打包时请改用本地模型，或设 EMBEDDER=none";
  throw new FawenError("bad-setting", message, { field: "EMBEDDER" });
}

/** The models of the settings, which are on this machine by now; one behind an address cannot come along. */
export async function listModels(config: Pick<Config, "embedder" | "reranker" | "modelDir">): Promise<PackedModels> {
  const { embedder, reranker, modelDir } = config;
  const files: PackedFile[] = [];
  const settings: Record<string, string> = { EMBEDDER: "none" };
  let native = false;
  if (isLocal(embedder)) {
    const { folder, id } = locateModel(embedder, modelDir);
    settings.EMBEDDER = nameInPack(embedder, folder);
    files.push(...listModelFolder(folder, settings.EMBEDDER));
    native = !(await isStaticModel(folder, id));
  }
  // Without a reranker search goes on all the same.
  if (isLocal(reranker)) {
    const { folder } = locateModel(reranker, modelDir);
    settings.RERANKER = nameInPack(reranker, folder);
    settings.RERANKER_CANDIDATES = String(reranker.candidates);
    files.push(...listModelFolder(folder, settings.RERANKER));
    native = true;
  }
  return { files, settings, native };
}

const isLocal = <Model extends { kind: string }>(model: Model): model is Model & WantedModel =>
  model.kind === "folder" || model.kind === "hub";

/** A folder from elsewhere gets its place below the models, where its name is enough. */
const nameInPack = (wanted: WantedModel, folder: string) => (wanted.kind === "hub" ? wanted.model : basename(folder));

function listModelFolder(folder: string, name: string): PackedFile[] {
  const there = MODEL_FILES.filter((file) => existsSync(join(folder, file)));
  return there.map((file) => ({ from: join(folder, file), to: `models/${name}/${file}` }));
}

/** The reports and what is known of them: what the corpus folder holds besides stays where it is. */
export async function listCorpus(corpusDir: string): Promise<PackedFile[]> {
  const { files, facts } = await listCorpusFiles(corpusDir);
  return [...facts, ...files].map(({ path, file }) => ({ from: path, to: `corpus/${file}` }));
}

/** The files of the index that counts now. */
export async function listIndex(indexDir: string): Promise<PackedFile[]> {
  const manifest = await openIndexFolder(indexDir).manifest();
  if (manifest === null) throw new FawenError("index-missing", `${indexDir} 里没有索引`, { field: "INDEX_DIR" });
  const names = [...listFiles(manifest).map(({ name }) => name), MANIFEST_NAME];
  return names.map((name) => ({ from: join(indexDir, name), to: `index/${name}` }));
}
