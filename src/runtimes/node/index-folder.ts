import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { FawenError } from "../../core/model/errors.ts";
import type { Library, LibraryShard } from "../../core/model/library.ts";
import { decodeLibrary, type ShardBytes } from "../../index-files/decode-library.ts";
import {
  checkManifest,
  type ExpectedIndex,
  type IndexFile,
  type IndexMakers,
  type IndexManifest,
  MANIFEST_NAME,
  type PreviousIndex,
  parseManifest,
  type ShardFiles,
} from "../../index-files/manifest.ts";
import { describeFileError } from "./file-errors.ts";
import { type FileLock, lockIndex } from "./index-lock.ts";
import { makeIndexFolder } from "./make-index-folder.ts";
import { type KnownFiles, removeLeftovers, type SaveOptions, writeIndex } from "./write-index.ts";

/** How often a watcher looks at the manifest. One `stat` a second works on every kind of disk; fs events do not. */
const WATCH_INTERVAL_MS = 1_000;
/** A reader may meet the moment when an old generation goes; the next manifest is then already in place. */
const LOAD_ATTEMPTS = 3;

/**
 * An index on disk. `manifest.json` names the other files, whose names carry their digest: for each shard
 * `reports-….bin`, `catalog-….json`, `words-….bin`, `figures-….bin` and `vectors-….bin`, and `sources-….json`. What
 * is new is written beside what is there and becomes the index by one rename of the manifest; what is killed before
 * that changes nothing.
 */
export interface IndexFolder {
  readonly dir: string;
  /** The manifest, or null when there is no index yet. Throws `index-corrupt`, `index-mismatch` (format). */
  manifest(): Promise<IndexManifest | null>;
  /**
   * Reads and checks all files, so that nothing has to be read later. Throws `index-missing`, `index-mismatch`,
   * `index-corrupt`.
   */
  load(expected: ExpectedIndex | PreviousIndex): Promise<Library>;
  /**
   * Replaces the index in whole; shards that were loaded or saved here before keep their files. Hold the lock. Throws
   * `bad-setting` when the folder cannot be written to.
   */
  save(library: Library, makers: IndexMakers, options?: SaveOptions): Promise<IndexManifest>;
  /** Bytes of the `sources` file of the present index; null when there is none. */
  sources(): Promise<Uint8Array | null>;
  /** Creates the folder and keeps other writers out. Throws `not-ready` while there is one. */
  lock(): Promise<FileLock>;
  /** Calls back after another index has been put in place. Returns the function that ends it. */
  watch(onChange: () => void): () => void;
}

export function openIndexFolder(dir: string): IndexFolder {
  const manifestPath = join(dir, MANIFEST_NAME);
  const manifest = async (): Promise<IndexManifest | null> => {
    const json = await readTextIfThere(manifestPath);
    return json === null ? null : parseManifest(json);
  };
  const known: KnownFiles = new WeakMap<LibraryShard, ShardFiles>();
  return {
    dir,
    manifest,
    load: (expected) => loadIndex(dir, manifest, expected, known),
    save: (library, makers, options = {}) => guardWrites(dir, () => writeIndex(dir, library, makers, known, options)),
    async sources() {
      const file = (await manifest())?.sources;
      return file ? readChecked(dir, file) : null;
    },
    lock: () =>
      guardWrites(dir, async () => {
        await makeIndexFolder(dir);
        const lock = await lockIndex(dir);
        try {
          await removeLeftovers(dir);
        } catch (error) {
          await lock.release();
          throw error;
        }
        return lock;
      }),
    watch(onChange) {
      let seen = identify(manifestPath);
      const timer = setInterval(() => {
        const now = identify(manifestPath);
        if (now === null || now === seen) return;
        seen = now;
        onChange();
      }, WATCH_INTERVAL_MS);
      timer.unref();
      return () => clearInterval(timer);
    },
  };
}

/** Changes whenever another file is renamed into the place of this one; null while there is none to be seen. */
function identify(path: string): string | null {
  try {
    const stat = statSync(path, { bigint: true });
    return `${stat.ino}:${stat.mtimeNs}:${stat.size}`;
  } catch {
    // Gone, or on a drive that is away for a moment: the index in memory goes on serving, the next look will tell.
    return null;
  }
}

async function loadIndex(
  dir: string,
  readManifest: () => Promise<IndexManifest | null>,
  expected: ExpectedIndex | PreviousIndex,
  known: KnownFiles,
): Promise<Library> {
  for (let attempt = 1; ; attempt++) {
    const manifest = await readManifest();
    if (manifest === null)
      throw new FawenError("index-missing", `${dir} 里还没有索引，请先运行 npm run ingest`, { field: "INDEX_DIR" });
    checkManifest(manifest, expected);
    try {
      const withVectors = expected.embedder !== null && expected.leaveVectors !== true;
      return await decodeFiles(dir, manifest, withVectors, known);
    } catch (error) {
      if (!isMissing(error)) throw error;
      if (attempt === LOAD_ATTEMPTS)
        throw new FawenError("index-corrupt", `索引缺少文件；请运行 npm run ingest 重建索引`, { cause: error });
    }
  }
}

async function decodeFiles(
  dir: string,
  manifest: IndexManifest,
  withVectors: boolean,
  known: KnownFiles,
): Promise<Library> {
  const library = await decodeLibrary(manifest, readShards(dir, manifest, withVectors), withVectors);
  for (const [row, shard] of library.shards.entries()) {
    const files = manifest.shards[row];
    if (files !== undefined) known.set(shard, files);
  }
  return library;
}

/**
 * Reads one shard at a time, between which a server answers. Hundreds of small files: read without waiting for each,
 * they take a third of the time.
 */
async function* readShards(
  dir: string,
  { shards }: IndexManifest,
  withVectors: boolean,
): AsyncGenerator<ShardBytes, void, void> {
  for (const { reports, catalog, words, figures, vectors } of shards) {
    yield {
      reports: readChecked(dir, reports),
      catalog: readChecked(dir, catalog),
      words: readChecked(dir, words),
      figures: readChecked(dir, figures),
      vectors: withVectors && vectors !== null ? readChecked(dir, vectors) : null,
    };
    await nextTurn();
  }
}

function readChecked(dir: string, { name, bytes, digest }: IndexFile): Uint8Array {
  const content = readFileSync(join(dir, name));
  if (content.byteLength !== bytes || createHash("sha256").update(content).digest("hex") !== digest)
    throw new FawenError("index-corrupt", `索引文件 ${name} 已损坏；请运行 npm run ingest 重建索引`);
  return content;
}

async function readTextIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isMissing(error)) return null;
    const reason = describeFileError(error);
    if (reason === null) throw error;
    throw new FawenError("bad-setting", `无法读取索引文件 ${path}：${reason}`, { cause: error, field: "INDEX_DIR" });
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

async function guardWrites<T>(dir: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof FawenError) throw error;
    const reason = describeFileError(error);
    if (reason === null) throw error;
    throw new FawenError("bad-setting", `无法写入索引文件夹 ${dir}：${reason}。原有索引未受影响`, {
      cause: error,
      field: "INDEX_DIR",
    });
  }
}
