import type { VectorStore as LangChainStore } from "@langchain/core/vectorstores";
import { FawenError } from "../../core/model/errors.ts";
import type { EmbedderStamp } from "../../core/model/library.ts";
import type { StoredPlace, StoredReport, StoreFilter, VectorStore } from "../../core/ports/vector-store.ts";
import { toBackendError } from "../backend-failure.ts";

/** What LangChain's interface of a vector store does not have: which points there are, and what can be filtered. */
export interface QdrantCollection {
  /** The dimensions of its vectors; null where there is no such collection. */
  dimensions(): Promise<number | null>;
  /** Makes it, with indexes on the fields that are filtered. */
  create(dimensions: number, fields: Readonly<Record<string, "keyword" | "integer">>): Promise<void>;
  /** Those of the ids that it has. */
  has(ids: readonly string[]): Promise<readonly string[]>;
}

export interface QdrantOptions {
  readonly langChain: LangChainStore;
  readonly collection: QdrantCollection;
  readonly stamp: EmbedderStamp;
  readonly url: string;
  readonly apiKey?: string | undefined;
}

const MAX_HITS = 1_000;
const FIELDS = { "metadata.region": "keyword", "metadata.year": "integer", "metadata.report": "keyword" } as const;

/**
 * Vectors in Qdrant through LangChain's vector-store interface, a collection for each model. What is not in the index any
 * more is removed at once.
 */
export function createQdrantStore({ langChain, collection, stamp, url, apiKey }: QdrantOptions): VectorStore {
  async function ask<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    signal?.throwIfAborted();
    try {
      return await work();
    } catch (error) {
      throw toBackendError(error, "qdrant", { apiKey, baseUrl: url }, signal);
    }
  }

  async function find(query: Float32Array, k: number, filter: object | undefined) {
    // LangChain would make a collection that is not there, and find nothing in it.
    if ((await collection.dimensions()) === null) {
      const message = `qdrant 里没有 ${stamp.id}（${stamp.dimensions} 维）的向量；请运行 npm run ingest。`;
      throw new FawenError("index-mismatch", message, { field: "VECTOR_STORE" });
    }
    const found = await langChain.similaritySearchVectorWithScore([...query], k, filter);
    return found.map(([{ metadata }, score]) => ({
      report: String(metadata.report),
      passage: Number(metadata.passage),
      score,
    }));
  }

  return {
    kind: "qdrant",
    maxHits: MAX_HITS,
    missing: (reports, signal) =>
      ask(signal, async () => {
        if ((await collection.dimensions()) === null) return reports;
        const last = (report: StoredReport) => toPointId({ report: report.key, passage: report.passages - 1 });
        const there = new Set(await collection.has(reports.map(last)));
        return reports.filter((report) => !there.has(last(report)));
      }),
    put: (reports, vectors, signal) =>
      ask(signal, async () => {
        if ((await collection.dimensions()) === null) await collection.create(stamp.dimensions, FIELDS);
        const documents = reports.flatMap(({ key, region, year, passages }) =>
          Array.from({ length: passages }, (_, passage) => {
            const metadata = { report: key, passage, region, year };
            return { pageContent: "", metadata, id: toPointId(metadata) };
          }),
        );
        const rows = documents.map((_, row) => [
          ...vectors.subarray(row * stamp.dimensions, (row + 1) * stamp.dimensions),
        ]);
        await langChain.addVectors(rows, documents);
      }),
    // Every change is waited for where it is made.
    settle: async () => {},
    retain: (live) =>
      ask(undefined, async () => {
        const others = { must_not: [{ key: "metadata.report", match: { any: live.map(({ key }) => key) } }] };
        await langChain.delete({ filter: others });
      }),
    search: (query, k, filter, signal) => ask(signal, () => find(query, k, writeFilter(filter))),
    similarities: (query, places, signal) =>
      ask(signal, async () => {
        const hits = await find(query, places.length, { must: [{ has_id: places.map(toPointId) }] });
        const scores = new Map(hits.map((hit) => [toPointId(hit), hit.score]));
        return places.map((place) => scores.get(toPointId(place)) ?? null);
      }),
    close: async () => {},
  };
}

/** Points are named by UUIDs or numbers: 24 hexadecimal digits of the report's key, then the passage in eight. */
function toPointId({ report, passage }: StoredPlace): string {
  const hex = `${report.slice(0, 24)}${passage.toString(16).padStart(8, "0")}`;
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function writeFilter({ regions, years, reports }: StoreFilter): object | undefined {
  const named = { "metadata.region": regions, "metadata.year": years, "metadata.report": reports };
  const must = Object.entries(named).flatMap(([key, any]) => (any === undefined ? [] : [{ key, match: { any } }]));
  return must.length === 0 ? undefined : { must };
}
