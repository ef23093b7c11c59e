import { rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { FawenError } from "../../core/model/errors.ts";
import { describeFileError } from "./file-errors.ts";

/**
 * Refuses a place that a file cannot be written to, before any work is done for it.
 *
 * @throws FawenError `bad-request`: no such folder, a folder in its place, or a file that is not to be lost
 */
export async function checkTarget(path: string, { force }: { readonly force: boolean }): Promise<void> {
  const folder = dirname(path);
  if (!(await stat(folder).catch(() => null))?.isDirectory())
    throw new FawenError("bad-request", `没有文件夹 ${folder}，请先建好，或换一个位置`);
  const there = await stat(path).catch(() => null);
  if (there?.isDirectory()) throw new FawenError("bad-request", `${path} 是文件夹，请在后面加上文件名`);
  if (there !== null && !force)
    throw new FawenError("bad-request", `${path} 已存在，没有覆盖；请换一个名字，或加 --force`);
}

/**
 * Writes a file beside its place and moves it in whole: whatever goes wrong, no half file lies there and the one before
 * is kept.
 *
 * @throws FawenError `backend-failed` with the reason of the system
 */
export async function writeWholeFile(path: string, bytes: Uint8Array): Promise<void> {
  const fresh = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(fresh, bytes, { flag: "wx" });
    await rename(fresh, path);
  } catch (cause) {
    await rm(fresh, { force: true }).catch(() => {});
    const reason = describeFileError(cause);
    if (reason === null) throw cause;
    throw new FawenError("backend-failed", `没有写成 ${path}：${reason}`, { cause });
  }
}
