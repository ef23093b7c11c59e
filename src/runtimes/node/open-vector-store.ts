import type { VectorStoreConfig } from "../../config.ts";
import { FawenError } from "../../core/model/errors.ts";
import type { EmbedderStamp } from "../../core/model/library.ts";
import type { VectorStore } from "../../core/ports/vector-store.ts";
import { SEARCH_LIMIT_MS } from "./store-keeper.ts";

/** By then whoever asked has been answered by words alone: what goes on would only keep others waiting. */
const SEARCHES = { connections: 8, statementMs: SEARCH_LIMIT_MS };
/** A thousand vectors are some megabytes on their way out. */
const API_TIMEOUT_MS = 60_000;

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
      const { url, password, candidates } = wanted;
      const secret = password ?? (decodeURIComponent(new URL(url).password) || undefined);
      const pool = await openPgPool({ url, password });
      const searchPool = await openPgPool({ url, password }, { ...SEARCHES, candidates });
      return createPgvectorStore({ pool, searchPool, stamp, password: secret });
    }
    case "qdrant": {
      const { openQdrant } = await import("./open-qdrant.ts");
      return openQdrant(wanted.url, wanted.apiKey, stamp);
    }
    case "vectorize-api": {
      const { createVectorizeStore } = await import("../../adapters/vectorize/vectorize-store.ts");
      const { createVectorizeApi } = await import("../../adapters/vectorize/vectorize-api.ts");
      const { url: baseUrl, apiKey } = wanted;
      return createVectorizeStore(createVectorizeApi({ baseUrl, apiKey, timeoutMs: API_TIMEOUT_MS, fetch }), stamp);
    }
    case "vectorize": {
      const message =
        "设置 VECTOR_STORE=vectorize 不对：它只能在 Cloudflare Workers 里用；" +
        "要从这台机器写入 Vectorize，请写索引的接口网址（…/vectorize/v2/indexes/名字）。";
      throw new FawenError("bad-setting", message, { field: "VECTOR_STORE" });
    }
  }
}
