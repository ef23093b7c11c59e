import { createSharedLimit } from "../../adapters/pgvector/shared-limit.ts";
import type { Config } from "../../config.ts";
import { FawenError } from "../../core/model/errors.ts";
import { openPgPool } from "./open-pg-pool.ts";

/** Longer than this no question waits to be counted. */
const LIMIT_MS = 300;

export interface SharedLimit {
  /** See `AppOptions.sharedLimit`; undefined where each instance counts for itself alone. */
  readonly sharedLimit: ((client: string, perMinute: number) => Promise<number>) | undefined;
  close(): Promise<void>;
}

/**
 * The count of requests that instances on one database share, when `RATE_LIMIT_SHARED` asks for it.
 *
 * @throws FawenError `bad-setting` where no database is set
 */
export async function openSharedLimit({
  rateLimitShared,
  vectorStore,
}: Pick<Config, "rateLimitShared" | "vectorStore">): Promise<SharedLimit> {
  if (!rateLimitShared) return { sharedLimit: undefined, close: async () => {} };
  if (vectorStore.kind !== "pgvector") {
    const message = "设置 RATE_LIMIT_SHARED=on 不对：要有共用的数据库，请把 VECTOR_STORE 设为 postgres:// 地址。";
    throw new FawenError("bad-setting", message, { field: "RATE_LIMIT_SHARED" });
  }
  const pool = await openPgPool(vectorStore);
  return { sharedLimit: createSharedLimit(pool, LIMIT_MS), close: () => pool.close() };
}
