import { createHash } from "node:crypto";
import { z } from "zod";
import type { Library } from "../../core/model/library.ts";
import type { KnownFacts, Report } from "../../core/model/report.ts";
import type { IndexMakers } from "../../index-files/manifest.ts";
import { LOADERS_VERSION } from "./loaders/load-file.ts";

/** In place of the digest of a file that is too large to be read. */
export const OVERSIZE = "oversize";

const SourceRecordSchema = z.object({
  /** As in `CorpusFile.file`; below the origin's name for an origin that is not the corpus folder. */
  file: z.string(),
  size: z.number().int().nonnegative(),
  /** 0 when the file was so fresh that it may change again without its time changing. */
  mtimeMs: z.number(),
  /** Of the file's bytes. */
  digest: z.string(),
  /** Of what `reports.json` says about it. */
  known: z.string(),
  /** What came out of it; several for `.jsonl`. */
  documents: z.array(z.object({ id: z.string(), digest: z.string() })),
  /** What a person was told when it was read; told again as long as it stays as it is. */
  warnings: z.array(z.string()),
});

const SourceTableSchema = z.object({
  loadersVersion: z.string(),
  /** Files and `reports.json` of the corpus folder. */
  corpus: z.array(SourceRecordSchema),
  /** What was added by hand: absolute paths and addresses, each with what came out of it. */
  extras: z.array(z.object({ location: z.string(), records: z.array(SourceRecordSchema) })),
});

/** One file as it was when it was read. */
export type SourceRecord = z.infer<typeof SourceRecordSchema>;
/** What an index was made from; kept beside it, so that only what changed is read again. */
export type SourceTable = z.infer<typeof SourceTableSchema>;

export function encodeSourceTable(table: Omit<SourceTable, "loadersVersion">): Uint8Array {
  return Buffer.from(JSON.stringify({ loadersVersion: LOADERS_VERSION, ...table }));
}

/** Null when there is none or it is from other loaders: everything is read again then. */
export function decodeSourceTable(bytes: Uint8Array | null): SourceTable | null {
  if (bytes === null) return null;
  try {
    const table = SourceTableSchema.parse(JSON.parse(Buffer.from(bytes).toString("utf8")));
    return table.loadersVersion === LOADERS_VERSION ? table : null;
  } catch {
    // A table of an older form is as good as none: it only saves work.
    return null;
  }
}

/** What is remembered of the last run: the records, and the reports whose source texts need not be read again. */
export class SourceMemory {
  private readonly records: ReadonlyMap<string, SourceRecord>;
  private readonly reports: ReadonlyMap<string, Report>;

  constructor(table: SourceTable | null, library: Library | null) {
    const records = [...(table?.corpus ?? []), ...(table?.extras.flatMap((extra) => extra.records) ?? [])];
    this.records = new Map(records.map((record) => [record.file, record]));
    this.reports = new Map(library?.reports.map((report) => [report.id, report]));
  }

  record(file: string): SourceRecord | undefined {
    return this.records.get(file);
  }

  /** The reports of a record, when every one of them is still there as it was. */
  reportsOf(record: SourceRecord): Report[] | null {
    const reports = record.documents.map(({ id, digest }) => {
      const report = this.reports.get(id);
      return report?.digest === digest && report.file === record.file ? report : null;
    });
    return reports.length > 0 && reports.every((report) => report !== null) ? reports : null;
  }
}

export function sha256(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}

export function digestFacts(known: KnownFacts): string {
  return sha256(JSON.stringify(sortKeys(known)));
}

/** `Report.digest`: the source text, the known facts, and the version of everything that reads them. */
export function digestDocument(raw: string, file: string, known: KnownFacts, makers: IndexMakers): string {
  const versions = [makers.readingVersion, makers.converterVersion];
  return sha256(JSON.stringify([...versions, file, digestFacts(known), sha256(raw)]));
}

/** Facts are the same whatever order they are written in. */
function sortKeys(value: object): unknown {
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, item instanceof Object ? sortKeys(item) : item]));
}
