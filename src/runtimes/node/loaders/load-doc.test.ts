import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import { makeDoc } from "../../../testing/make-doc.ts";
import { loadDoc } from "./load-doc.ts";

/** The package that @langchain/community reads .doc files with. */
const hasExtractor = (() => {
  try {
    createRequire(import.meta.url).resolve("word-extractor");
    return true;
  } catch {
    return false;
  }
})();

describe.skipIf(!hasExtractor)("loadDoc", () => {
  test("gives paragraphs as lines", async () => {
    const { text } = await loadDoc(Buffer.from(makeDoc("青禾县年度报告\r一、主要做法\r修订了十九件文件。\r")));
    expect(text.trimEnd()).toBe("青禾县年度报告\n一、主要做法\n修订了十九件文件。");
  });

  test("gives a table as rows with their headers", async () => {
    const rows = ["类别", "受理", "", "复议", "41", "", "应诉", "17", ""].map((cell) => `${cell}\x07`).join("");
    expect((await loadDoc(makeDoc(`办案情况\r${rows}表后一段。\r`))).text).toContain(
      "办案情况\n类别：复议；受理：41\n类别：应诉；受理：17\n表后一段。\n",
    );
  });

  test.each([
    ["a damaged file", makeDoc("青禾县").slice(0, 700), "不是完好的 .doc"],
    ["a new document with a password", Buffer.from("EncryptedPackage", "utf16le"), "密码"],
    ["a file without text", makeDoc("\r"), "没有文字"],
  ])("%s is refused with its reason", async (_, bytes, reason) => {
    await expect(loadDoc(bytes)).rejects.toMatchObject({
      code: "bad-input-file",
      message: expect.stringContaining(reason),
    });
  });
});
