import { FawenError } from "../../core/model/errors.ts";
import type { EmbedderStamp } from "../../core/model/library.ts";
import type { StoredPlace, StoredReport, StoreHit, VectorStore } from "../../core/ports/vector-store.ts";
import { toBackendError } from "../backend-failure.ts";
import { type Clock, SYSTEM_CLOCK } from "../clock.ts";
import { VECTORIZE_LIMITS, type VectorizeBinding, type VectorizeEntry } from "./vectorize-binding.ts";
import { cutToBytes, writeVectorizeFilter } from "./vectorize-filter.ts";

const LIMITS = VECTORIZE_LIMITS;
/** What was put in is found after some seconds; longer than this something is wrong. */
const SETTLE_TRIES = 90;
const SETTLE_PAUSE_MS = 1_000;

/**
 * Vectors in an index of Vectorize, a namespace for each model. Needs metadata indexes on `region`, `year` and `report`
 * from before anything was put in; `settle` says so where they are missing. Nothing is asked yet: an index of other
 * dimensions is refused with `index-mismatch` by whatever is asked first.
 */
export async function createVectorizeStore(
  binding: VectorizeBinding,
  stamp: EmbedderStamp,
  clock: Pick<Clock, "sleep"> = SYSTEM_CLOCK,
): Promise<VectorStore> {
  const namespace = await nameSpace(stamp);
  let lastPut: VectorizeEntry | null = null;
  let fits = false;

  async function ask<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    signal?.throwIfAborted();
    try {
      if (!fits) await checkDimensions();
      return await work();
    } catch (error) {
      throw toBackendError(error, "vectorize", {}, signal);
    }
  }

  async function get(ids: readonly string[], signal?: AbortSignal): Promise<ReadonlyMap<string, ArrayLike<number>>> {
    const found = await Promise.all(
      inBatches(ids, LIMITS.getBatch).map((batch) => ask(signal, () => binding.getByIds(batch))),
    );
    return new Map(found.flat().map(({ id, values }) => [id, values]));
  }

  /** Changes are made one after the other: when the last is made, all are. */
  async function until(id: string, isThere: boolean, signal?: AbortSignal): Promise<void> {
    for (let tries = 0; tries < SETTLE_TRIES; tries++) {
      if ((await get([id], signal)).has(id) === isThere) return;
      await clock.sleep(SETTLE_PAUSE_MS, signal);
    }
    const message = `vectorize 在 ${(SETTLE_TRIES * SETTLE_PAUSE_MS) / 1000} 秒里没有处理完写入，请稍后再试。`;
    throw new FawenError("backend-failed", message, { retryable: true });
  }

  async function checkDimensions(): Promise<void> {
    const { dimensions } = await binding.describe();
    if (dimensions !== stamp.dimensions) refuseDimensions(dimensions, stamp);
    fits = true;
  }

  return {
    kind: "vectorize",
    maxHits: LIMITS.topK,
    async missing(reports, signal) {
      const last = (report: StoredReport) => nameOf({ report: report.key, passage: report.passages - 1 });
      const there = await get(reports.map(last), signal);
      return reports.filter((report) => !there.has(last(report)));
    },
    async put(reports, vectors, signal) {
      const entries = toEntries(reports, vectors, namespace, stamp.dimensions);
      for (const batch of inBatches(entries, LIMITS.upsertBatch)) await ask(signal, () => binding.upsert(batch));
      lastPut = entries.at(-1) ?? lastPut;
    },
    async settle(signal) {
      if (lastPut === null) return;
      const { id, values, metadata } = lastPut;
      await until(id, true, signal);
      const filter = Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name, { $in: [value] }]));
      const options = { topK: 1, namespace, filter, returnValues: false, returnMetadata: "none" } as const;
      const { matches } = await ask(signal, () => binding.query(values, options));
      if (matches.length === 0) refuseMetadata(Object.keys(metadata));
      lastPut = null;
    },
    async retain(live, before) {
      const kept = new Set(live.map(({ key }) => key));
      const gone = before
        .filter(({ key }) => !kept.has(key))
        .flatMap(placesOf)
        .map(nameOf);
      for (const batch of inBatches(gone, LIMITS.deleteBatch)) await ask(undefined, () => binding.deleteByIds(batch));
      const last = gone.at(-1);
      if (last !== undefined) await until(last, false);
    },
    async search(query, k, filter, signal) {
      const written = writeVectorizeFilter(filter);
      const topK = Math.min(k, LIMITS.topK);
      const options = { topK, namespace, returnValues: false, returnMetadata: "none" } as const;
      const { matches } = await ask(signal, () =>
        binding.query([...query], written === null ? options : { ...options, filter: written }),
      );
      return matches.map(toHit);
    },
    async similarities(query, places, signal) {
      const vectors = await get(places.map(nameOf), signal);
      return places.map((place) => {
        const values = vectors.get(nameOf(place));
        return values === undefined ? null : query.reduce((sum, x, i) => sum + x * (values[i] ?? 0), 0);
      });
    },
    close: async () => {},
  };
}

/** Names the model in few characters; two never share one. */
async function nameSpace(stamp: EmbedderStamp): Promise<string> {
  const { id, digest, dimensions, pooling, queryPrefix, passagePrefix } = stamp;
  const text = JSON.stringify([id, digest, dimensions, pooling, queryPrefix, passagePrefix]);
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(hash).subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function toEntries(
  reports: readonly StoredReport[],
  vectors: Float32Array,
  namespace: string,
  dimensions: number,
): VectorizeEntry[] {
  let at = 0;
  return reports.flatMap((report) => {
    const metadata = { region: cutToBytes(report.region, LIMITS.indexedBytes), year: report.year, report: report.key };
    return placesOf(report).map((place) => {
      const values = [...vectors.subarray(at, at + dimensions)];
      at += dimensions;
      return { id: nameOf(place), values, namespace, metadata };
    });
  });
}

function placesOf({ key, passages }: StoredReport): StoredPlace[] {
  return Array.from({ length: passages }, (_, passage) => ({ report: key, passage }));
}

const nameOf = ({ report, passage }: StoredPlace) => `${report}-${passage}`;

function toHit({ id, score }: { readonly id: string; readonly score: number }): StoreHit {
  const cut = id.lastIndexOf("-");
  return { report: id.slice(0, cut), passage: Number(id.slice(cut + 1)), score };
}

function inBatches<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
}

function refuseDimensions(dimensions: number, stamp: EmbedderStamp): never {
  const has = `Vectorize 的索引是 ${dimensions} 维，${stamp.id} 的向量是 ${stamp.dimensions} 维`;
  const fix =
    stamp.dimensions > LIMITS.dimensions
      ? `Vectorize 最多 ${LIMITS.dimensions} 维，请换 EMBEDDER`
      : `请用 wrangler vectorize create --dimensions=${stamp.dimensions} --metric=cosine 另建一个，再运行 npm run ingest 并重新部署`;
  throw new FawenError("index-mismatch", `${has}；${fix}。`, { field: "VECTOR_STORE" });
}

function refuseMetadata(names: readonly string[]): never {
  const message =
    `Vectorize 的索引缺少元数据索引（${names.join("、")}）：请先对每一项运行 ` +
    "wrangler vectorize create-metadata-index（year 为 number，其余为 string），再重新写入向量。";
  throw new FawenError("bad-setting", message, { field: "VECTOR_STORE" });
}
