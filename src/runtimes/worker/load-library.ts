import { FawenError } from "../../core/model/errors.ts";
import type { Library } from "../../core/model/library.ts";
import { decodeLibrary, type ShardBytes } from "../../index-files/decode-library.ts";
import { type IndexManifest, MANIFEST_NAME, parseManifest, type ShardFiles } from "../../index-files/manifest.ts";
import type { AssetReader } from "./asset-reader.ts";

const FOLDER = "index";
/** Shards that are fetched while one is decoded. A Worker has six connections at a time, a shard five files. */
const AHEAD = 1;

/** Throws `index-missing`, `index-mismatch` (format), `index-corrupt`. */
export async function readIndexManifest(assets: AssetReader): Promise<IndexManifest> {
  const bytes = await assets.read(`${FOLDER}/${MANIFEST_NAME}`);
  if (bytes === undefined)
    throw new FawenError("index-missing", "部署里没有索引：请先 npm run ingest，再用 npx wrangler deploy 重新部署");
  return parseManifest(new TextDecoder().decode(bytes));
}

/** Characters of decoded texts that are kept, two bytes each: the reports that a question looks at closely, and more. */
const MOST_CHARS = 2_000_000;

/** The index as Node's `ingest` wrote it. The caller has checked the manifest. Throws `index-corrupt`. */
export function loadLibrary(assets: AssetReader, manifest: IndexManifest, withVectors: boolean): Promise<Library> {
  return decodeLibrary(manifest, readShards(assets, manifest, withVectors), withVectors, MOST_CHARS);
}

async function* readShards(
  assets: AssetReader,
  { shards }: IndexManifest,
  withVectors: boolean,
): AsyncGenerator<ShardBytes, void, void> {
  const coming: Promise<ShardBytes>[] = [];
  let next = 0;
  const fetchAhead = () => {
    const files = shards[next++];
    if (files === undefined) return;
    const reading = readShard(assets, files, withVectors);
    // Awaited later: until then its failure is nobody's.
    reading.catch(() => {});
    coming.push(reading);
  };
  for (let row = 0; row <= AHEAD; row++) fetchAhead();
  for (let shard = coming.shift(); shard !== undefined; shard = coming.shift()) {
    const bytes = await shard;
    fetchAhead();
    yield bytes;
  }
}

async function readShard(assets: AssetReader, files: ShardFiles, withVectors: boolean): Promise<ShardBytes> {
  const [reports, catalog, words, figures, vectors] = await Promise.all([
    assets.readWhole(FOLDER, files.reports),
    assets.readWhole(FOLDER, files.catalog),
    assets.readWhole(FOLDER, files.words),
    assets.readWhole(FOLDER, files.figures),
    withVectors && files.vectors !== null ? assets.readWhole(FOLDER, files.vectors) : null,
  ]);
  return { reports, catalog, words, figures, vectors };
}
