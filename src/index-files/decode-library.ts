import { FawenError } from "../core/model/errors.ts";
import type { FigureLedger, Library, LibraryShard, VectorTable } from "../core/model/library.ts";
import type { Passage, Report } from "../core/model/report.ts";
import { decodeCatalog, unpackPassages } from "./catalog.ts";
import type { IndexManifest } from "./manifest.ts";
import { openLedger } from "./open-ledger.ts";
import { openReport } from "./open-report.ts";
import { decodeVectors } from "./vector-bytes.ts";
import { decodeWords } from "./word-bytes.ts";

/** The files of one shard, whole: reports, words and figures go on living in this memory. */
export interface ShardBytes {
  readonly reports: Uint8Array;
  readonly catalog: Uint8Array;
  readonly words: Uint8Array;
  readonly figures: Uint8Array;
  /** Null where the vectors are to be left out. */
  readonly vectors: Uint8Array | null;
}

const UTF8 = new TextDecoder("utf-8", { fatal: true });

/**
 * Bytes → library, shard by shard in the order of the manifest. The caller has checked the manifest (`checkManifest`)
 * and the files' digests; here every reference between the files is checked. Texts and figures of reports are decoded
 * when they are asked for. `withVectors: false` leaves the vectors out.
 * Throws `FawenError("index-corrupt")`.
 */
export async function decodeLibrary(
  manifest: IndexManifest,
  shards: AsyncIterable<ShardBytes> | Iterable<ShardBytes>,
  withVectors: boolean,
): Promise<Library> {
  const { counts, wordsVersion, figuresVersion, builtAt } = manifest;
  const reports: Report[] = [];
  const passages: Passage[] = [];
  const decoded: LibraryShard[] = [];
  const vectors = withVectors ? emptyVectors(manifest) : null;
  for await (const files of shards) {
    const firstPassage = passages.length;
    const firstReport = reports.length;
    const ledgers = addReports(files, decoded.length, reports, passages);
    const words = decodeWords(files.words, wordsVersion);
    const passageCount = passages.length - firstPassage;
    if (words.lengths.length !== passageCount)
      throw corrupt(`第 ${decoded.length + 1} 组有片段 ${passageCount} 条，其词语索引有 ${words.lengths.length} 条`);
    const figures = { version: figuresVersion, ledgers };
    decoded.push({ reportCount: reports.length - firstReport, passageCount, words, figures });
    if (vectors !== null) fillVectors(vectors, files.vectors, firstPassage, passageCount);
  }
  if (reports.length !== counts.reports || passages.length !== counts.passages)
    throw corrupt(
      `应有报告 ${counts.reports} 份、片段 ${counts.passages} 条，实有 ${reports.length}、${passages.length}`,
    );
  return { reports, passages, vectors, shards: decoded, builtAt };
}

function emptyVectors({ embedder, counts }: IndexManifest): VectorTable | null {
  if (embedder === null) return null;
  const { dimensions } = embedder;
  return { dimensions, values: new Float32Array(counts.passages * dimensions), stamp: embedder };
}

function fillVectors(table: VectorTable, bytes: Uint8Array | null, firstRow: number, rows: number): void {
  const { dimensions, values } = decodeVectors(bytes ?? new Uint8Array());
  const start = firstRow * table.dimensions;
  if (
    dimensions !== table.dimensions ||
    values.length !== rows * dimensions ||
    start + values.length > table.values.length
  )
    throw corrupt(`向量应为 ${rows} × ${table.dimensions}，实为 ${values.length / dimensions} × ${dimensions}`);
  table.values.set(values, start);
}

/** Adds the reports and passages of shard `row` to those before. Returns the ledgers of the reports. */
function addReports(
  { catalog, reports: bytes, figures }: ShardBytes,
  row: number,
  reports: Report[],
  passages: Passage[],
): FigureLedger[] {
  const ledgers: FigureLedger[] = [];
  let at = 0;
  let figuresAt = 0;
  try {
    for (const entry of decodeCatalog(UTF8.decode(catalog))) {
      const line = bytes.subarray(at, at + entry.lineBytes);
      at += entry.lineBytes;
      ledgers.push(openLedger(entry.facts, figures.subarray(figuresAt, figuresAt + entry.figureBytes)));
      figuresAt += entry.figureBytes;
      for (const passage of unpackPassages(entry, reports.length)) passages.push(passage);
      reports.push(openReport(entry.facts, line));
    }
  } catch (cause) {
    throw corrupt(`第 ${row + 1} 组报告的目录无法读取`, cause);
  }
  if (at !== bytes.length) throw corrupt(`报告文件应有 ${at} 字节，实有 ${bytes.length} 字节`);
  if (figuresAt !== figures.length) throw corrupt(`数据台账应有 ${figuresAt} 字节，实有 ${figures.length} 字节`);
  return ledgers;
}

function corrupt(what: string, cause?: unknown): FawenError {
  return new FawenError("index-corrupt", `索引已损坏：${what}；请运行 npm run ingest 重建索引`, { cause });
}
