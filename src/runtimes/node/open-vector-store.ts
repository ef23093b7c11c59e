import type { VectorStoreConfig } from "../../config.ts";
import { FawenError } from "../../core/model/errors.ts";
import type { EmbedderStamp } from "../../core/model/library.ts";
import type { VectorStore } from "../../core/ports/vector-store.ts";

/**
 * The engine that `VECTOR_STORE` asks for, for the vectors of one model; null searches in this process. Nothing is
 * connected yet. Adapters are loaded only when they are asked for.
 *
 * @throws FawenError `bad-setting`
 */
export async function openVectorStore(wanted: VectorStoreConfig, stamp: EmbedderStamp): Promise<VectorStore | null> {
  switch (wanted.kind) {
    case "local":
      return null;
    case "pgvector": {
      const { createPgvectorStore } = await import("../../adapters/pgvector/pgvector-store.ts");
      const { openPgPool } = await import("./open-pg-pool.ts");
      const { url, password } = wanted;
      const secret = password ?? (decodeURIComponent(new URL(url).password) || undefined);
      return createPgvectorStore({ pool: await openPgPool({ url, password }), stamp, password: secret });
    }
    case "qdrant": {
      const { openQdrant } = await import("./open-qdrant.ts");
      return openQdrant(wanted.url, wanted.apiKey, stamp);
    }
    case "vectorize": {
      const message = `设置 VECTOR_STORE=${wanted.kind} 不对：它只能在 Cloudflare Workers 里用。`;
      throw new FawenError("bad-setting", message, { field: "VECTOR_STORE" });
    }
  }
}
