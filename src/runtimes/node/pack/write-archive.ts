import { createWriteStream } from "node:fs";
import { mkdir, mkdtemp, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { create } from "tar";
import { FawenError } from "../../../core/model/errors.ts";
import { describeFileError } from "../file-errors.ts";
import type { PackedFile } from "./packed-file.ts";

export interface ArchiveOptions {
  /** Told the bytes that were read, of all; they may be a little behind. */
  readonly onProgress: (done: number, total: number) => void;
  readonly signal: AbortSignal;
}

/** The folder that appears when the archive is unpacked. */
const FOLDER = "fawen";

/**
 * Writes a `.tgz` that appears whole or not at all. Owners and times of access are not part of it.
 *
 * @param texts files that are only in the archive, by name
 * @returns bytes of the archive
 * @throws FawenError `bad-setting` when it cannot be written or a file cannot be read, `cancelled`
 */
export async function writeArchive(
  out: string,
  files: readonly PackedFile[],
  texts: Readonly<Record<string, string>>,
  { onProgress, signal }: ArchiveOptions,
): Promise<number> {
  const target = resolve(out);
  const unfinished = `${target}.part`;
  const scratch = await mkdtemp(join(tmpdir(), "fawen-pack-"));
  try {
    const written = Object.keys(texts).map((to) => ({ from: join(scratch, to), to }));
    for (const { from, to } of written) await writeFile(from, texts[to] ?? "");
    const all = [...written, ...files].map(({ from, to }) => ({ from: resolve(from), to }));
    const names = new Map(all.map(({ from, to }) => [toSlashes(from), `${FOLDER}/${to}`]));
    const total = (await Promise.all(all.map(({ from }) => stat(from)))).reduce((sum, { size }) => sum + size, 0);
    let done = 0;
    const archive = create(
      {
        gzip: true,
        // Paths are ours, each is given its name below.
        ...{ cwd: scratch, preservePaths: true, portable: true },
        onWriteEntry(entry) {
          entry.path = names.get(toSlashes(entry.absolute)) ?? entry.path;
          done += entry.stat?.size ?? 0;
          onProgress(done, total);
        },
      },
      all.map(({ from }) => from),
    );
    await mkdir(dirname(target), { recursive: true });
    await pipeline(archive, createWriteStream(unfinished), { signal });
    await rename(unfinished, target);
    return (await stat(target)).size;
  } catch (error) {
    await rm(unfinished, { force: true });
    if (signal.aborted) throw new FawenError("cancelled", "打包已被取消。");
    throw explain(error, target);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** The file at fault is the archive or one of those that go into it. */
function explain(error: unknown, target: string): unknown {
  const reason = describeFileError(error);
  if (reason === null) return error;
  const path = error instanceof Error && "path" in error ? String(error.path) : target;
  const message = path.startsWith(target)
    ? `不能写 ${target}：${reason}。请用 --out 换一个位置`
    : `打包时读不了 ${path}：${reason}。可能有别的命令正在改动，请再运行一次`;
  return new FawenError("bad-setting", message, { cause: error });
}

/** tar knows paths with `/` on every system. */
const toSlashes = (path: string) => path.replaceAll("\\", "/");
