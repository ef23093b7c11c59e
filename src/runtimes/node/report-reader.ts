import { readFile, stat } from "node:fs/promises";
import type { BuildSource } from "../../core/build-library.ts";
import { FawenError } from "../../core/model/errors.ts";
import type { KnownFacts } from "../../core/model/report.ts";
import type { ReportSource } from "../../core/reading/read-report.ts";
import type { IndexMakers } from "../../index-files/manifest.ts";
import type { CorpusFile, FileProblem } from "./corpus-files.ts";
import { describeFileError } from "./file-errors.ts";
import { loadFile } from "./loaders/load-file.ts";
import { loadJsonl } from "./loaders/load-jsonl.ts";
import { adviceFor, JSONL_ENDINGS } from "./report-file-names.ts";
import { reportIdOf } from "./report-id.ts";
import {
  digestDocument,
  digestFacts,
  OVERSIZE,
  type SourceDocument,
  type SourceMemory,
  type SourceRecord,
  sha256,
} from "./source-records.ts";

/** Larger files are refused: no report is, and one of them would slow everything down. */
const DEFAULT_MAX_FILE_BYTES = 64 * 1024 * 1024;
/** A file changed this shortly before it was read may change again within the same tick of its clock. */
const FRESH_MS = 2_000;

export interface ReaderOptions {
  readonly makers: IndexMakers;
  readonly memory: SourceMemory;
  readonly maxFileBytes?: number | undefined;
}

/** A document on its way: what a loader gave, before it is read as a report. */
interface LoadedDocument {
  readonly id: string;
  readonly raw: string;
  readonly known: KnownFacts;
  /** Where in its file it stands, for people. */
  readonly place?: string;
}

/** Turns files into report sources, one after the other, and keeps the books: problems met, records for next time. */
export class ReportReader {
  readonly problems: FileProblem[] = [];
  private readonly maxFileBytes: number;
  private readonly seen = new Set<string>();
  private readonly deferred: (() => AsyncGenerator<BuildSource, void, void>)[] = [];

  constructor(private readonly options: ReaderOptions) {
    this.maxFileBytes = options.maxFileBytes ?? DEFAULT_MAX_FILE_BYTES;
  }

  /**
   * The documents of the files, in order; what cannot be read is added to `problems`. A file that has not changed since
   * the last run is not opened: its source text is in the last library. Records are added to `records` as files are done.
   * Files with copies of other reports wait for `readDeferred`, when it is known whether those are still there.
   */
  async *readFiles(
    files: readonly CorpusFile[],
    facts: ReadonlyMap<string, KnownFacts>,
    records: SourceRecord[],
  ): AsyncGenerator<BuildSource, void, void> {
    for (const file of files) {
      const known = facts.get(file.file) ?? {};
      if (hasCopies(this.options.memory.record(file.file)))
        this.deferred.push(() => this.readFile(file, known, records));
      else yield* this.readFile(file, known, records);
    }
  }

  /** What waited until every other source was given out. */
  async *readDeferred(): AsyncGenerator<BuildSource, void, void> {
    for (const read of this.deferred.splice(0)) yield* read();
  }

  /** Tells of a source that was given out: copies of it need not be read. */
  note(source: BuildSource): void {
    if ("raw" in source) this.seen.add(`${source.id}:${source.digest}`);
  }

  private async *readFile(
    file: CorpusFile,
    known: KnownFacts,
    records: SourceRecord[],
  ): AsyncGenerator<BuildSource, void, void> {
    try {
      const { record, sources } = await this.readOne(file, known);
      for (const message of record.warnings) this.problems.push({ file: file.file, message });
      records.push(record);
      yield* sources;
    } catch (error) {
      const message = describeReadError(error);
      this.problems.push({ file: file.file, message });
      const record = await this.recordOf(file, known, { digest: "", sources: [], warnings: [] });
      // What the bytes are to blame for they will be again; anything else is tried again next time.
      const isFinal = error instanceof FawenError && error.code === "bad-input-file" && record.digest !== OVERSIZE;
      records.push(isFinal && record.digest !== "" ? { ...record, failure: message } : record);
    }
  }

  /** Documents that did not come from a file: pages of the web, other people's loaders. */
  addDocument(file: string, document: { id?: string; raw: string; known: KnownFacts }): ReportSource {
    const loaded = { id: document.id ?? reportIdOf(file), raw: document.raw, known: document.known };
    return this.toSource(file, loaded);
  }

  private async readOne(
    file: CorpusFile,
    known: KnownFacts,
  ): Promise<{ record: SourceRecord; sources: readonly BuildSource[] }> {
    const old = this.options.memory.record(file.file);
    const sameFacts = old?.known === digestFacts(known);
    if (old && sameFacts && old.size === file.size && old.mtimeMs === file.mtimeMs) {
      const sources = this.recall(old, known);
      if (sources !== null) return { record: old, sources };
      if (old.failure !== undefined) return this.repeatFailure(old, old.failure);
    }
    const bytes = await this.readBytes(file);
    const digest = sha256(bytes);
    if (old && sameFacts && old.digest === digest) {
      const sources = this.recall(old, known);
      const { warnings, failure } = old;
      if (failure !== undefined)
        return this.repeatFailure(
          { ...(await this.recordOf(file, known, { digest, sources: [], warnings })), failure },
          failure,
        );
      if (sources !== null) return { record: await this.recordOf(file, known, { digest, sources, warnings }), sources };
    }
    const { documents, warnings } = await this.load(file, bytes, known);
    const sources = documents.map((document) => this.toSource(file.file, document));
    return { record: await this.recordOf(file, known, { digest, sources, warnings }), sources };
  }

  /** The sources of a record, from what is remembered; null when one of its reports is not there as it was. */
  recall(record: SourceRecord, known: KnownFacts): BuildSource[] | null {
    const sources = record.documents.map((document) => this.recallDocument(record, document, known));
    return sources.length > 0 && sources.every((source) => source !== null) ? sources : null;
  }

  private recallDocument(record: SourceRecord, document: SourceDocument, known: KnownFacts): BuildSource | null {
    const { id, digest, copyOf, failure, url } = document;
    const place = { id, file: record.file, digest, ...(url === undefined ? {} : { url }) };
    if (failure !== undefined) return { ...place, failure };
    if (copyOf !== undefined) return this.seen.has(`${copyOf.id}:${copyOf.digest}`) ? { ...place, copyOf } : null;
    const report = this.options.memory.report(record, document);
    if (report === null) return null;
    // Decoded only if it is asked for: what has not changed is taken over without.
    return {
      ...place,
      known,
      get raw() {
        return report.raw;
      },
    };
  }

  private repeatFailure(record: SourceRecord, message: string): { record: SourceRecord; sources: readonly [] } {
    this.problems.push({ file: record.file, message });
    return { record, sources: [] };
  }

  private async readBytes(file: CorpusFile): Promise<Uint8Array> {
    const { size } = await stat(file.path);
    if (size > this.maxFileBytes)
      throw new FawenError(
        "bad-input-file",
        `文件过大（${formatMegabytes(size)}），上限 ${formatMegabytes(this.maxFileBytes)}；请拆分后再放入`,
      );
    return readFile(file.path);
  }

  private async load(
    file: CorpusFile,
    bytes: Uint8Array,
    known: KnownFacts,
  ): Promise<{ documents: readonly LoadedDocument[]; warnings: readonly string[] }> {
    const advice = adviceFor(file.ending);
    if (advice !== null) throw new FawenError("bad-input-file", advice);
    if (!JSONL_ENDINGS.includes(file.ending)) {
      const { text, warnings, known: own } = await loadFile(bytes, file.ending);
      return { documents: [{ id: reportIdOf(file.file), raw: text, known: { ...own, ...known } }], warnings };
    }
    if (bytes.length === 0) throw new FawenError("bad-input-file", "文件是空的");
    const { documents, problems } = await loadJsonl(bytes);
    // What a line says about itself is nearer than what is said about the whole file.
    const own = documents.map(({ id, text, known: facts, line }) => ({
      id,
      raw: text,
      known: { ...known, ...facts },
      place: `第 ${line} 行（编号 ${id}）`,
    }));
    return { documents: own, warnings: problems };
  }

  private toSource(file: string, { id, raw, known, place }: LoadedDocument): ReportSource {
    const digest = digestDocument(raw, file, known, this.options.makers);
    return {
      ...{ id, file, raw, known, digest },
      ...(known.url === undefined ? {} : { url: known.url }),
      ...(place === undefined ? {} : { place }),
    };
  }

  private async recordOf(
    file: CorpusFile,
    known: KnownFacts,
    read: { digest: string; sources: readonly BuildSource[]; warnings: readonly string[] },
  ): Promise<SourceRecord> {
    const fresh = Date.now() - file.mtimeMs < FRESH_MS;
    return {
      file: file.file,
      size: file.size,
      mtimeMs: fresh ? 0 : file.mtimeMs,
      digest: read.digest === "" ? await this.digestOrNothing(file) : read.digest,
      known: digestFacts(known),
      documents: read.sources.map(documentOf),
      warnings: [...read.warnings],
    };
  }

  /** Of a file that could not be read as a report; empty when its bytes could not be read either. */
  private async digestOrNothing(file: CorpusFile): Promise<string> {
    if (file.size > this.maxFileBytes) return OVERSIZE;
    return readFile(file.path).then(sha256, () => "");
  }
}

/** As it stands in a record, before it is known what becomes of it. */
export function documentOf(source: BuildSource): SourceDocument {
  const url = "url" in source ? source.url : undefined;
  return { id: source.id, digest: source.digest, ...(url === undefined ? {} : { url }) };
}

export function hasCopies(record: SourceRecord | undefined): boolean {
  return record?.documents.some(({ copyOf }) => copyOf !== undefined) ?? false;
}

/** Why a document could not be read, for people; the file is named beside it. */
export function describeReadError(error: unknown): string {
  if (error instanceof FawenError) return error.message;
  // What is nested too deep for a parser ends its stack.
  if (error instanceof RangeError && /call stack/i.test(error.message))
    return "内容嵌套过深，无法读取；请打开后复制正文，另存为 .txt 再放入";
  const reason = describeFileError(error);
  if (reason !== null) return `无法读取：${reason}`;
  return `读取时出错：${error instanceof Error ? error.message : String(error)}`;
}

function formatMegabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
