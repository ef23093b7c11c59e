import { createSharedFeedback } from "../../adapters/pgvector/shared-feedback.ts";
import { createSharedLimit } from "../../adapters/pgvector/shared-limit.ts";
import type { Config, VectorStoreConfig } from "../../config.ts";
import { FawenError } from "../../core/model/errors.ts";
import { openPgPool } from "./open-pg-pool.ts";

/** Longer than this no question waits to be counted. */
const LIMIT_MS = 300;

/** What instances on one database share besides vectors. */
export interface SharedState {
  /** See `AppOptions.sharedLimit`; undefined where each instance counts for itself alone. */
  readonly sharedLimit: ((client: string, perMinute: number) => Promise<number>) | undefined;
  /** Keeps an opinion on an answer; undefined where each instance has a file. */
  readonly saveFeedback: ((feedback: object) => Promise<void>) | undefined;
  close(): Promise<void>;
}

/**
 * What `RATE_LIMIT_SHARED` and `SAVE_FEEDBACK` ask to share. Does not wait for the database.
 *
 * @param warn told why requests are not counted together, at most once a minute
 * @throws FawenError `bad-setting` where no database is set
 */
export async function openSharedState(
  config: Pick<Config, "rateLimitShared" | "feedbackShared" | "vectorStore">,
  warn: (line: string) => void,
): Promise<SharedState> {
  const countsTogether = config.rateLimitShared;
  const keepsTogether = config.feedbackShared;
  if (countsTogether) requireDatabase("RATE_LIMIT_SHARED=on", config.vectorStore);
  if (keepsTogether) requireDatabase("SAVE_FEEDBACK=shared", config.vectorStore);
  if (config.vectorStore.kind !== "pgvector" || !(countsTogether || keepsTogether))
    return { sharedLimit: undefined, saveFeedback: undefined, close: async () => {} };
  const pool = await openPgPool(config.vectorStore);
  const { password } = config.vectorStore;
  const limit = { pool, limitMs: LIMIT_MS, password, warn, nowMs: () => performance.now() };
  return {
    sharedLimit: countsTogether ? createSharedLimit(limit) : undefined,
    saveFeedback: keepsTogether ? createSharedFeedback(pool) : undefined,
    close: () => pool.close(),
  };
}

function requireDatabase(setting: string, { kind }: VectorStoreConfig): void {
  if (kind === "pgvector") return;
  const message = `设置 ${setting} 不对：要有共用的数据库，请把 VECTOR_STORE 设为 postgres:// 地址。`;
  throw new FawenError("bad-setting", message, { field: setting.split("=")[0] ?? setting });
}
