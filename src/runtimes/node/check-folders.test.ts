import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { checkFolders } from "./check-folders.ts";

describe("checkFolders", () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "fawen-folders-"));
    await mkdir(join(root, "corpus"));
    await symlink(join(root, "corpus"), join(root, "linked"));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  test.each([
    ["corpus", "corpus"],
    ["corpus", "corpus/"],
    ["corpus", "corpus/index"],
    ["corpus", "corpus/a/../b/index"],
    ["corpus", "linked/index"],
    ["linked", "corpus"],
    [".", "corpus/index"],
    ["missing", "missing/index"],
  ])("refuses reports in %s with an index in %s", async (corpus, index) => {
    await expect(checkFolders(join(root, corpus), join(root, index))).rejects.toMatchObject({
      code: "bad-setting",
      field: "INDEX_DIR",
      message: expect.stringMatching(/INDEX_DIR=.*CORPUS_DIR=/),
    });
  });

  test.each([
    ["corpus", "index"],
    ["corpus", "corpus-index"],
    ["corpus", "."],
    ["corpus", "..index"],
    // Reports are not looked for there.
    ["corpus", "corpus/.index"],
  ])("takes reports in %s with an index in %s", async (corpus, index) => {
    await expect(checkFolders(join(root, corpus), join(root, index))).resolves.toBeUndefined();
  });
});
