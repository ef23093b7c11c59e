import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createFeedbackFile } from "./feedback-file.ts";

describe("the file of feedback", () => {
  const folder = mkdtempSync(join(tmpdir(), "fawen-feedback-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const now = () => new Date("2026-01-05T08:30:00.000Z");
  const lines = (dir: string, name = "feedback.jsonl") =>
    readFileSync(join(dir, name), "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));

  it("has a line for each, with the time it came, also when many come at once", async () => {
    const dir = join(folder, "new", "index");
    const save = createFeedbackFile(dir, now);
    await Promise.all(["甲", "乙\n丙", "丁"].map((comment) => save({ comment })));
    expect(lines(dir)).toEqual(
      ["甲", "乙\n丙", "丁"].map((comment) => ({ receivedAt: "2026-01-05T08:30:00.000Z", comment })),
    );
  });

  it("never takes more room than two full files", async () => {
    const dir = join(folder, "full");
    const save = createFeedbackFile(dir, now, 200);
    for (let row = 0; row < 9; row++) await save({ comment: `第${row}条` });
    expect(readdirSync(dir).sort()).toEqual(["feedback.jsonl", "feedback.older.jsonl"]);
    const kept = [...lines(dir, "feedback.older.jsonl"), ...lines(dir)].map(({ comment }) => comment);
    expect(kept.at(-1)).toBe("第8条");
    expect(kept.length).toBeLessThan(9);
    for (const name of readdirSync(dir)) expect(readFileSync(join(dir, name)).length).toBeLessThanOrEqual(200);
  });

  it("says when it cannot write, and writes again once it can", async () => {
    const dir = join(folder, "blocked");
    writeFileSync(dir, "a file where the folder should be");
    const save = createFeedbackFile(dir, now);
    await expect(save({ comment: "甲" })).rejects.toThrow();
    rmSync(dir);
    await save({ comment: "乙" });
    expect(lines(dir)).toHaveLength(1);
  });
});
