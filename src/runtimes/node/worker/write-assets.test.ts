import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { MAX_ASSET_BYTES } from "../../../index-files/asset-parts.ts";
import { bindAssets } from "../../../testing/worker-assets.ts";
import { createAssetReader } from "../../worker/asset-reader.ts";
import { writeAssets } from "./write-assets.ts";

const scratch = mkdtempSync(join(tmpdir(), "fawen-assets-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const out = join(scratch, "out");
const list = () => readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());

it("keeps what is there in the same bytes, replaces what changed, and removes what went", async () => {
  const text = (content: string, to: string) => ({ content, to });
  await writeAssets(out, [text("甲", "index/a"), text("乙", "index/b"), text("丙", "c")]);
  const before = statSync(join(out, "index/a"));
  expect(await writeAssets(out, [text("甲", "index/a"), text("丁", "index/b")])).toEqual({
    ...{ files: 2, bytes: 6 },
    changed: 2,
  });
  expect(await writeAssets(out, [text("甲", "index/a"), text("丁", "index/b")])).toMatchObject({ changed: 0 });
  expect(statSync(join(out, "index/a")).ino).toBe(before.ino);
  expect(readFileSync(join(out, "index/b"), "utf8")).toBe("丁");
  expect(list()).toHaveLength(2);
});

it("writes no file that Workers would not take, and the Worker reads it whole", async () => {
  const large = Buffer.alloc(2 * MAX_ASSET_BYTES + 5, "0123456789");
  writeFileSync(join(scratch, "large"), large);
  await writeAssets(out, [{ from: join(scratch, "large"), to: "index/large" }]);
  const sizes = list().map(({ name, parentPath }) => statSync(join(parentPath, name)).size);
  expect(sizes.sort((a, b) => a - b)).toEqual([5, MAX_ASSET_BYTES, MAX_ASSET_BYTES]);
  const { readWhole } = createAssetReader(bindAssets(out));
  expect(Buffer.from(await readWhole("index", { name: "large", bytes: large.length })).equals(large)).toBe(true);
  rmSync(join(out, "index/large.1"));
  await expect(readWhole("index", { name: "large", bytes: large.length })).rejects.toMatchObject({
    code: "index-corrupt",
  });
});
