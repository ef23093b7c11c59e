import { describe, expect, test } from "vitest";
import { makeDocx } from "../../../testing/make-docx.ts";
import { loadDocx } from "./load-docx.ts";

describe("loadDocx", () => {
  test("gives paragraphs as lines and tables as rows with their headers, in order", async () => {
    const rows = [
      ["类别", "受理", "办结"],
      ["复议", "41件", "38件"],
      ["应诉", "17件", "15件"],
    ];
    const { text, warnings } = await loadDocx(makeDocx(["青禾县年度报告", "一、办案 <b>&", rows, "表后一段。"]));
    expect(text.split("\n")).toEqual([
      "青禾县年度报告",
      "一、办案 <b>&",
      "类别：复议；受理：41件；办结：38件",
      "类别：应诉；受理：17件；办结：15件",
      "表后一段。",
      "",
    ]);
    expect(warnings).toEqual([]);
  });

  test.each(["footnote", "endnote"])("reads a text whose %s is not in the file", async (kind) => {
    const marked = `<w:p><w:r><w:t>受理41</w:t></w:r><w:r><w:${kind}Reference w:id="2"/></w:r><w:r><w:t>件。</w:t></w:r></w:p>`;
    expect((await loadDocx(makeDocx(["青禾县年度报告"], marked))).text).toBe("青禾县年度报告\n受理41件。\n");
  });

  test.each([
    ["a broken zip", makeDocx(["青禾县"]).subarray(0, 300), "压缩包已损坏"],
    ["a zip that is no document", Buffer.from("PK\u0005\u0006".padEnd(22, "\0")), "不是完好的 Word 文件"],
    ["a document without text", makeDocx([" "]), "没有文字"],
  ])("%s is refused with its reason", async (_, bytes, reason) => {
    await expect(loadDocx(bytes)).rejects.toMatchObject({
      code: "bad-input-file",
      message: expect.stringContaining(reason),
    });
  });
});
