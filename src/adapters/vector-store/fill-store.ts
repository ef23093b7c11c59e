import type { Library } from "../../core/model/library.ts";
import type { VectorStore } from "../../core/ports/vector-store.ts";
import { type PlacedLibrary, type PlacedReport, placeReports } from "./stored-reports.ts";

export interface FillOptions {
  readonly signal?: AbortSignal | undefined;
  /** Told how many passages of those that were missing are in. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** Passages sent at once: a megabyte or two of numbers. */
const BATCH_PASSAGES = 1_000;

/**
 * Puts into an engine what it lacks of a library with vectors, and waits until it is found; what is there stays. May be
 * ended and begun again at any moment, and by several instances at once.
 *
 * @returns how many passages were put in
 * @throws FawenError `backend-failed`; the reason of `signal`
 */
export async function fillStore(
  store: VectorStore,
  library: PlacedLibrary & Pick<Library, "vectors">,
  options: FillOptions = {},
): Promise<number> {
  const { vectors } = library;
  const { signal, onProgress } = options;
  if (vectors === null) return 0;
  const placed = placeReports(library).filter(({ passages }) => passages > 0);
  const missing = new Set((await store.missing(placed, signal)).map(({ key }) => key));
  const wanted = placed.filter(({ key }) => missing.has(key));
  const total = wanted.reduce((sum, { passages }) => sum + passages, 0);
  let done = 0;
  for (const batch of inBatches(wanted)) {
    signal?.throwIfAborted();
    const rows = batch.map(({ firstRow, passages }) =>
      vectors.values.subarray(firstRow * vectors.dimensions, (firstRow + passages) * vectors.dimensions),
    );
    await store.put(batch, joined(rows), signal);
    done += batch.reduce((sum, { passages }) => sum + passages, 0);
    onProgress?.(done, total);
  }
  // Also without news: a run that was killed may have ended right before.
  await store.settle(signal);
  return done;
}

function* inBatches(reports: readonly PlacedReport[]): Generator<readonly PlacedReport[], void, void> {
  let batch: PlacedReport[] = [];
  let passages = 0;
  for (const report of reports) {
    if (batch.length > 0 && passages + report.passages > BATCH_PASSAGES) {
      yield batch;
      [batch, passages] = [[], 0];
    }
    batch.push(report);
    passages += report.passages;
  }
  if (batch.length > 0) yield batch;
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
