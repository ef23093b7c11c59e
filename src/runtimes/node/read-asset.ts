import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const BUILT_PAGES = fileURLToPath(new URL("../../../dist/web", import.meta.url));

/**
 * Bytes of a file of the built pages; undefined when there is none.
 *
 * @param name as it stands in the manifest of the pages, never from a client
 */
export async function readAsset(name: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(join(BUILT_PAGES, name));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
