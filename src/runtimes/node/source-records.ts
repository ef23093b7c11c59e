import { createHash } from "node:crypto";
import { z } from "zod";
import type { BuiltLibrary } from "../../core/build-library.ts";
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
  documents: z.array(
    z.object({
      id: z.string(),
      digest: z.string(),
      url: z.string().exactOptional(),
      /** The report that it was left out for, being a copy of it. */
      copyOf: z.object({ id: z.string(), digest: z.string() }).exactOptional(),
      /** Why it did not go in, for people. */
      failure: z.string().exactOptional(),
    }),
  ),
  /** What a person was told when it was read; told again as long as it stays as it is. */
  warnings: z.array(z.string()),
  /** Why these bytes are no report, for people; there are no documents then. */
  failure: z.string().exactOptional(),
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
export type SourceDocument = SourceRecord["documents"][number];
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

  /** The report of a document, when it is still there as it was. */
  report({ file }: SourceRecord, { id, digest }: SourceDocument): Report | null {
    const report = this.reports.get(id);
    return report?.digest === digest && report.file === file ? report : null;
  }
}

/**
 * Writes beside the documents that are not in the library what became of them: it saves reading them again. The records
 * are put in the order of their files, so that tables compare.
 */
export function noteOutcomes(
  records: readonly SourceRecord[],
  { copies, failures }: Pick<BuiltLibrary, "copies" | "failures">,
): SourceRecord[] {
  const copyOf = new Map(copies.map((copy) => [copy.digest, copy.copyOf]));
  const failureOf = new Map(failures.map(({ digest, message }) => [digest, message]));
  const note = ({ id, digest, url }: SourceDocument): SourceDocument => {
    const [original, failure] = [copyOf.get(digest), failureOf.get(digest)];
    return {
      id,
      digest,
      ...(url === undefined ? {} : { url }),
      ...(original === undefined ? {} : { copyOf: original }),
      ...(failure === undefined ? {} : { failure }),
    };
  };
  return records
    .map((record) => ({ ...record, documents: record.documents.map(note) }))
    .sort((one, other) => (one.file < other.file ? -1 : one.file > other.file ? 1 : 0));
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
