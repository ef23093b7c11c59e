import { badSetting, refuseCredentials } from "./bad-setting.ts";
import { hasNoQuery, isHttpUrl, NO_QUERY } from "./setting-checks.ts";
import type { Settings } from "./settings.ts";

/** Where the vectors are searched. */
export type VectorStoreConfig =
  /** In the memory of this process. */
  | { readonly kind: "local" }
  /**
   * PostgreSQL with pgvector; `password` goes before one in the address. `candidates`: how many of the nearest a search
   * through the graph keeps on its way.
   */
  | {
      readonly kind: "pgvector";
      readonly url: string;
      readonly password: string | undefined;
      readonly candidates: number;
    }
  | { readonly kind: "qdrant"; readonly url: string; readonly apiKey: string | undefined }
  /** The binding of a Worker. */
  | { readonly kind: "vectorize" }
  /** The same from outside: `url` is the address of the index in Cloudflare's API, `apiKey` an API token. */
  | { readonly kind: "vectorize-api"; readonly url: string; readonly apiKey: string | undefined };

const ALLOWED =
  "应为 local、postgres://用户@主机:5432/数据库、Qdrant 的 http(s) 网址，vectorize（仅 Workers），或 Vectorize 索引的接口网址（…/vectorize/v2/indexes/名字），密码写在 VECTOR_STORE_KEY 里";
/** How the address of a Vectorize index ends, whoever stands before it. */
const VECTORIZE_INDEX = /\/vectorize\/v2\/indexes\/[\w-]+$/;

/**
 * What `VECTOR_STORE` asks for.
 *
 * @throws FawenError `bad-setting`
 */
export function readVectorStore(settings: Settings): VectorStoreConfig {
  const { VECTOR_STORE: value, VECTOR_STORE_KEY: key, PGVECTOR_CANDIDATES: candidates } = settings;
  const name = value.toLowerCase();
  if (name === "local" || name === "vectorize") return { kind: name };
  if (/^postgres(ql)?:\/\/./.test(name)) {
    // Also an address whose password has characters that belong encoded: the value itself is never shown whole.
    if (!URL.canParse(value) || new URL(value).pathname.length < 2) throw badSetting("VECTOR_STORE", value, ALLOWED);
    return { kind: "pgvector", url: value, password: key, candidates };
  }
  if (!isHttpUrl(value)) throw badSetting("VECTOR_STORE", value, ALLOWED);
  if (!hasNoQuery(value)) throw badSetting("VECTOR_STORE", value, NO_QUERY);
  const url = value.replace(/\/+$/, "");
  refuseCredentials("VECTOR_STORE", url, "密钥请写在 VECTOR_STORE_KEY 里");
  return { kind: VECTORIZE_INDEX.test(url) ? "vectorize-api" : "qdrant", url, apiKey: key };
}
