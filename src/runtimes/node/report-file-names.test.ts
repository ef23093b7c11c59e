import { describe, expect, test } from "vitest";
import { endingOf, isFolderPassedOver, roleOfFile, shownName } from "./report-file-names.ts";

describe("roleOfFile", () => {
  test.each(["报告.txt", "A.PDF", "a.markdown", "a.shtml", "all.ndjson", "旧.doc"])("%s is read", (name) =>
    expect(roleOfFile(name)).toBe("read"),
  );

  test.each(["README.md", "~$报告.docx", ".a.txt", "Thumbs.db", "a.txt~", "a.css"])("%s is passed over", (name) =>
    expect(roleOfFile(name)).toBe("ignored"),
  );

  test.each([
    ["报告.wps", "另存为 .docx"],
    ["台账.XLSX", "表头"],
    ["全部.zip", "先解压"],
    ["公文.ofd", ".pdf"],
    ["all.json", ".jsonl"],
    ["1.关于二〇二三年工作的报告", "没有扩展名"],
  ])("%s is told by name with what helps", (name, advice) =>
    expect(roleOfFile(name)).toEqual({ advice: expect.stringContaining(advice) }),
  );
});

test("endingOf takes no words of a name for an ending", () => {
  expect([endingOf("a.B.TXT"), endingOf("1.关于工作的报告"), endingOf("报告")]).toEqual([".txt", "", ""]);
});

test("isFolderPassedOver tells a saved page's resources from a person's folder", () => {
  const siblings = new Set(["报告.html"]);
  expect(["报告_files", "旧_files", "node_modules", ".git"].map((name) => isFolderPassedOver(name, siblings))).toEqual([
    true,
    false,
    true,
    true,
  ]);
});

test("shownName gives names that leave a terminal as it is", () => {
  expect(shownName("a\u001b[31m\n\u202e报e\u0301.txt")).toBe("a?[31m??报é.txt");
});
