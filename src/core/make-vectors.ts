import { firstPassages, type LibraryEntry } from "./library-entry.ts";
import { FawenError } from "./model/errors.ts";
import { type Library, sameStamp, type VectorTable } from "./model/library.ts";
import type { Passage, Report } from "./model/report.ts";
import type { Embedder } from "./ports/embedder.ts";
import { throwIfCancelled } from "./throw-if-cancelled.ts";

/** Passages handed to the embedder at once: enough for its own batching, little enough to report progress and stop. */
const EMBED_BATCH = 256;

export interface MakeVectorsOptions {
  /** Vectors of reports that were taken over from it are taken over too, if the model is the same. */
  readonly previous: Library | null;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What the embedder is given for a passage: the headings above it say what its sentences are about. */
export function passageEmbeddingText(report: Report, passage: Passage): string {
  const path = report.sections[passage.sectionRow]?.path ?? [];
  return [...path, report.text.slice(passage.start, passage.end)].join("\n");
}

/** Vectors of all passages in their order. Throws `cancelled`, `backend-failed`, and what the embedder throws. */
export async function makeVectors(
  entries: readonly LibraryEntry[],
  embedder: Embedder,
  { previous, onProgress, signal }: MakeVectorsOptions,
): Promise<VectorTable> {
  const { dimensions } = embedder.stamp;
  const rows = entries.reduce((sum, { passages }) => sum + passages.length, 0);
  const values = new Float32Array(rows * dimensions);
  const missing = copyKnownVectors(entries, previous, embedder, values);
  for (let at = 0; at < missing.length; at += EMBED_BATCH) {
    throwIfCancelled(signal);
    const batch = missing.slice(at, at + EMBED_BATCH);
    const texts = batch.map(({ report, passage }) => passageEmbeddingText(report, passage));
    const vectors = await embedder.embedPassages(texts, {
      signal,
      onProgress: (done) => onProgress?.(at + done, missing.length),
    });
    for (const [offset, { row }] of batch.entries())
      values.set(checkVector(vectors[offset], embedder), row * dimensions);
    onProgress?.(at + batch.length, missing.length);
  }
  throwIfCancelled(signal);
  return { dimensions, values, stamp: embedder.stamp };
}

interface MissingVector {
  readonly row: number;
  readonly report: Report;
  readonly passage: Passage;
}

/** Copies the rows of reports that were taken over into `values`; returns the rows still to be made. */
function copyKnownVectors(
  entries: readonly LibraryEntry[],
  previous: Library | null,
  embedder: Embedder,
  values: Float32Array,
): MissingVector[] {
  const { dimensions } = embedder.stamp;
  const old = previous?.vectors ?? null;
  const usable = old !== null && sameStamp(old.stamp, embedder.stamp);
  const firstPassage = usable && previous ? firstPassages(previous) : null;
  const missing: MissingVector[] = [];
  let row = 0;
  for (const { report, passages, previousRow } of entries) {
    const from = previousRow === null ? undefined : firstPassage?.[previousRow];
    if (old !== null && from !== undefined)
      values.set(old.values.subarray(from * dimensions, (from + passages.length) * dimensions), row * dimensions);
    else for (const [offset, passage] of passages.entries()) missing.push({ row: row + offset, report, passage });
    row += passages.length;
  }
  return missing;
}

function checkVector(vector: Float32Array | undefined, embedder: Embedder): Float32Array {
  if (vector?.length === embedder.stamp.dimensions) return vector;
  throw new FawenError(
    "backend-failed",
    `向量模型 ${embedder.stamp.id} 应给出 ${embedder.stamp.dimensions} 维向量，实得 ${vector?.length ?? "无"}`,
  );
}
