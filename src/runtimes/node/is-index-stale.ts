import { statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { FawenError } from "../../core/model/errors.ts";
import { checkManifest, type ExpectedIndex, type IndexManifest, listFiles } from "../../index-files/manifest.ts";
import { type CorpusFile, listCorpusFiles } from "./corpus-files.ts";
import { openIndexFolder } from "./index-folder.ts";
import { decodeSourceTable, OVERSIZE, type SourceRecord, sha256 } from "./source-records.ts";

/**
 * Whether `ingest` has something to do: there is no usable index, or the corpus folder is not as it was. Looks at
 * names, sizes and times; only where a time differs and the size does not is a file read to compare its digest.
 * Throws `bad-setting` when the corpus folder cannot be read.
 */
export async function isIndexStale(corpusDir: string, indexDir: string, expected: ExpectedIndex): Promise<boolean> {
  const listing = await listCorpusFiles(corpusDir);
  const folder = openIndexFolder(indexDir);
  const manifest = await usableManifest(folder.manifest, expected);
  if (manifest === null || !hasAllFiles(indexDir, manifest)) return true;
  const table = await unlessDamaged(async () => decodeSourceTable(await folder.sources()));
  if (table === null) return true;
  const files = [...listing.facts, ...listing.files];
  if (files.length !== table.corpus.length) return true;
  const records = new Map(table.corpus.map((record) => [record.file, record]));
  for (const file of files) if (await hasChanged(file, records.get(file.file))) return true;
  return false;
}

async function usableManifest(
  read: () => Promise<IndexManifest | null>,
  expected: ExpectedIndex,
): Promise<IndexManifest | null> {
  return unlessDamaged(async () => {
    const manifest = await read();
    if (manifest !== null) checkManifest(manifest, expected);
    return manifest;
  });
}

/** What would be refused on loading is what `ingest` builds anew. */
async function unlessDamaged<T>(read: () => Promise<T | null>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof FawenError && (error.code === "index-mismatch" || error.code === "index-corrupt")) return null;
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

function hasAllFiles(dir: string, manifest: IndexManifest): boolean {
  return listFiles(manifest).every(({ name, bytes }) => sizeOf(join(dir, name)) === bytes);
}

function sizeOf(path: string): number | null {
  try {
    return statSync(path).size;
  } catch {
    // Whatever keeps it from being seen keeps it from being read.
    return null;
  }
}

async function hasChanged(file: CorpusFile, record: SourceRecord | undefined): Promise<boolean> {
  if (record === undefined || record.size !== file.size) return true;
  if (record.mtimeMs === file.mtimeMs || record.digest === OVERSIZE) return false;
  // A file that cannot be read had no digest the last time either, unless that is what has changed.
  return (await readFile(file.path).then(sha256, () => "")) !== record.digest;
}
