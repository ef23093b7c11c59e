import { createHash, randomUUID } from "node:crypto";
import { open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Library, type LibraryShard, sameStamp } from "../../core/model/library.ts";
import {
  createManifest,
  encodeShard,
  encodeShardVectors,
  type PlacedShard,
  placeShards,
} from "../../index-files/encode-library.ts";
import {
  type IndexFile,
  type IndexMakers,
  type IndexManifest,
  listFiles,
  MANIFEST_NAME,
  parseManifest,
  type ShardFiles,
} from "../../index-files/manifest.ts";

/**
 * What may be removed: our own leftovers and older generations (`passages` are of an older format). Other files in the
 * folder are none of ours.
 */
const OWN_FILE =
  /^(?:reports|catalog|words|figures|passages|vectors|sources)-[0-9a-f]{16}\.(?:jsonl|bin|json)$|^writing-.+\.tmp$|^ingest\.lock\./;
/** Graph caches are named `hnsw-`, the digest of the vectors that they were made from, and more. */
const GRAPH_FILE = /^hnsw-/;

export interface SaveOptions {
  /** Bytes of `sources-….json`: what the corpus folder looked like. */
  readonly sources?: Uint8Array | undefined;
}

/** Which files a shard was loaded from or saved as, as long as it is the same object. */
export type KnownFiles = Pick<WeakMap<LibraryShard, ShardFiles>, "get" | "set">;

/**
 * Writes a library as the index in `dir`; shards whose `known` files belong to the index there keep them, and only the
 * others are written. Every data file is written under a temporary name, flushed, and renamed
 * to a name that carries its digest; the manifest that names them follows last, by one atomic rename. Killed or out
 * of space at any moment, the folder still holds the old index or already the new one; leftovers go with the next
 * call. The caller holds the lock.
 */
export async function writeIndex(
  dir: string,
  library: Library,
  makers: IndexMakers,
  known: KnownFiles,
  options: SaveOptions,
): Promise<IndexManifest> {
  try {
    const manifest = await writeDataFiles(dir, library, makers, known, options);
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
  const current = new Set(manifest && listFiles(manifest).map((file) => file.name));
  const graphDigest = manifest && digestVectors(manifest);
  for (const name of await readdir(dir)) {
    const unwanted = GRAPH_FILE.test(name)
      ? graphDigest === null || !name.includes(graphDigest)
      : OWN_FILE.test(name) && !current.has(name);
    if (unwanted) await rm(join(dir, name), { force: true });
  }
}

/** Names the vectors of an index, whatever else is in it: 16 hexadecimal digits; null when it has none. */
export function digestVectors({ embedder, shards }: IndexManifest): string | null {
  if (embedder === null) return null;
  const hash = createHash("sha256");
  for (const { vectors } of shards) hash.update(vectors?.digest ?? "");
  return hash.digest("hex").slice(0, 16);
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
  known: KnownFiles,
  options: SaveOptions,
): Promise<IndexManifest> {
  const present = await readManifest(dir);
  const keep = present === null || present === "unreadable" ? null : findKept(present, library);
  const shards: ShardFiles[] = [];
  for (const placed of placeShards(library)) {
    const files = await writeShard(dir, library, placed, keep?.(known.get(placed.shard)) ?? null);
    known.set(placed.shard, files);
    shards.push(files);
  }
  const sources = options.sources ? await writeDataFile(dir, "sources", "json", [options.sources]) : null;
  return createManifest(library, makers, { shards, sources });
}

/** Files of a shard that need not be written again; `vectors` is undefined when they alone have to be. */
interface KeptFiles extends Omit<ShardFiles, "vectors"> {
  readonly vectors?: IndexFile | null;
}

/** Files are kept that the index which is there names too: those of an older one may be gone by now. */
function findKept(present: IndexManifest, library: Library): (files: ShardFiles | undefined) => KeptFiles | null {
  const names = new Set(listFiles(present).map((file) => file.name));
  const isThere = (file: IndexFile | null) => file !== null && names.has(file.name);
  const stamp = library.vectors?.stamp;
  const sameModel = stamp !== undefined && present.embedder !== null && sameStamp(present.embedder, stamp);
  return (files) => {
    if (files === undefined || ![files.reports, files.catalog, files.words, files.figures].every(isThere)) return null;
    const { vectors, ...others } = files;
    return sameModel && isThere(vectors) ? files : others;
  };
}

async function writeShard(
  dir: string,
  library: Library,
  placed: PlacedShard,
  kept: KeptFiles | null,
): Promise<ShardFiles> {
  const writeVectors = async () => {
    const pieces = encodeShardVectors(library, placed);
    return pieces && writeDataFile(dir, "vectors", "bin", pieces);
  };
  if (kept !== null) return { ...kept, vectors: kept.vectors ?? (await writeVectors()) };
  const { reports, catalog, words, figures } = encodeShard(library, placed);
  return {
    reports: await writeDataFile(dir, "reports", "bin", reports),
    catalog: await writeDataFile(dir, "catalog", "json", catalog),
    words: await writeDataFile(dir, "words", "bin", words),
    figures: await writeDataFile(dir, "figures", "bin", figures),
    vectors: await writeVectors(),
  };
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
