// One install at a time: two `npm ci` in the same folder delete each other's packages.
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname } from "node:path";

const LOOK_AGAIN_MS = 200;
/** No install takes this long. Only for a holder on another machine, whose process cannot be looked for. */
const STALE_AFTER_MS = 30 * 60 * 1000;

/** @typedef {{ pid: number, host: string, token: string }} Holder */

/** @param {string} path @returns {Holder | null | undefined} undefined: no lock; null: one that was cut short */
function readHolder(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    return error.code === "ENOENT" ? undefined : null;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, but belongs to somebody else.
    return error.code === "EPERM";
  }
}

/** Whether the process that took the lock is gone, so that its install was cut short. @param {string} path */
function isStale(path, holder) {
  if (holder?.host === hostname()) return !isAlive(holder.pid);
  const touchedAt = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
  return Date.now() - touchedAt > STALE_AFTER_MS;
}

/** Appears with its content or not at all. @param {string} path @param {Holder} mine */
function take(path, mine) {
  const prepared = `${path}.${mine.token}`;
  try {
    writeFileSync(prepared, JSON.stringify(mine));
    linkSync(prepared, path);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    // A file system without hard links (FAT, some network drives).
    if (!["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"].includes(error.code)) throw error;
    try {
      writeFileSync(path, JSON.stringify(mine), { flag: "wx" });
      return true;
    } catch (second) {
      if (second.code === "EEXIST") return false;
      throw second;
    }
  } finally {
    rmSync(prepared, { force: true });
  }
}

/** Two that wait may see the same stale lock: what the slower one moves away could be the faster one's fresh lock. */
function removeStale(path, holder, token) {
  const aside = `${path}.${token}.stale`;
  try {
    renameSync(path, aside);
    if (readHolder(aside)?.token !== holder?.token) linkSync(aside, path);
  } catch (error) {
    if (error.code !== "ENOENT" && error.code !== "EEXIST") throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

/**
 * Holds `path` while `work` runs; waits, without turning the event loop, while another process holds it.
 *
 * @template T
 * @param {string} path lock file; one that is left over tells that an install was cut short
 * @param {{ onWait: (pid: number | undefined) => void, work: (state: { cutShort: boolean }) => T }} options
 *   `onWait` is called once, before the waiting; `cutShort`: an earlier holder died before it was done
 * @returns {T}
 */
export function withInstallLock(path, { onWait, work }) {
  mkdirSync(dirname(path), { recursive: true });
  const mine = { pid: process.pid, host: hostname(), token: crypto.randomUUID() };
  let waited = false;
  let cutShort = false;
  while (!take(path, mine)) {
    const holder = readHolder(path);
    if (holder === undefined) continue;
    if (isStale(path, holder)) {
      removeStale(path, holder, mine.token);
      cutShort = true;
      continue;
    }
    if (!waited) onWait(holder?.pid);
    waited = true;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_AGAIN_MS);
  }
  try {
    return work({ cutShort });
  } finally {
    if (readHolder(path)?.token === mine.token) rmSync(path, { force: true });
  }
}
