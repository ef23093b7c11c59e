import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import JSZip from "jszip";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SAMPLE_REPORTS } from "../../src/testing/sample-library.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

describe("npm run quiz, as a process", () => {
  let root: string;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), "fawen-quiz-"));
    for (const folder of ["corpus", "empty", "out"]) mkdirSync(join(root, folder));
    for (const { file, text } of SAMPLE_REPORTS) writeFileSync(join(root, "corpus", file), text);
    const facts = SAMPLE_REPORTS.map(({ file, region, year }) => ({ file, region, year }));
    writeFileSync(join(root, "corpus/reports.json"), JSON.stringify(facts));
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const run = (args: readonly string[], corpus = "corpus") =>
    spawnSync(process.execPath, ["scripts/run.mjs", "quiz", ...args], {
      cwd: ROOT,
      encoding: "utf8",
      env: {
        ...process.env,
        ...{ CORPUS_DIR: join(root, corpus), INDEX_DIR: join(root, `${corpus}-index`), EMBEDDER: "none" },
      },
    });
  const out = (name: string) => join(root, "out", name);

  it("writes a Word paper, and the same one again for the same seed", async () => {
    const args = ["--count", "6", "--types", "single,judge", "--seed", "11"];
    const { status, stdout, stderr } = run([...args, "--format", "docx", "--out", out("卷.docx")]);
    expect(stderr).toBe("");
    expect(status).toBe(0);
    expect(stdout).toMatch(/^已写入 .*卷\.docx：Word 试卷，6 题（卷号 11）\n {2}单选题 3 题\n {2}判断题 3 题\n$/);
    const archive = await JSZip.loadAsync(readFileSync(out("卷.docx")));
    const text = (await archive.file("word/document.xml")?.async("text"))?.replace(/<[^>]+>/gu, "") ?? "";
    expect(text).toMatch(/青溪市|云岭县/);
    const twice = ["一.md", "二.md"].map((name) => {
      expect(run([...args, "--format", "markdown", "--out", out(name)]).status).toBe(0);
      return readFileSync(out(name), "utf8");
    });
    expect(twice[0]).toBe(twice[1]);
  });

  it.each([
    [["--count", "0"], /题数应为 1 到 500/],
    [["--format", "wps"], /没有“wps”这种格式/],
    [["--reports", "nope"], /没有报告“nope”/],
    [["--out", "/nowhere/卷.docx"], /没有文件夹 \/nowhere/],
  ])("ends with 2 and one line for %j, and leaves nothing behind", (args, message) => {
    const before = readdirSync(join(root, "out"));
    const { status, stdout, stderr } = run(["--out", out("没有.docx"), ...args]);
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect([status, stdout]).toEqual([2, ""]);
    expect(readdirSync(join(root, "out"))).toEqual(before);
  });

  it("ends with 1 where there are no reports", () => {
    const { status, stderr } = run(["--out", out("空.docx")], "empty");
    expect(stderr).toMatch(/还没有报告|没有收录/);
    expect(status).toBe(1);
  });
});
