import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { z } from "zod";
import { FawenError } from "../../core/model/errors.ts";
import type { EmbedderStamp } from "../../core/model/library.ts";

/** How a model's token vectors become one vector. */
export type Pooling = "mean" | "cls";

/** What has to be known of a model besides its files. */
export interface ModelHabits {
  readonly pooling: Pooling;
  readonly queryPrefix: string;
  readonly passagePrefix: string;
}

/** A model folder in transformers.js layout that is on this machine. */
export interface EmbedderModel {
  /** Parent folder and name, as transformers.js wants them apart. */
  readonly parent: string;
  readonly name: string;
  readonly quantized: boolean;
  /** The model file inside the folder. */
  readonly onnx: string;
  readonly habits: ModelHabits;
  readonly stamp: EmbedderStamp;
}

/**
 * Families whose habits differ from plain mean pooling, as their model cards say. A folder that carries
 * sentence-transformers' own `1_Pooling/config.json` needs no line here for its pooling.
 */
const FAMILIES: readonly { readonly name: RegExp; readonly habits: ModelHabits }[] = [
  {
    name: /bge-[\w-]*zh/i,
    habits: { pooling: "cls", queryPrefix: "为这个句子生成表示以用于检索相关文章：", passagePrefix: "" },
  },
  { name: /bge-/i, habits: { pooling: "cls", queryPrefix: "", passagePrefix: "" } },
  { name: /\be5-/i, habits: { pooling: "mean", queryPrefix: "query: ", passagePrefix: "passage: " } },
];
const PLAIN: ModelHabits = { pooling: "mean", queryPrefix: "", passagePrefix: "" };

const REQUIRED = ["config.json", "tokenizer.json", "tokenizer_config.json"] as const;
const QUANTIZED = "onnx/model_quantized.onnx";
const FULL = "onnx/model.onnx";

const ModelConfigSchema = z.object({
  hidden_size: z.number().int().positive(),
  /** What a static model says: one row of numbers a token, no attention. transformers.js does not look at it. */
  embedding: z.unknown().optional(),
});
const PoolingConfigSchema = z.object({ pooling_mode_cls_token: z.boolean().optional() });

/** Which of the files that a model needs are not in `folder`; empty when the model can be loaded. */
export function listMissingModelFiles(folder: string): readonly string[] {
  const missing: string[] = REQUIRED.filter((file) => !existsSync(join(folder, file)));
  if (!existsSync(join(folder, QUANTIZED)) && !existsSync(join(folder, FULL))) missing.push(QUANTIZED);
  return missing;
}

/**
 * Reads what there is to know about a model folder, without loading the model.
 *
 * The digest covers every file that shapes a vector and the habits, so that an index made with other vectors is
 * noticed. 13 MB take about 20 ms.
 *
 * @param id name that people see and that the index remembers
 * @throws FawenError `model-missing` when files are missing or unreadable, with the fix
 */
export async function readEmbedderModel(folder: string, id: string): Promise<EmbedderModel> {
  const path = resolve(folder);
  const missing = listMissingModelFiles(path);
  if (missing.length > 0) throw modelMissing(id, `文件夹 ${folder} 里缺少 ${missing.join("、")}`);
  const quantized = existsSync(join(path, QUANTIZED));
  const { hidden_size: dimensions, embedding } = await readModelConfig(path, id);
  const habits = embedding === "static" ? PLAIN : await readHabits(path, id);
  const onnx = quantized ? QUANTIZED : FULL;
  const hash = createHash("sha256").update(JSON.stringify(habits));
  for (const file of [...REQUIRED, onnx])
    for await (const chunk of createReadStream(join(path, file))) hash.update(chunk);
  const stamp = { id, digest: hash.digest("hex").slice(0, 32), dimensions };
  return { parent: dirname(path), name: basename(path), quantized, onnx, habits, stamp };
}

/** Whether the whole model is there and its `config.json` says that it is a static one. */
export async function isStaticModel(folder: string, id: string): Promise<boolean> {
  if (listMissingModelFiles(folder).length > 0) return false;
  return (await readModelConfig(folder, id)).embedding === "static";
}

/** The error for a model that is not there, with the three ways out. */
export function modelMissing(id: string, reason: string, cause?: unknown): FawenError {
  const message =
    `向量模型 ${id} 不能用：${reason}。可以把完整的模型文件夹放进 MODEL_DIR，` +
    "或用 EMBEDDER 指定另一个模型，或设 EMBEDDER=none 只按字词检索。";
  return new FawenError("model-missing", message, { field: "EMBEDDER", cause });
}

async function readHabits(folder: string, id: string): Promise<ModelHabits> {
  const known = FAMILIES.find((family) => family.name.test(id))?.habits ?? PLAIN;
  const poolingFile = join(folder, "1_Pooling/config.json");
  if (!existsSync(poolingFile)) return known;
  const { pooling_mode_cls_token: cls } = PoolingConfigSchema.parse(JSON.parse(await readFile(poolingFile, "utf8")));
  return { ...known, pooling: cls ? "cls" : "mean" };
}

async function readModelConfig(folder: string, id: string): Promise<z.infer<typeof ModelConfigSchema>> {
  try {
    return ModelConfigSchema.parse(JSON.parse(await readFile(join(folder, "config.json"), "utf8")));
  } catch (cause) {
    throw modelMissing(id, "config.json 读不出向量维数 hidden_size", cause);
  }
}
