import { FawenError } from "../core/model/errors.ts";
import type { Library, LibraryShard, VectorTable } from "../core/model/library.ts";
import type { Passage, Report } from "../core/model/report.ts";
import { decodeCatalog, unpackPassages } from "./catalog.ts";
import { decodeFigures } from "./figure-bytes.ts";
import type { IndexManifest } from "./manifest.ts";
import { openReport } from "./open-report.ts";
import { createShelf, type Shelf } from "./shelf.ts";
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
 * and the files' digests; here every reference between the files is checked. Texts of reports are decoded when they are
 * asked for. Throws `FawenError("index-corrupt")`.
 *
 * @param withVectors false leaves the vectors out
 * @param mostChars characters of decoded texts, source and cleaned, that are kept; all of them when left out
 */
export async function decodeLibrary(
  manifest: IndexManifest,
  shards: AsyncIterable<ShardBytes> | Iterable<ShardBytes>,
  withVectors: boolean,
  mostChars = Number.POSITIVE_INFINITY,
): Promise<Library> {
  const shelf = createShelf(mostChars);
  const { counts, wordsVersion, figuresVersion, builtAt } = manifest;
  const reports: Report[] = [];
  const passages: Passage[] = [];
  const decoded: LibraryShard[] = [];
  const vectors = withVectors ? emptyVectors(manifest) : null;
  for await (const files of shards) {
    const firstPassage = passages.length;
    const firstReport = reports.length;
    addReports(files, decoded.length, reports, passages, shelf);
    const ledgers = decodeFigures(
      files.figures,
      reports.slice(firstReport).map(({ textLength = 0 }) => textLength),
    );
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

/** Adds the reports and passages of shard `row` to those before. */
function addReports(
  { catalog, reports: bytes }: ShardBytes,
  row: number,
  reports: Report[],
  passages: Passage[],
  shelf: Shelf,
): void {
  let at = 0;
  try {
    for (const entry of decodeCatalog(UTF8.decode(catalog))) {
      const body = bytes.subarray(at, at + entry.bodyBytes);
      at += entry.bodyBytes;
      for (const passage of unpackPassages(entry, reports.length)) passages.push(passage);
      reports.push(openReport(entry.facts, body, shelf));
    }
  } catch (cause) {
    throw corrupt(`第 ${row + 1} 组报告的目录无法读取`, cause);
  }
  if (at !== bytes.length) throw corrupt(`报告文件应有 ${at} 字节，实有 ${bytes.length} 字节`);
}

function corrupt(what: string, cause?: unknown): FawenError {
  return new FawenError("index-corrupt", `索引已损坏：${what}；请运行 npm run ingest 重建索引`, { cause });
}
