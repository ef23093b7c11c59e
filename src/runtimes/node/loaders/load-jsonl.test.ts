import { describe, expect, test } from "vitest";
import { loadJsonl } from "./load-jsonl.ts";

describe("loadJsonl", () => {
  test("says what a line should be, in the reader's language", async () => {
    const lines = ['{"id":"a","text":"甲"}', "null", '{"id":"b","text":"乙","date":"2024-13-45"}'];
    const { documents, problems } = await loadJsonl(Buffer.from(`\uFEFF${lines.join("\n")}`));
    expect(documents.map(({ id }) => id)).toEqual(["a"]);
    expect(problems).toEqual([
      "第 2 行应为一个对象 { … }，未收录",
      "第 3 行 date 应为真实的日期，写作 YYYY-MM-DD，未收录",
    ]);
  });

  test("tells the first faults of a file that is wrong throughout, and how many there are", async () => {
    const { problems } = await loadJsonl(Buffer.from("no json\n".repeat(600)));
    expect(problems).toHaveLength(21);
    expect(problems.at(-1)).toBe("另有 580 行也未收录");
  });

  test("an array over many lines is told as such", async () => {
    const bytes = Buffer.from(JSON.stringify([{ id: "a", text: "甲" }], null, 1));
    await expect(loadJsonl(bytes)).rejects.toMatchObject({ message: expect.stringContaining("一行一份") });
  });
});
