import { createHash, randomUUID } from "node:crypto";
import { open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Library } from "../../core/model/library.ts";
import { createManifest, encodeLibrary, type KnownLines } from "../../index-files/encode-library.ts";
import {
  type IndexFile,
  type IndexMakers,
  type IndexManifest,
  MANIFEST_NAME,
  parseManifest,
} from "../../index-files/manifest.ts";

/** What may be removed: our own leftovers and older generations. Other files in the folder are none of ours. */
const OWN_FILE =
  /^(?:reports|passages|vectors|sources)-[0-9a-f]{16}\.(?:jsonl|bin|json)$|^writing-.+\.tmp$|^ingest\.lock\./;
/** Graph caches are named `hnsw-` and the digest of the vectors that they were made from. */
const GRAPH_FILE = /^hnsw-/;

export interface SaveOptions {
  /** Bytes of `sources-….json`: what the corpus folder looked like. */
  readonly sources?: Uint8Array | undefined;
  /** Lines of reports that are as they were in the index that was loaded. */
  readonly lines?: KnownLines | undefined;
}

/**
 * Writes a library as the index in `dir`. Every data file is written under a temporary name, flushed, and renamed
 * to a name that carries its digest; the manifest that names them follows last, by one atomic rename. Killed or out
 * of space at any moment, the folder still holds the old index or already the new one; leftovers go with the next
 * call. The caller holds the lock.
 */
export async function writeIndex(
  dir: string,
  library: Library,
  makers: IndexMakers,
  options: SaveOptions,
): Promise<IndexManifest> {
  try {
    const manifest = await writeDataFiles(dir, library, makers, options);
    await syncFolder(dir);
    const temporary = await writeTemporary(dir, [Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`)]);
    await rename(temporary.path, join(dir, MANIFEST_NAME));
    await syncFolder(dir);
    return manifest;
  } finally {
    // After a success the old generation goes; after a failure, the part of the new one that fills the disk.
    await removeLeftovers(dir);
  }
}

/** Removes what no manifest names: an older generation, or what a run that was killed left behind. Hold the lock. */
export async function removeLeftovers(dir: string): Promise<void> {
  const manifest = await readManifest(dir);
  if (manifest === "unreadable") return;
  const current = new Set(Object.values(manifest?.files ?? {}).map((file) => file?.name));
  const graphDigest = manifest?.files.vectors?.digest.slice(0, 16);
  for (const name of await readdir(dir)) {
    const unwanted = GRAPH_FILE.test(name)
      ? graphDigest === undefined || !name.includes(graphDigest)
      : OWN_FILE.test(name) && !current.has(name);
    if (unwanted) await rm(join(dir, name), { force: true });
  }
}

/** A manifest of another format may name files that we know nothing of: nothing is removed then. */
async function readManifest(dir: string): Promise<IndexManifest | null | "unreadable"> {
  try {
    return parseManifest(await readFile(join(dir, MANIFEST_NAME), "utf8"));
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ENOENT" ? null : "unreadable";
  }
}

async function writeDataFiles(
  dir: string,
  library: Library,
  makers: IndexMakers,
  options: SaveOptions,
): Promise<IndexManifest> {
  const encoded = encodeLibrary(library, options.lines);
  return createManifest(library, makers, {
    reports: await writeDataFile(dir, "reports", "jsonl", encoded.reports),
    passages: await writeDataFile(dir, "passages", "jsonl", encoded.passages),
    vectors: encoded.vectors && (await writeDataFile(dir, "vectors", "bin", encoded.vectors)),
    sources: options.sources ? await writeDataFile(dir, "sources", "json", [options.sources]) : null,
  });
}

async function writeDataFile(
  dir: string,
  stem: string,
  ending: string,
  chunks: Iterable<Uint8Array>,
): Promise<IndexFile> {
  const { path, bytes, digest } = await writeTemporary(dir, chunks);
  const name = `${stem}-${digest.slice(0, 16)}.${ending}`;
  await rename(path, join(dir, name));
  return { name, bytes, digest };
}

/** Writes, flushes to the disk and digests. Leaves nothing behind when it fails. */
async function writeTemporary(
  dir: string,
  chunks: Iterable<Uint8Array>,
): Promise<{ path: string; bytes: number; digest: string }> {
  const path = join(dir, `writing-${randomUUID()}.tmp`);
  const hash = createHash("sha256");
  let bytes = 0;
  const file = await open(path, "wx");
  try {
    for (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.byteLength;
      await file.writeFile(chunk);
    }
    await file.sync();
  } catch (error) {
    await file.close();
    await rm(path, { force: true });
    throw error;
  }
  await file.close();
  return { path, bytes, digest: hash.digest("hex") };
}

/** Makes renames last through a power cut. Folders cannot be flushed on Windows, where the rename itself is enough. */
async function syncFolder(dir: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(dir, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
