import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { z } from "zod";
import { findKnownEmbedder, type ModelHabits, PLAIN_HABITS } from "../../adapters/known-embedders.ts";
import { FawenError } from "../../core/model/errors.ts";
import type { EmbedderStamp, Pooling } from "../../core/model/library.ts";

/** A model folder in transformers.js layout that is on this machine. */
export interface EmbedderModel {
  /** Parent folder and name, as transformers.js wants them apart. */
  readonly parent: string;
  readonly name: string;
  readonly quantized: boolean;
  /** The model file inside the folder. */
  readonly onnx: string;
  readonly stamp: EmbedderStamp & ModelHabits;
}

/** What every model folder holds, besides one of the two model files. */
export const REQUIRED_FILES = ["config.json", "tokenizer.json", "tokenizer_config.json"] as const;
export const QUANTIZED = "onnx/model_quantized.onnx";
export const FULL = "onnx/model.onnx";
/** sentence-transformers' own record of how vectors are pooled, and of what is put before a text. */
export const POOLING_FILE = "1_Pooling/config.json";
export const PROMPTS_FILE = "config_sentence_transformers.json";

const ModelConfigSchema = z.object({
  hidden_size: z.number().int().positive(),
  /** What a static model says: one row of numbers a token, no attention. transformers.js does not look at it. */
  embedding: z.unknown().optional(),
});
const PoolingConfigSchema = z.record(z.string(), z.unknown());
const PromptsConfigSchema = z.object({ prompts: z.record(z.string(), z.string().nullish()).nullish() });

const POOLING_MODES: Readonly<Record<string, Pooling>> = {
  pooling_mode_cls_token: "cls",
  pooling_mode_mean_tokens: "mean",
};

/** Which of the files that a model needs are not in `folder`; empty when the model can be loaded. */
export function listMissingModelFiles(folder: string): readonly string[] {
  const missing: string[] = REQUIRED_FILES.filter((file) => !existsSync(join(folder, file)));
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
  const habits = embedding === "static" ? PLAIN_HABITS : await readHabits(path, id);
  const onnx = quantized ? QUANTIZED : FULL;
  const hash = createHash("sha256").update(JSON.stringify(habits));
  for (const file of [...REQUIRED_FILES, onnx])
    for await (const chunk of createReadStream(join(path, file))) hash.update(chunk);
  const stamp = { id, digest: hash.digest("hex").slice(0, 32), dimensions, ...habits };
  return { parent: dirname(path), name: basename(path), quantized, onnx, stamp };
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

/** What the folder itself says counts before the table of known models, and that before the commonest habits. */
async function readHabits(folder: string, id: string): Promise<ModelHabits> {
  const { pooling, queryPrefix, passagePrefix } = findKnownEmbedder(id) ?? PLAIN_HABITS;
  const prompts = await readPrompts(folder, id);
  return {
    pooling: (await readPooling(folder, id)) ?? pooling,
    // sentence-transformers writes an empty prompt where nobody told it one.
    queryPrefix: prompts.query || queryPrefix,
    passagePrefix: prompts.passage || prompts.document || passagePrefix,
  };
}

async function readPooling(folder: string, id: string): Promise<Pooling | null> {
  const config = await readJson(join(folder, POOLING_FILE), PoolingConfigSchema, id);
  if (config === null) return null;
  const modes = Object.keys(config).filter((key) => key.startsWith("pooling_mode_") && config[key] === true);
  const pooling = modes.length === 1 ? POOLING_MODES[modes[0] ?? ""] : undefined;
  if (pooling !== undefined) return pooling;
  const asked = modes.map((mode) => mode.slice("pooling_mode_".length)).join("、") || "无";
  throw modelMissing(id, `${POOLING_FILE} 要求的合并方式（${asked}）不在支持之列（mean_tokens、cls_token）`);
}

async function readPrompts(folder: string, id: string): Promise<Readonly<Record<string, string | null | undefined>>> {
  return (await readJson(join(folder, PROMPTS_FILE), PromptsConfigSchema, id))?.prompts ?? {};
}

/** Null when there is no such file. */
async function readJson<T>(path: string, schema: z.ZodType<T>, id: string): Promise<T | null> {
  if (!existsSync(path)) return null;
  try {
    return schema.parse(JSON.parse(await readFile(path, "utf8")));
  } catch (cause) {
    throw modelMissing(id, `${path} 读不懂`, cause);
  }
}

async function readModelConfig(folder: string, id: string): Promise<z.infer<typeof ModelConfigSchema>> {
  try {
    return ModelConfigSchema.parse(JSON.parse(await readFile(join(folder, "config.json"), "utf8")));
  } catch (cause) {
    const again = `若是下载来的，删掉文件夹 ${resolve(folder)} 再运行一次就重新下载`;
    throw modelMissing(id, `config.json 读不出向量维数 hidden_size（${again}）`, cause);
  }
}
