import { chmod, mkdtemp, readdir, readFile, rename, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { FIGURES_VERSION } from "../../core/figures/figures-version.ts";
import { WORDS_VERSION } from "../../core/search/words-version.ts";
import { type IndexManifest, listFiles } from "../../index-files/manifest.ts";
import { BARE_STAMP, bareLibrary } from "../../testing/bare-library.ts";
import { openIndexFolder } from "./index-folder.ts";
import { digestVectors } from "./write-index.ts";

const VERSIONS = { wordsVersion: WORDS_VERSION, figuresVersion: FIGURES_VERSION };
const MAKERS = { readingVersion: "1", converterVersion: "t", ...VERSIONS };
const EXPECTED = { ...MAKERS, embedder: BARE_STAMP };

/** By file name; a file that was written again is another one. */
async function inodesOf(manifest: IndexManifest): Promise<Map<string, number>> {
  const found = listFiles(manifest).map(async ({ name }) => [name, (await stat(join(dir, name))).ino] as const);
  return new Map(await Promise.all(found));
}

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "fawen-index-"));
});
afterEach(async () => {
  await chmod(dir, 0o755);
  await rm(dir, { recursive: true, force: true });
});

describe("index folder", () => {
  test("gives back the library that was saved, into a folder that was not there", async () => {
    const folder = openIndexFolder(join(dir, "deep", "index"));
    const library = bareLibrary(["全年办结 12 件。", "受理 8 件。"]);
    await folder.lock().then((lock) => lock.release());
    await folder.save(library, MAKERS);
    expect(await folder.load(EXPECTED)).toEqual(library);
  });

  test("leaves the vectors out for a caller without an embedder", async () => {
    const folder = openIndexFolder(dir);
    await folder.save(bareLibrary(["甲。"]), MAKERS);
    expect((await folder.load({ ...MAKERS, embedder: null })).vectors).toBeNull();
  });

  test("says that there is no index yet", async () => {
    await expect(openIndexFolder(dir).load(EXPECTED)).rejects.toMatchObject({ code: "index-missing" });
  });

  test("holds one generation, and spares the graph cache of the present vectors and files of others", async () => {
    const folder = openIndexFolder(dir);
    const first = await folder.save(bareLibrary(["甲。"]), MAKERS, { sources: Buffer.from("{}") });
    await writeFile(join(dir, "README.md"), "kept");
    await writeFile(join(dir, "hnsw-0000000000000000.bin"), "graph of other vectors");
    const graph = `hnsw-${digestVectors(first)}-1.bin`;
    await writeFile(join(dir, graph), "graph");
    await folder.save(bareLibrary(["甲。"]), MAKERS);
    expect(await readdir(dir)).toContain(graph);
    const second = await folder.save(bareLibrary(["乙。", "丙。"]), MAKERS);
    // Two shards without figures share a file.
    const names = new Set(listFiles(second).map(({ name }) => name));
    expect((await readdir(dir)).sort()).toEqual([...names, "README.md", "manifest.json"].sort());
  });

  test("removes what a killed run left behind", async () => {
    const folder = openIndexFolder(dir);
    await folder.save(bareLibrary(["甲。"]), MAKERS);
    const before = await readdir(dir);
    await writeFile(join(dir, "writing-1.tmp"), "half");
    await writeFile(join(dir, "reports-ffffffffffffffff.jsonl"), "a generation without its manifest");
    await (await folder.lock()).release();
    expect((await readdir(dir)).sort()).toEqual(before.sort());
  });

  test.each(["reports", "catalog", "words", "figures", "vectors"] as const)(
    "notices a %s file that was cut or altered",
    async (kind) => {
      const folder = openIndexFolder(dir);
      const manifest = await folder.save(bareLibrary(["甲。", "乙。"]), MAKERS);
      const file = manifest.shards[1]?.[kind];
      const path = join(dir, file?.name ?? "");
      const bytes = await readFile(path);
      const middle = bytes.length - 3;
      await writeFile(path, bytes.fill((bytes[middle] ?? 0) ^ 1, middle, middle + 1));
      await expect(folder.load(EXPECTED)).rejects.toMatchObject({ code: "index-corrupt" });
      await truncate(path, 5);
      await expect(folder.load(EXPECTED)).rejects.toMatchObject({ code: "index-corrupt" });
      await rm(path);
      await expect(folder.load(EXPECTED)).rejects.toMatchObject({ code: "index-corrupt" });
    },
  );

  test("keeps the files of shards that are as they were, and writes those of the others", async () => {
    const folder = openIndexFolder(dir);
    const first = await folder.save(bareLibrary(["甲。", "乙。", "丙。"]), MAKERS);
    const loaded = await folder.load(EXPECTED);
    const inode = await inodesOf(first);
    const other = bareLibrary(["甲。", "改过。", "丙。"]);
    const shards = other.shards.map((shard, row) => (row === 1 ? shard : (loaded.shards[row] ?? shard)));
    const next = { ...other, shards };
    const second = await folder.save(next, MAKERS);
    expect([second.shards[0], second.shards[2]]).toEqual([first.shards[0], first.shards[2]]);
    expect(second.shards[1]?.words.name).not.toBe(first.shards[1]?.words.name);
    const kept = second.shards[0]?.reports.name ?? "";
    expect((await inodesOf(second)).get(kept)).toBe(inode.get(kept));
    expect(await openIndexFolder(dir).load(EXPECTED)).toEqual(next);
  });

  test("writes vectors anew when the model is another, and the rest of the shard is kept", async () => {
    const folder = openIndexFolder(dir);
    const library = bareLibrary(["甲。"]);
    const first = await folder.save(library, MAKERS);
    const stamp = { ...BARE_STAMP, digest: "other" };
    const values = Float32Array.of(1, 0, 0, 0);
    const other = { ...library, vectors: { dimensions: 4, values, stamp } };
    const second = await folder.save(other, MAKERS);
    expect(second.shards[0]).toEqual({
      ...first.shards[0],
      vectors: expect.not.objectContaining(first.shards[0]?.vectors ?? {}),
    });
    expect(await folder.load({ ...EXPECTED, embedder: stamp })).toEqual(other);
    const third = await folder.save({ ...library, vectors: null }, MAKERS);
    expect(third.shards[0]).toEqual({ ...first.shards[0], vectors: null });
  });

  test("does not count on files that another index has replaced meanwhile", async () => {
    const folder = openIndexFolder(dir);
    await folder.save(bareLibrary(["甲。"]), MAKERS);
    const loaded = await folder.load(EXPECTED);
    await openIndexFolder(dir).save(bareLibrary(["乙。"]), MAKERS);
    await folder.save(loaded, MAKERS);
    expect(await folder.load(EXPECTED)).toEqual(loaded);
  });

  test("a library that was loaded needs its files no more", async () => {
    const folder = openIndexFolder(dir);
    const library = bareLibrary(["甲。", "乙。"]);
    await folder.save(library, MAKERS);
    const loaded = await folder.load(EXPECTED);
    await rm(dir, { recursive: true });
    expect(loaded).toEqual(library);
    await mkdtemp(`${dir}-`).then((other) => rename(other, dir));
  });

  test("a save that fails halfway leaves the old index whole and no leftovers", async () => {
    const folder = openIndexFolder(dir);
    const library = bareLibrary(["甲。"]);
    await folder.save(library, MAKERS);
    const before = await readdir(dir);
    const broken = {
      ...bareLibrary(["乙。"]),
      get vectors(): never {
        throw Object.assign(new Error("no space left"), { code: "ENOSPC", syscall: "write" });
      },
    };
    await expect(folder.save(broken, MAKERS)).rejects.toMatchObject({
      code: "bad-setting",
      message: expect.stringContaining("磁盘已满"),
    });
    expect((await readdir(dir)).sort()).toEqual(before.sort());
    expect(await folder.load(EXPECTED)).toEqual(library);
  });

  test("says in the reader's words that the folder cannot be written to", async () => {
    const path = join(dir, "a-file");
    await writeFile(path, "");
    await expect(openIndexFolder(join(path, "index")).lock()).rejects.toMatchObject({
      code: "bad-setting",
      field: "INDEX_DIR",
    });
  });

  test.skipIf(process.getuid?.() === 0)("a read-only folder is a clear error", async () => {
    await chmod(dir, 0o555);
    await expect(openIndexFolder(dir).lock()).rejects.toMatchObject({ message: expect.stringContaining("没有权限") });
  });

  test("calls the watcher when another index is in place", async () => {
    const folder = openIndexFolder(dir);
    await folder.save(bareLibrary(["甲。"]), MAKERS);
    const changed = new Promise<void>((resolve) => {
      const stop = folder.watch(() => {
        stop();
        resolve();
      });
    });
    await folder.save(bareLibrary(["乙。"]), MAKERS);
    await changed;
    expect((await folder.load(EXPECTED)).reports[0]?.text).toContain("乙。");
  });
});
