import { mkdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import type { Config } from "../../config.ts";
import type { EmbedderStamp } from "../../core/model/library.ts";
import type { StoredReport } from "../../core/ports/vector-store.ts";
import { writeWholeFile } from "./write-whole-file.ts";

/** A deployment answers from the index before until the next one is live; a day is time enough for that. */
const GRACE_MS = 24 * 60 * 60 * 1_000;
/** Beside the index, which does not name it. */
const FILE = "stored-reports.json";

/** Remembers which reports left the index, for an engine that cannot list what it holds. */
export interface RetiredReports {
  /**
   * Takes down what is live now and what has gone since. Returns what went a day ago or longer and did not come back:
   * that may be removed.
   */
  due(live: readonly StoredReport[]): Promise<readonly StoredReport[]>;
  /** They were removed. */
  forget(removed: readonly StoredReport[]): Promise<void>;
}

const StoredReportSchema = z.object({
  key: z.string(),
  region: z.string(),
  year: z.number(),
  passages: z.number().int().nonnegative(),
});
const RecordSchema = z.object({
  /** What the engine and its model are called; a record of another one tells nothing of this. */
  store: z.string(),
  live: z.array(StoredReportSchema),
  retired: z.array(StoredReportSchema.extend({ sinceMs: z.number() })),
});
type RetirementRecord = z.infer<typeof RecordSchema>;

/** For the engine of the settings: Vectorize alone cannot list what it holds. */
export function keepRetired(
  { vectorStore, indexDir }: Pick<Config, "vectorStore" | "indexDir">,
  { id, digest }: EmbedderStamp,
): RetiredReports | undefined {
  if (vectorStore.kind !== "vectorize-api") return undefined;
  return openRetiredReports(join(indexDir, FILE), `${vectorStore.url} ${id} ${digest}`, Date.now);
}

/**
 * @param path of the file that keeps the record
 * @param store names the engine and the model, whose vectors are kept apart
 * @param nowMs the time, in milliseconds since 1970
 */
export function openRetiredReports(path: string, store: string, nowMs: () => number): RetiredReports {
  const save = async (record: RetirementRecord): Promise<void> => {
    await mkdir(dirname(path), { recursive: true });
    await writeWholeFile(path, Buffer.from(JSON.stringify(record)));
  };

  /** Nothing is known without a record, or with one that cannot be read: then something stays that could go. */
  async function read(): Promise<RetirementRecord> {
    const empty = { store, live: [], retired: [] };
    try {
      const record = RecordSchema.parse(JSON.parse(await readFile(path, "utf8")));
      return record.store === store ? record : empty;
    } catch {
      return empty;
    }
  }

  return {
    async due(live) {
      const now = nowMs();
      const { live: before, retired: known } = await read();
      const keys = new Set(live.map(({ key }) => key));
      const gone = before.map((report) => ({ ...report, sinceMs: now }));
      const retired = [...known, ...gone].filter(({ key }) => !keys.has(key));
      const kept = live.map(({ key, region, year, passages }) => ({ key, region, year, passages }));
      await save({ store, live: kept, retired });
      return retired.filter(({ sinceMs }) => now - sinceMs >= GRACE_MS);
    },
    async forget(removed) {
      if (removed.length === 0) return;
      const keys = new Set(removed.map(({ key }) => key));
      const record = await read();
      await save({ ...record, retired: record.retired.filter(({ key }) => !keys.has(key)) });
    },
  };
}
