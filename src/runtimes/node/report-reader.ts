import { readFile, stat } from "node:fs/promises";
import { FawenError } from "../../core/model/errors.ts";
import type { KnownFacts } from "../../core/model/report.ts";
import type { ReportSource } from "../../core/reading/read-report.ts";
import type { IndexMakers } from "../../index-files/manifest.ts";
import type { CorpusFile, FileProblem } from "./corpus-files.ts";
import { describeFileError } from "./file-errors.ts";
import { loadFile } from "./loaders/load-file.ts";
import { loadJsonl } from "./loaders/load-jsonl.ts";
import { reportIdOf } from "./report-id.ts";
import {
  digestDocument,
  digestFacts,
  OVERSIZE,
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
}

/** Turns files into report sources, one after the other, and keeps the books: problems met, records for next time. */
export class ReportReader {
  readonly problems: FileProblem[] = [];
  private readonly maxFileBytes: number;

  constructor(private readonly options: ReaderOptions) {
    this.maxFileBytes = options.maxFileBytes ?? DEFAULT_MAX_FILE_BYTES;
  }

  /**
   * The documents of the files, in order; what cannot be read is added to `problems`. A file that has not changed since
   * the last run is not opened: its source text is in the last library. Records are added to `records` as files are done.
   */
  async *readFiles(
    files: readonly CorpusFile[],
    facts: ReadonlyMap<string, KnownFacts>,
    records: SourceRecord[],
  ): AsyncGenerator<ReportSource, void, void> {
    for (const file of files) {
      const known = facts.get(file.file) ?? {};
      try {
        const { record, sources } = await this.readOne(file, known);
        for (const message of record.warnings) this.problems.push({ file: file.file, message });
        records.push(record);
        yield* sources;
      } catch (error) {
        this.problems.push({ file: file.file, message: describeReadError(error) });
        // Remembered without documents: it is tried again next time, but does not make the index stale.
        records.push(await this.recordOf(file, known, { digest: "", sources: [], warnings: [] }));
      }
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
  ): Promise<{ record: SourceRecord; sources: readonly ReportSource[] }> {
    const old = this.options.memory.record(file.file);
    const sameFacts = old?.known === digestFacts(known);
    if (old && sameFacts && old.size === file.size && old.mtimeMs === file.mtimeMs) {
      const sources = this.recall(old, known);
      if (sources !== null) return { record: old, sources };
    }
    const bytes = await this.readBytes(file);
    const digest = sha256(bytes);
    if (old && sameFacts && old.digest === digest) {
      const sources = this.recall(old, known);
      const { warnings } = old;
      if (sources !== null) return { record: await this.recordOf(file, known, { digest, sources, warnings }), sources };
    }
    const { documents, warnings } = await this.load(file, bytes, known);
    const sources = documents.map((document) => this.toSource(file.file, document));
    return { record: await this.recordOf(file, known, { digest, sources, warnings }), sources };
  }

  /** The sources of a record, from the last library; null when one of its reports is not there as it was. */
  recall(record: SourceRecord, known: KnownFacts): ReportSource[] | null {
    const reports = this.options.memory.reportsOf(record);
    return (
      reports?.map(({ id, file, raw, digest, url }) => ({ id, file, raw, known, digest, ...(url ? { url } : {}) })) ??
      null
    );
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
    if (file.ending !== ".jsonl") {
      const { text, warnings } = await loadFile(bytes, file.ending);
      return { documents: [{ id: reportIdOf(file.file), raw: text, known }], warnings };
    }
    if (bytes.length === 0) throw new FawenError("bad-input-file", "文件是空的");
    const { documents, problems } = await loadJsonl(bytes);
    // What a line says about itself is nearer than what is said about the whole file.
    const own = documents.map(({ id, text, known: facts }) => ({ id, raw: text, known: { ...known, ...facts } }));
    return { documents: own, warnings: problems };
  }

  private toSource(file: string, { id, raw, known }: LoadedDocument): ReportSource {
    const digest = digestDocument(raw, file, known, this.options.makers);
    return { id, file, raw, known, digest, ...(known.url === undefined ? {} : { url: known.url }) };
  }

  private async recordOf(
    file: CorpusFile,
    known: KnownFacts,
    read: { digest: string; sources: readonly ReportSource[]; warnings: readonly string[] },
  ): Promise<SourceRecord> {
    const fresh = Date.now() - file.mtimeMs < FRESH_MS;
    return {
      file: file.file,
      size: file.size,
      mtimeMs: fresh ? 0 : file.mtimeMs,
      digest: read.digest === "" ? await this.digestOrNothing(file) : read.digest,
      known: digestFacts(known),
      documents: read.sources.map((source) => ({ id: source.id, digest: source.digest })),
      warnings: [...read.warnings],
    };
  }

  /** Of a file that could not be read as a report; empty when its bytes could not be read either. */
  private async digestOrNothing(file: CorpusFile): Promise<string> {
    if (file.size > this.maxFileBytes) return OVERSIZE;
    return readFile(file.path).then(sha256, () => "");
  }
}

/** Why a document could not be read, for people; the file is named beside it. */
export function describeReadError(error: unknown): string {
  if (error instanceof FawenError) return error.message;
  const reason = describeFileError(error);
  if (reason !== null) return `无法读取：${reason}`;
  return `读取时出错：${error instanceof Error ? error.message : String(error)}`;
}

function formatMegabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
