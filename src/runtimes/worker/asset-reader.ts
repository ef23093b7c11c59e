import { FawenError } from "../../core/model/errors.ts";
import { listParts } from "../../index-files/asset-parts.ts";
import type { IndexFile } from "../../index-files/manifest.ts";
import type { AssetsBinding } from "./bindings.ts";

/** Any host will do: a binding looks at the path alone. */
const ORIGIN = "https://assets.invalid";

/** Reads deployed files: `pages/…`, `index/…`, `model/…`. */
export interface AssetReader {
  /** Undefined when there is no such file. Throws `not-ready` while files cannot be read. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** A file that has to be there in full, whatever the number of its parts. Throws `index-corrupt`, `not-ready`. */
  readWhole(folder: string, file: Pick<IndexFile, "name" | "bytes">): Promise<Uint8Array>;
}

export function createAssetReader(assets: AssetsBinding): AssetReader {
  async function read(path: string): Promise<Uint8Array | undefined> {
    try {
      const response = await assets.fetch(`${ORIGIN}/${path}`);
      if (response.ok) return new Uint8Array(await response.arrayBuffer());
      await response.body?.cancel();
      if (response.status === 404) return undefined;
      throw new Error(`asset ${path}: status ${response.status}`);
    } catch (cause) {
      throw new FawenError("not-ready", "网站的文件暂时读不到，请稍后再试", { cause, retryable: true });
    }
  }

  return {
    read,
    async readWhole(folder, { name, bytes }) {
      const parts = await Promise.all(listParts(name, bytes).map((part) => read(`${folder}/${part}`)));
      const there = parts.filter((part) => part !== undefined);
      const found = there.reduce((sum, part) => sum + part.byteLength, 0);
      // Their content is what was deployed: the host addresses assets by digest.
      if (there.length < parts.length || found !== bytes)
        throw new FawenError(
          "index-corrupt",
          `部署里的 ${folder}/${name} 应有 ${bytes} 字节，实有 ${found}；请重新部署`,
        );
      return there.length === 1 && there[0] ? there[0] : joinParts(there, bytes);
    },
  };
}

function joinParts(parts: readonly Uint8Array[], bytes: number): Uint8Array {
  const whole = new Uint8Array(bytes);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}
