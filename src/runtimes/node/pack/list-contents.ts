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
 * The models of the settings, which are on this machine by now.
 *
 * @throws FawenError `bad-setting` when the embedder is none that could come along
 */
export async function listModels({ embedder, reranker, modelDir }: Config): Promise<PackedModels> {
  if (embedder.kind === "endpoint") {
    const message = "EMBEDDER 是网址，没有网络的机器用不了它：打包时请改用本地模型，或设 EMBEDDER=none";
    throw new FawenError("bad-setting", message, { field: "EMBEDDER" });
  }
  const packed: PackedModels[] = [];
  if (embedder.kind === "none") packed.push({ files: [], settings: { EMBEDDER: "none" }, native: false });
  else packed.push(await listModel("EMBEDDER", embedder, modelDir));
  // An endpoint that reranks is left out: search goes on without it.
  if (reranker.kind === "folder" || reranker.kind === "hub") {
    const { files, settings } = await listModel("RERANKER", reranker, modelDir);
    const RERANKER_CANDIDATES = String(reranker.candidates);
    packed.push({ files, settings: { ...settings, RERANKER_CANDIDATES }, native: true });
  }
  return {
    files: packed.flatMap(({ files }) => files),
    settings: Object.assign({}, ...packed.map(({ settings }) => settings)),
    native: packed.some(({ native }) => native),
  };
}

async function listModel(setting: string, wanted: WantedModel, modelDir: string): Promise<PackedModels> {
  const { folder, id } = locateModel(wanted, modelDir);
  // A folder from elsewhere gets its place below the models, where its name is enough.
  const name = wanted.kind === "hub" ? id : basename(folder);
  const there = MODEL_FILES.filter((file) => existsSync(join(folder, file)));
  return {
    files: there.map((file) => ({ from: join(folder, file), to: `models/${name}/${file}` })),
    settings: { [setting]: name },
    native: !(await isStaticModel(folder, id)),
  };
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
