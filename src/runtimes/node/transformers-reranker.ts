import { existsSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { FawenError } from "../../core/model/errors.ts";
import type { Reranker } from "../../core/ports/reranker.ts";
import { listMissingModelFiles, QUANTIZED } from "./embedder-model.ts";
import { createModelProcess } from "./model-process.ts";

/** What the process is sent: pairs of the question and each passage, for the labels' numbers of each, one after another. */
export interface RerankerInput {
  readonly query: string;
  readonly passages: readonly string[];
}

/** A reranker that holds a process; close it when done. */
export interface LocalReranker extends Reranker {
  /** Loads the model ahead of the first question. */
  warmUp(): Promise<void>;
  close(): Promise<void>;
}

export interface TransformersRerankerOptions {
  /** Folder in transformers.js layout that holds a model for sequence classification. */
  readonly folder: string;
  /** Name that people see. */
  readonly id: string;
  readonly candidates: number;
  /** How long the model may be silent while it loads or computes. */
  readonly silenceMs?: number;
}

/** Small: memory stays flat, and what is cancelled ends after one batch. */
const BATCH_SIZE = 8;
const DEFAULT_SILENCE_MS = 60_000;

/**
 * Runs a cross-encoder with @xenova/transformers in a process of its own. A model with one label gives its score by the
 * logistic function; of one with more, the last label has to mean "fits", as it does in the usual pairs of labels.
 *
 * @throws FawenError `model-missing` with the fix when the model is not there
 */
export async function createTransformersReranker(options: TransformersRerankerOptions): Promise<LocalReranker> {
  const { folder, id, candidates, silenceMs = DEFAULT_SILENCE_MS } = options;
  const missing = listMissingModelFiles(folder);
  if (missing.length > 0) throw rerankerMissing(id, `文件夹 ${folder} 里缺少 ${missing.join("、")}`);
  const path = resolve(folder);
  const settings = { parent: dirname(path), name: basename(path), quantized: existsSync(join(path, QUANTIZED)) };
  const label = `重排模型 ${id}`;
  const process = createModelProcess<RerankerInput>(settings, { script: "reranker-child.mjs", label, silenceMs });
  return {
    id,
    candidates,
    async rerank(query, passages, { signal } = {}) {
      const scores: number[] = [];
      for (let from = 0; from < passages.length; from += BATCH_SIZE) {
        const batch = passages.slice(from, from + BATCH_SIZE);
        const values = await process.run({ query, passages: batch }, signal);
        scores.push(...toScores(values, batch.length, id));
      }
      return scores;
    },
    async warmUp() {
      await process.run(null);
    },
    close: () => process.close(),
  };
}

function toScores(values: Float32Array, count: number, id: string): readonly number[] {
  const labels = values.length / count;
  const scores = Array.from({ length: count }, (_, row) => {
    const logits = values.subarray(row * labels, (row + 1) * labels);
    const last = logits.at(-1) ?? Number.NaN;
    // The share of the last label among all; alone, against a label that is always 0.
    const others = labels === 1 ? [0] : [...logits.subarray(0, -1)];
    return 1 / (1 + others.reduce((sum, other) => sum + Math.exp(other - last), 0));
  });
  if (scores.every((score) => score >= 0)) return scores;
  throw new FawenError("backend-failed", `重排模型 ${id} 的结果不是分数；请换一个句对分类（cross-encoder）模型。`);
}

/** The error for a reranker that is not there, with the three ways out. */
export function rerankerMissing(id: string, reason: string, cause?: unknown): FawenError {
  const message =
    `重排模型 ${id} 不能用：${reason}。可以把完整的模型文件夹放进 MODEL_DIR，` +
    "或用 RERANKER 指定另一个模型，或设 RERANKER=none 不用重排。";
  return new FawenError("model-missing", message, { field: "RERANKER", cause });
}
