import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, readFile, stat } from "node:fs/promises";
import { checkStatus, type Hub, HubFault, type HubReply, LINKED_DIGEST, LINKED_SIZE } from "./hub.ts";

/** A file as the hub describes it before it is fetched. */
export interface HubFile {
  /** One of the paths that we ask for, inside the repository and inside the model folder. */
  readonly path: string;
  /** Null when the hub does not say. */
  readonly bytes: number | null;
  readonly digest: FileDigest | null;
}

/** Big files are known by the SHA-256 of their content, small ones by that which git gives them. */
export interface FileDigest {
  readonly kind: "sha256" | "git-blob";
  readonly hex: string;
}

/** Where a file of a repository lies. */
export interface HubPlace {
  /** `organisation/name`. */
  readonly id: string;
  /** A commit, so that all files are of one state; `main` where the hub tells none. */
  readonly revision: string;
}

export const addressOf = ({ id, revision }: HubPlace, path: string) => `${id}/resolve/${revision}/${path}`;

/**
 * Asks for size and digest of a file, and for the commit that it is of.
 *
 * Sources: the headers that huggingface_hub reads in `get_hf_file_metadata`: `x-linked-size` and `x-linked-etag` of big
 * files, otherwise `content-length` and `etag`, `x-repo-commit`.
 *
 * @throws HubFault
 */
export async function describeHubFile(
  hub: Hub,
  place: HubPlace,
  path: string,
  signal: AbortSignal,
): Promise<HubFile & { readonly commit: string | null }> {
  const reply = await hub.request("HEAD", addressOf(place, path), {}, signal);
  const linkedSize = findHeader(reply, LINKED_SIZE);
  if (linkedSize === null) checkStatus(reply.response);
  const size = linkedSize ?? reply.response.headers.get("content-length");
  const bytes = /^\d{1,15}$/.test(size ?? "") ? Number(size) : null;
  // Only 40 hex digits: the commit becomes part of the next addresses.
  const commit = /^[0-9a-f]{40}$/.exec(findHeader(reply, "x-repo-commit") ?? "")?.[0] ?? null;
  const digest = readDigest(reply, hub.origin);
  // Nobody could tell whether it came whole, nor whether it is the file at all.
  if (bytes === null && digest === null) throw new HubFault("refused", `没有说明大小和校验值，${NO_HUB}`);
  return { path, bytes, digest, commit };
}

/** Hotels and offices answer every address with a page to log in. */
const NO_HUB = "对方可能是要先登录的网页，或不是模型镜像";
const HEAD_BYTES = 64;

/**
 * What shows that a file without a digest is not the one that was asked for; null when nothing does. JSON has to be JSON,
 * a model is neither a page nor a message.
 */
export async function findContentFault(path: string, { path: name, digest }: HubFile): Promise<string | null> {
  if (digest !== null) return null;
  const isSound = name.endsWith(".json") ? await holdsJson(path) : !/^\s*[<{]/.test(await readHead(path));
  return isSound ? null : `内容不是模型文件，${NO_HUB}`;
}

async function holdsJson(path: string): Promise<boolean> {
  try {
    JSON.parse(await readFile(path, "utf8"));
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

async function readHead(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.toString("latin1", 0, bytesRead);
  } finally {
    await file.close();
  }
}

/** The first reply on the way that carries it is the nearest to the hub. */
function findHeader({ hops }: HubReply, name: string): string | null {
  return hops.map(({ headers }) => headers.get(name)).find((value) => value !== null) ?? null;
}

/** An `etag` counts only from the hub itself: a store behind it may put any other digest there. */
function readDigest(reply: HubReply, origin: string): FileDigest | null {
  const own = reply.hops.filter((hop) => hop.origin === origin).map(({ headers }) => headers.get("etag"));
  const tags = [findHeader(reply, LINKED_DIGEST), ...own].map((tag) => tag?.replace(/^W\//, "").replaceAll('"', ""));
  const hex = tags.find((tag) => /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(tag ?? ""));
  if (hex === undefined) return null;
  return { kind: hex.length === 64 ? "sha256" : "git-blob", hex };
}

/** What is wrong with a fetched file, in words for people; null when it is the one that the hub described. */
export async function findFileFault(path: string, { bytes, digest }: HubFile): Promise<string | null> {
  const { size } = await stat(path);
  if (bytes !== null && size !== bytes) return `大小是 ${size} 字节，应为 ${bytes}`;
  if (digest === null) return null;
  const hash = createHash(digest.kind === "sha256" ? "sha256" : "sha1");
  if (digest.kind === "git-blob") hash.update(`blob ${size}\0`);
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  const found = hash.digest("hex");
  return found === digest.hex ? null : `校验值是 ${found.slice(0, 12)}…，应为 ${digest.hex.slice(0, 12)}…`;
}
