import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const repository = fileURLToPath(new URL("..", import.meta.url));

function runCheck(...options: string[]): { status: number | null; stdout: string; stderr: string } {
  const args = ["--import", "tsx", "scripts/check-corpus.ts", ...options];
  return spawnSync(process.execPath, args, { cwd: repository, encoding: "utf8" });
}

describe("check-corpus", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "check-corpus-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("finds nothing wrong with the digests in corpus/", () => {
    const { status, stderr } = runCheck();
    expect(stderr).not.toContain("✗");
    expect(status).toBe(0);
  });

  it("says what it cannot check where the reports are not at hand", () => {
    const { status, stdout } = runCheck("--originals", join(folder, "none"));
    expect(stdout).toContain("没有找到原报告");
    expect(status).toBe(0);
  });

  it("fails with the sentence when a report has a figure that its digest lacks", () => {
    const identity = { title: "某报告", issuer: "某市", region: "广东省清远市", level: "地级市", year: 2021 };
    writeFileSync(join(folder, "reports.json"), JSON.stringify([{ file: "planted.txt", ...identity }]));
    writeFileSync(join(folder, "planted.txt"), "一、甲\n修建法治长廊987654米。\n二、乙\n无。\n三、丙\n无。\n");
    const { status, stderr } = runCheck("--originals", folder);
    expect(stderr).toContain("qingyuan-2021.txt:第 1 章 缺数字“987654”(原文 1 处,摘编 0 处):修建法治长廊987654米。");
    expect(status).toBe(1);
  });
});
