import { createHash } from "node:crypto";
import { createQdrantStore } from "../../adapters/qdrant/qdrant-store.ts";
import type { EmbedderStamp } from "../../core/model/library.ts";
import type { VectorStore } from "../../core/ports/vector-store.ts";

const REQUEST_LIMIT_MS = 60_000;

/** Qdrant behind LangChain's store; a collection named after the model. Nothing is connected yet. */
export async function openQdrant(url: string, apiKey: string | undefined, stamp: EmbedderStamp): Promise<VectorStore> {
  const { QdrantVectorStore } = await import("@langchain/qdrant");
  const { QdrantClient } = await import("@qdrant/js-client-rest");
  const { FakeEmbeddings } = await import("@langchain/core/utils/testing");
  const { id, digest, dimensions, pooling, queryPrefix, passagePrefix } = stamp;
  const names = JSON.stringify([id, digest, dimensions, pooling, queryPrefix, passagePrefix]);
  const collectionName = `fawen-${createHash("sha256").update(names).digest("hex").slice(0, 16)}`;
  const client = new QdrantClient({
    ...{ url, checkCompatibility: false, timeout: REQUEST_LIMIT_MS },
    ...(apiKey === undefined ? {} : { apiKey }),
  });
  // Vectors come from our own embedder, and it is never asked; LangChain wants one all the same.
  const langChain = new QdrantVectorStore(new FakeEmbeddings(), { client, collectionName });
  const collection = {
    async dimensions() {
      const { exists } = await client.collectionExists(collectionName);
      return exists ? dimensions : null;
    },
    async create(size: number, fields: Readonly<Record<string, "keyword" | "integer">>) {
      await client.createCollection(collectionName, { vectors: { size, distance: "Cosine" } });
      for (const [field_name, field_schema] of Object.entries(fields))
        await client.createPayloadIndex(collectionName, { field_name, field_schema, wait: true });
    },
    async has(ids: readonly string[]) {
      const found = await client.retrieve(collectionName, { ids: [...ids], with_payload: false, with_vector: false });
      return found.map((point) => String(point.id));
    },
  };
  return createQdrantStore({ langChain, collection, stamp, url, apiKey });
}
