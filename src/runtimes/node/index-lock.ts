import { randomUUID } from "node:crypto";
import { link, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { z } from "zod";
import { FawenError } from "../../core/model/errors.ts";

const LOCK_NAME = "ingest.lock";
/** A holder touches its lock this often … */
const HEARTBEAT_MS = 5_000;
/** … so one that was not touched for this long has no holder, whatever its process id says. */
const STALE_AFTER_MS = 60_000;
/** Pause before looking again while several processes take over the same stale lock. */
const RETRY_MS = 20;
const MAX_ATTEMPTS = 10;

const LockSchema = z.object({ pid: z.number().int(), host: z.string(), token: z.string() });
type Lock = z.infer<typeof LockSchema>;

/** Locks held by this process: a lock with our own process id that is not among them is from an earlier life. */
const held = new Set<string>();

export interface FileLock {
  release(): Promise<void>;
}

/**
 * Makes sure that one process at a time writes an index folder. A lock whose process is dead (same machine) or
 * that was not touched for a minute (another machine or container) is taken over.
 * Throws `not-ready` (retryable) while somebody else holds it.
 */
export function lockIndex(dir: string): Promise<FileLock> {
  return takeLock(join(dir, LOCK_NAME), "索引", "更新");
}

/**
 * Holds a lock file, on the same terms, while something is done to what lies beside it.
 *
 * @param thing what is locked, and `work` what is done to it, in words for the one who has to wait
 */
export async function takeLock(path: string, thing: string, work: string): Promise<FileLock> {
  const mine = newLock();
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    if (await createLock(path, mine)) return holdLock(path, mine);
    const found = await inspectLock(path);
    if (found === "gone") continue;
    if (!found.stale)
      throw new FawenError(
        "not-ready",
        `${thing}正在由另一个程序${work}（进程 ${found.lock?.pid ?? "未知"}），请等它结束后再试；若确认没有，删去 ${path} 即可`,
        { retryable: true },
      );
    await removeStaleLock(path);
    await setTimeout(RETRY_MS);
  }
  throw new FawenError("not-ready", `多个程序同时争用${thing} ${dirname(path)}，请稍后再试`, { retryable: true });
}

/** Appears with its content or not at all: a lock without content would have no owner to ask. */
async function createLock(path: string, lock: Lock): Promise<boolean> {
  const prepared = `${path}.${lock.token}`;
  const content = JSON.stringify(lock);
  try {
    await writeFile(prepared, content);
    await link(prepared, path);
    return true;
  } catch (error) {
    // ENOENT: somebody who held the lock for a moment cleared our prepared file away.
    if (isCode(error, "EEXIST", "ENOENT")) return false;
    if (!isCode(error, "EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS")) throw error;
    return createWithoutLinks(path, content);
  } finally {
    await rm(prepared, { force: true });
  }
}

/** For file systems without hard links (FAT, some network drives). */
async function createWithoutLinks(path: string, content: string): Promise<boolean> {
  try {
    await writeFile(path, content, { flag: "wx" });
    return true;
  } catch (error) {
    if (isCode(error, "EEXIST")) return false;
    throw error;
  }
}

function holdLock(path: string, lock: Lock): FileLock {
  held.add(lock.token);
  const heartbeat = setInterval(() => {
    const now = new Date();
    // A missed beat is harmless: the next one follows, and a vanished lock shows on release.
    utimes(path, now, now).catch(() => undefined);
  }, HEARTBEAT_MS);
  heartbeat.unref();
  return {
    async release() {
      clearInterval(heartbeat);
      held.delete(lock.token);
      const content = await readFile(path, "utf8").catch(() => "");
      if (parseLock(content)?.token === lock.token) await rm(path, { force: true });
    },
  };
}

type Found = "gone" | { readonly stale: boolean; readonly lock: Lock | null };

async function inspectLock(path: string): Promise<Found> {
  try {
    const [content, { mtimeMs }] = await Promise.all([readFile(path, "utf8"), stat(path)]);
    const lock = parseLock(content);
    const untouched = Date.now() - mtimeMs > STALE_AFTER_MS;
    // A lock cut short by a crash while it was written has no owner to ask; only its age tells.
    const dead = lock !== null && lock.host === hostname() && !isAlive(lock);
    return { stale: untouched || dead, lock };
  } catch (error) {
    if (isCode(error, "ENOENT")) return "gone";
    throw error;
  }
}

/**
 * Only one process at a time may judge a lock stale and remove it, otherwise the second could remove the fresh lock
 * of the first. The right to do so is a lock of the same kind, which itself is taken away from a process that is gone.
 */
async function removeStaleLock(path: string): Promise<void> {
  const right = `${path}.takeover`;
  const mine = newLock();
  if (!(await createLock(right, mine))) {
    const found = await inspectLock(right);
    if (found !== "gone" && found.stale) await rm(right, { force: true });
    return;
  }
  held.add(mine.token);
  try {
    const found = await inspectLock(path);
    if (found !== "gone" && found.stale) await rm(path, { force: true });
  } finally {
    held.delete(mine.token);
    await rm(right, { force: true });
  }
}

function newLock(): Lock {
  return { pid: process.pid, host: hostname(), token: randomUUID() };
}

function parseLock(content: string): Lock | null {
  try {
    return LockSchema.parse(JSON.parse(content));
  } catch {
    return null;
  }
}

function isAlive(lock: Lock): boolean {
  if (lock.pid === process.pid) return held.has(lock.token);
  try {
    process.kill(lock.pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, but belongs to somebody else.
    return isCode(error, "EPERM");
  }
}

function isCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && "code" in error && codes.includes(String(error.code));
}
