import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { listParts, MAX_ASSET_BYTES } from "../../../index-files/asset-parts.ts";
import { listFolder, type PackedFile } from "../pack/packed-file.ts";

/** A file of the deployment: copied from `from`, or with the text `content`. */
export type Asset = PackedFile | { readonly content: string; readonly to: string };

/**
 * Makes `out` the folder of static files that a Worker is deployed with: files that are too large for one asset stand
 * there in parts, files of an earlier deployment go. What is there already in the same bytes is left alone, so that a
 * running `wrangler dev` sees only what changed.
 *
 * @returns files and bytes that are there now; how many files were written or removed
 */
export async function writeAssets(
  out: string,
  assets: readonly Asset[],
): Promise<{ readonly files: number; readonly bytes: number; readonly changed: number }> {
  const wanted = new Set<string>();
  let bytes = 0;
  let changed = 0;
  for (const asset of assets) {
    const content = "content" in asset ? Buffer.from(asset.content) : await readFile(asset.from);
    bytes += content.byteLength;
    for (const [row, part] of listParts(asset.to, content.byteLength).entries()) {
      wanted.add(part);
      const piece = content.subarray(row * MAX_ASSET_BYTES, (row + 1) * MAX_ASSET_BYTES);
      if (await replace(join(out, part), piece)) changed++;
    }
  }
  const gone = listFolder(out, "").filter(({ to }) => !wanted.has(to.slice(1)));
  for (const { from } of gone) await rm(from, { force: true });
  return { files: wanted.size, bytes, changed: changed + gone.length };
}

/** Whether it was another. */
async function replace(path: string, content: Uint8Array): Promise<boolean> {
  // Whatever keeps it from being read, writing tells.
  const there = await readFile(path).catch(() => null);
  if (there?.equals(content)) return false;
  await mkdir(dirname(path), { recursive: true });
  // Renamed into place: nobody ever reads half of it.
  const fresh = `${path}.${randomUUID()}.tmp`;
  await writeFile(fresh, content);
  await rename(fresh, path);
  return true;
}
