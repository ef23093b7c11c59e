import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { FawenError } from "../../core/model/errors.ts";

/**
 * Makes a folder and those above it that are missing. One at a time: Node's own `recursive` never comes back where the
 * system answers "no such folder" for a place whose parent is there, as below /proc, and cannot even be interrupted.
 *
 * @throws FawenError `bad-setting` in such a place; other errors of the file system as they are
 */
export async function makeIndexFolder(dir: string): Promise<void> {
  for (const path of listMissing(resolve(dir))) {
    try {
      await mkdir(path);
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      // Another process was faster. A link that points nowhere also exists in this sense, and stays an error.
      if (code === "EEXIST" && existsSync(path)) continue;
      if (code !== "ENOENT") throw error;
      const message = `不能在 ${dirname(path)} 里新建文件夹，请用 INDEX_DIR 指定别的位置存放索引`;
      throw new FawenError("bad-setting", message, { cause: error, field: "INDEX_DIR" });
    }
  }
}

/** Outermost first. */
function listMissing(path: string): readonly string[] {
  const parent = dirname(path);
  // A drive that is not there has no parent either.
  if (existsSync(path)) return [];
  return parent === path ? [path] : [...listMissing(parent), path];
}
