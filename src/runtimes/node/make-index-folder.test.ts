import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeIndexFolder } from "./make-index-folder.ts";

describe("makeIndexFolder", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "fawen-folder-"));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it("makes every folder on the way, by several callers at once, and is content with one that is there", async () => {
    const dir = join(root, "a/b/c");
    await Promise.all([makeIndexFolder(dir), makeIndexFolder(dir), makeIndexFolder(join(root, "a/b/d"))]);
    await makeIndexFolder(dir);
    expect(existsSync(dir)).toBe(true);
  });

  it("leaves it to the caller to explain that a file is in the way", async () => {
    writeFileSync(join(root, "file"), "");
    await expect(makeIndexFolder(join(root, "file/index"))).rejects.toMatchObject({ code: "ENOTDIR" });
  });

  it.skipIf(!existsSync("/proc/self"))("says at once that no folder can be made in a place like /proc", async () => {
    await expect(makeIndexFolder("/proc/fawen/index")).rejects.toMatchObject({
      code: "bad-setting",
      field: "INDEX_DIR",
      message: expect.stringMatching(/^不能在 \/proc 里新建文件夹.*INDEX_DIR/),
    });
  });
});
