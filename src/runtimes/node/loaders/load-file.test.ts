import { describe, expect, test } from "vitest";
import { makeDoc } from "../../../testing/make-doc.ts";
import { makeDocx } from "../../../testing/make-docx.ts";
import { makePdf } from "../../../testing/make-pdf.ts";
import { loadFile } from "./load-file.ts";

const TEXT = "青禾县这一年把办事窗口搬进了早市。";

describe("loadFile", () => {
  test.each([
    ["a PDF", makePdf([[{ text: TEXT, x: 80, y: 700 }]]), ".txt", "PDF"],
    ["a new Word document", makeDocx([TEXT]), ".doc", "Word 文件（.docx）"],
    ["a page", Buffer.from(`\uFEFF<!-- x --><!DOCTYPE html><html><body><p>${TEXT}</p></body></html>`), ".doc", "网页"],
  ])("reads %s by its content where the name says otherwise, and says so", async (_, bytes, ending, kind) => {
    const { text, warnings } = await loadFile(bytes, ending);
    expect(text.trim()).toBe(TEXT);
    expect(warnings).toEqual([expect.stringMatching(`扩展名是 ${ending}，内容其实是 ?${kind}`)]);
  });

  test("takes a name without an ending for a text, and another ending of the same format as it is", async () => {
    expect(await loadFile(Buffer.from(TEXT), "")).toMatchObject({ text: TEXT, warnings: [] });
    const page = Buffer.from(`<html><body><p>${TEXT}</p></body></html>`);
    expect(await loadFile(page, ".shtml")).toEqual({ text: `${TEXT}\n`, warnings: [] });
  });

  test.each([
    ["a sheet named .docx", Buffer.from("PK\u0003\u0004\u0014\0\0\0xl/workbook.xml"), ".docx", "表格"],
    ["an archive", Buffer.from("PK\u0003\u0004\u0014\0\0\0a.txt"), ".txt", "先解压"],
    ["a broken archive named .docx", Buffer.from("PK\u0003\u0004\u0014\0\0\0"), ".docx", "不是完好的 Word 文件"],
    ["RTF", Buffer.from("{\\rtf1\\ansi x}"), ".doc", "RTF"],
    ["a scan", Buffer.from("\u00ff\u00d8\u00ff\u00e0", "latin1"), ".pdf", "OCR"],
    ["a file cut off", Buffer.from(makeDoc(TEXT)).subarray(0, 700), ".txt", "不是完好的 .doc"],
    ["an unknown format", Buffer.from("x"), ".wps", "不支持的格式 .wps"],
  ])("refuses %s with what helps", async (_, bytes, ending, reason) => {
    await expect(loadFile(bytes, ending)).rejects.toMatchObject({
      code: "bad-input-file",
      message: expect.stringContaining(reason),
    });
  });
});
