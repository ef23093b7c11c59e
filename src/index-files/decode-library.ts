import { FawenError } from "../core/model/errors.ts";
import type { Library, VectorTable } from "../core/model/library.ts";
import type { Passage, Report } from "../core/model/report.ts";
import type { IndexManifest } from "./manifest.ts";
import { type ByteChunks, readLines } from "./read-lines.ts";
import { decodeReport } from "./report-line.ts";
import { decodeVectors } from "./vector-bytes.ts";

/** The data files that a manifest names, as their runtime reads them. */
export interface LibraryFiles {
  readonly reports: ByteChunks;
  readonly passages: ByteChunks;
  /** The whole file: its memory becomes the vector table. Null leaves the vectors out. */
  readonly vectors: Uint8Array | null;
  /** Told of each report's line, which `encodeLibrary` takes back for a report that stays as it is. */
  readonly onReport?: ((report: Report, line: string) => void) | undefined;
}

/** By hand, as there are ten lines a report: four times as fast as JSON and a schema. */
const PASSAGE_LINE = /^\[(\d+),(\d+),(\d+),(\d+)\]$/;

/**
 * Bytes → library. The caller has checked the manifest (`checkManifest`) and may have checked the files'
 * digests; here every line and every reference between the files is checked.
 * Throws `FawenError("index-corrupt")`.
 */
export async function decodeLibrary(manifest: IndexManifest, files: LibraryFiles): Promise<Library> {
  const reports = await decodeLines("reports", files.reports, (line) => {
    const report = decodeReport(line);
    files.onReport?.(report, line);
    return report;
  });
  const passages = await decodeLines("passages", files.passages, (line) => decodePassage(line, reports));
  if (reports.length !== manifest.counts.reports || passages.length !== manifest.counts.passages)
    throw corrupt(
      `应有报告 ${manifest.counts.reports} 份、片段 ${manifest.counts.passages} 条，实有 ${reports.length}、${passages.length}`,
    );
  return {
    reports,
    passages,
    vectors: attachVectors(manifest, files.vectors, passages.length),
    builtAt: manifest.builtAt,
  };
}

async function decodeLines<T>(name: string, bytes: ByteChunks, decode: (line: string) => T): Promise<T[]> {
  const items: T[] = [];
  try {
    for await (const line of readLines(bytes)) items.push(decode(line));
  } catch (cause) {
    // A file that cannot be read at all is the runtime's own error; what cannot be understood is a damaged index.
    if (cause instanceof FawenError || (cause instanceof Error && "syscall" in cause)) throw cause;
    throw corrupt(`${name} 第 ${items.length + 1} 行无法读取`, cause);
  }
  return items;
}

function decodePassage(line: string, reports: readonly Report[]): Passage {
  const [reportRow = 0, sectionRow = 0, start = 0, end = 0] = (PASSAGE_LINE.exec(line) ?? fail(line))
    .slice(1)
    .map(Number);
  const report = reports[reportRow];
  if (report === undefined || sectionRow >= report.sections.length || start > end || end > report.text.length)
    throw new RangeError(`passage ${line} points outside its report`);
  return { reportRow, sectionRow, start, end };
}

function fail(line: string): never {
  throw new SyntaxError(`${line} is no passage`);
}

function attachVectors(manifest: IndexManifest, bytes: Uint8Array | null, rows: number): VectorTable | null {
  if (bytes === null || manifest.embedder === null) return null;
  const { dimensions, values } = decodeVectors(bytes);
  if (dimensions !== manifest.embedder.dimensions || values.length !== rows * dimensions)
    throw corrupt(
      `向量应为 ${rows} × ${manifest.embedder.dimensions}，实为 ${values.length / dimensions} × ${dimensions}`,
    );
  return { dimensions, values, stamp: manifest.embedder };
}

function corrupt(what: string, cause?: unknown): FawenError {
  return new FawenError("index-corrupt", `索引已损坏：${what}；请运行 npm run ingest 重建索引`, { cause });
}
