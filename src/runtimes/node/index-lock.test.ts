import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { lockIndex } from "./index-lock.ts";

let dir: string;
let path: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "fawen-lock-"));
  path = join(dir, "ingest.lock");
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const write = (lock: object) => writeFile(path, JSON.stringify({ host: hostname(), token: "other", ...lock }));

describe("index lock", () => {
  test("keeps a second writer out until it is released, and leaves nothing behind", async () => {
    const lock = await lockIndex(dir);
    await expect(lockIndex(dir)).rejects.toMatchObject({ code: "not-ready", retryable: true });
    await lock.release();
    await (await lockIndex(dir)).release();
    expect(await readdir(dir)).toEqual([]);
  });

  test("names the process that holds it", async () => {
    await write({ pid: process.ppid });
    await expect(lockIndex(dir)).rejects.toMatchObject({ message: expect.stringContaining(String(process.ppid)) });
  });

  test("takes over from a process that is gone", async () => {
    const { pid } = spawnSync(process.execPath, ["-e", ""]);
    await write({ pid });
    await (await lockIndex(dir)).release();
  });

  test("takes over its own process id from an earlier life, as in a restarted container", async () => {
    await write({ pid: process.pid });
    await (await lockIndex(dir)).release();
  });

  test("takes over a lock of another machine only when it has not been touched for a minute", async () => {
    await write({ pid: 1, host: "elsewhere" });
    await expect(lockIndex(dir)).rejects.toMatchObject({ code: "not-ready" });
    const long = new Date(Date.now() - 120_000);
    await utimes(path, long, long);
    await (await lockIndex(dir)).release();
  });

  test("one of many takers of a stale lock wins", async () => {
    await write({ pid: process.pid });
    const takers = await Promise.allSettled(Array.from({ length: 8 }, () => lockIndex(dir)));
    expect(takers.filter((taker) => taker.status === "fulfilled")).toHaveLength(1);
  });

  test("does not remove a lock that somebody else took meanwhile", async () => {
    const lock = await lockIndex(dir);
    await write({ pid: process.ppid });
    await lock.release();
    expect(await readdir(dir)).toEqual(["ingest.lock"]);
  });
});
