import { z } from "zod";
import { FawenError } from "../core/model/errors.ts";
import { type EmbedderStamp, sameStamp } from "../core/model/library.ts";

/** Raise whenever the layout of any index file changes; older indexes are then refused and built again. */
export const INDEX_FORMAT_VERSION = 8;

/** Name of the file that says which other files belong to the index; written last, so it is the index. */
export const MANIFEST_NAME = "manifest.json";

/** The one command that repairs every refusal below. */
const REBUILD = "请运行 npm run ingest 重建索引";

export const EmbedderStampSchema = z.object({
  id: z.string(),
  digest: z.string(),
  dimensions: z.number().int().positive(),
  pooling: z.enum(["mean", "cls"]).nullable(),
  queryPrefix: z.string(),
  passagePrefix: z.string(),
});

const IndexFileSchema = z.object({
  /** File name beside the manifest; carries the digest, so that two generations never share a name by accident. */
  name: z.string().regex(/^[a-z]+-[0-9a-f]{16}\.(bin|json)$/),
  bytes: z.number().int().nonnegative(),
  /** SHA-256 of the whole file, lower-case hex. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
});

const ShardFilesSchema = z.object({
  /** Texts and what was done to them, one report after the other. */
  reports: IndexFileSchema,
  /** What questions need of every report, and the places of its passages. */
  catalog: IndexFileSchema,
  /** Which term stands in which passages. */
  words: IndexFileSchema,
  /** The figure ledgers. */
  figures: IndexFileSchema,
  /** Null when the index has no vectors. */
  vectors: IndexFileSchema.nullable(),
});

const IndexManifestSchema = z.object({
  formatVersion: z.literal(INDEX_FORMAT_VERSION),
  readingVersion: z.string(),
  converterVersion: z.string(),
  wordsVersion: z.string(),
  figuresVersion: z.string(),
  embedder: EmbedderStampSchema.nullable(),
  builtAt: z.string(),
  counts: z.object({ reports: z.number().int().nonnegative(), passages: z.number().int().nonnegative() }),
  /** Runs of reports in the order of the library; one that did not change keeps its files. */
  shards: z.array(ShardFilesSchema),
  /** What the corpus folder looked like; only the Node runtime reads it. */
  sources: IndexFileSchema.nullable(),
});

/** One file of an index: name, size in bytes, SHA-256. */
export type IndexFile = z.infer<typeof IndexFileSchema>;
export type ShardFiles = z.infer<typeof ShardFilesSchema>;
export type IndexManifest = z.infer<typeof IndexManifestSchema>;

/** The code and tables that an index was made with, embedder aside. */
export interface IndexMakers {
  readonly readingVersion: string;
  readonly converterVersion: string;
  /** `WORDS_VERSION`. */
  readonly wordsVersion: string;
  /** `FIGURES_VERSION`. */
  readonly figuresVersion: string;
}

/** What the caller works with. `embedder: null` takes any index and leaves its vectors out. */
export interface ExpectedIndex extends IndexMakers {
  readonly embedder: EmbedderStamp | null;
  /** Checks whose vectors they are and leaves them out all the same: an engine elsewhere has them. */
  readonly leaveVectors?: boolean;
}

/**
 * Takes an index whoever made its vectors, words and figure ledgers: what is built from it tells by their stamp and
 * versions what it can take over.
 */
export interface PreviousIndex extends Omit<IndexMakers, "wordsVersion" | "figuresVersion"> {
  readonly wordsVersion: "any";
  readonly figuresVersion: "any";
  readonly embedder: "any";
  readonly leaveVectors?: false;
}

/** Reads `manifest.json`. Throws `index-mismatch` for another format version, `index-corrupt` for anything else. */
export function parseManifest(json: string): IndexManifest {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new FawenError("index-corrupt", `索引的 ${MANIFEST_NAME} 不是有效的 JSON；${REBUILD}`, { cause });
  }
  const version = z.object({ formatVersion: z.number() }).safeParse(value);
  if (version.success && version.data.formatVersion !== INDEX_FORMAT_VERSION)
    throw new FawenError(
      "index-mismatch",
      `索引的格式版本是 ${version.data.formatVersion}，本程序需要 ${INDEX_FORMAT_VERSION}；${REBUILD}`,
    );
  const parsed = IndexManifestSchema.safeParse(value);
  if (!parsed.success)
    throw new FawenError("index-corrupt", `索引的 ${MANIFEST_NAME} 内容不完整；${REBUILD}`, { cause: parsed.error });
  return parsed.data;
}

/** Every file that belongs to the index, the manifest aside. */
export function listFiles({ shards, sources }: IndexManifest): IndexFile[] {
  const files = shards.flatMap(({ reports, catalog, words, figures, vectors }) => [
    ...[reports, catalog, words, figures],
    vectors,
  ]);
  return [...files, sources].filter((file) => file !== null);
}

/** Throws `index-mismatch`, naming both sides, unless the index was made by what the caller works with. */
export function checkManifest(manifest: IndexManifest, expected: ExpectedIndex | PreviousIndex): void {
  const refuse = (what: string, has: string, wants: string): never => {
    throw new FawenError("index-mismatch", `索引的${what}是 ${has}，本程序使用 ${wants}；${REBUILD}`);
  };
  if (manifest.readingVersion !== expected.readingVersion)
    refuse("文本整理版本", manifest.readingVersion, expected.readingVersion);
  if (manifest.converterVersion !== expected.converterVersion)
    refuse("繁简转换版本", manifest.converterVersion, expected.converterVersion);
  if (expected.wordsVersion !== "any" && manifest.wordsVersion !== expected.wordsVersion)
    refuse("词语索引版本", manifest.wordsVersion, expected.wordsVersion);
  if (expected.figuresVersion !== "any" && manifest.figuresVersion !== expected.figuresVersion)
    refuse("数据台账版本", manifest.figuresVersion, expected.figuresVersion);
  if (expected.embedder === null || expected.embedder === "any") return;
  if (manifest.embedder === null || !sameStamp(manifest.embedder, expected.embedder))
    refuse("向量模型", describeStamp(manifest.embedder), describeStamp(expected.embedder));
}

/** `bge-small-zh（3f6a12cd，512 维，cls，提问前缀“…”）`: whatever makes two stamps differ can be seen in it. */
export function describeStamp(stamp: EmbedderStamp | null): string {
  if (stamp === null) return "无";
  const parts = [stamp.digest.slice(0, 8), `${stamp.dimensions} 维`];
  if (stamp.pooling !== null) parts.push(stamp.pooling);
  if (stamp.queryPrefix !== "") parts.push(`提问前缀“${stamp.queryPrefix}”`);
  if (stamp.passagePrefix !== "") parts.push(`段落前缀“${stamp.passagePrefix}”`);
  return `${stamp.id}（${parts.join("，")}）`;
}
