import { describe, expect, test } from "vitest";
import { makePdf, type PdfText } from "../../../testing/make-pdf.ts";
import { loadPdf } from "./load-pdf.ts";

const CHARS_PER_LINE = 36;

/** A4 as word processors set it: paragraphs indented by two characters, lines of 36, 20 points apart. */
function layOut(paragraphs: readonly string[], top = 780): PdfText[] {
  let y = top;
  return paragraphs.flatMap((paragraph) => {
    const lines: PdfText[] = [];
    for (let at = 0, x = 104; at < paragraph.length; x = 80) {
      const room = CHARS_PER_LINE - (x - 80) / 12;
      lines.push({ text: paragraph.slice(at, at + room), x, y });
      at += room;
      y -= 20;
    }
    return lines;
  });
}

const FIRST = `青禾县司法局一年来把法律顾问送到每一个村口，${"村民提问当场作答，".repeat(6)}全年解答七百二十次。`;
const SECOND = `各乡镇每季度清理一次规范性文件，${"过时的公开废止，".repeat(5)}共废止十九件。`;

describe("loadPdf", () => {
  test("puts printed lines together to paragraphs", async () => {
    const { text, warnings } = await loadPdf(makePdf([layOut([FIRST, SECOND])]));
    expect(text).toBe(`${FIRST}\n${SECOND}\n`);
    expect(warnings).toEqual([]);
  });

  test("takes the Buffer that reading a file gives", async () => {
    expect((await loadPdf(Buffer.from(makePdf([layOut([SECOND])])))).text).toBe(`${SECOND}\n`);
  });

  test("joins a paragraph across pages and leaves page numbers and running heads out", async () => {
    const furniture = (page: number): PdfText[] => [
      { text: "青禾县2023年报告", x: 240, y: 815 },
      { text: `— ${page} —`, x: 280, y: 40 },
    ];
    const body = layOut([FIRST, SECOND, FIRST], 780);
    const pages = [body.slice(0, 3), body.slice(3, 5), body.slice(5)].map((lines, at) => [
      ...furniture(at + 1),
      ...lines.map((line, row) => ({ ...line, y: 780 - row * 20 })),
    ]);
    expect((await loadPdf(makePdf(pages))).text).toBe(`${FIRST}\n${SECOND}\n${FIRST}\n`);
  });

  test("keeps a heading in larger letters apart from the text under it", async () => {
    const title = { text: "青禾县年度法治建设情况", x: 180, y: 810, size: 20 };
    expect((await loadPdf(makePdf([[title, ...layOut([FIRST])]]))).text).toBe(`${title.text}\n${FIRST}\n`);
  });

  test("gives a table as rows with their headers", async () => {
    const rows = [
      ["类别", "受理", "办结"],
      ["行政复议", "41件", "38件"],
      ["行政应诉", "17件", "15件"],
    ];
    const cells = rows.flatMap((row, at) =>
      row.map((text, column) => ({ text, x: 90 + column * 140, y: 600 - at * 20 })),
    );
    const { text } = await loadPdf(makePdf([[...layOut([FIRST]), ...cells]]));
    expect(text).toBe(`${FIRST}\n类别：行政复议；受理：41件；办结：38件\n类别：行政应诉；受理：17件；办结：15件\n`);
  });

  test("keeps the space between English words over a line's end", async () => {
    const lines = [
      { text: "rule of law report of the year and of the county of Qinghe in the", x: 80, y: 700 },
      { text: "province", x: 80, y: 680 },
    ];
    expect((await loadPdf(makePdf([lines]))).text).toMatch(/in the province\n$/);
  });

  test("names pages without a text layer", async () => {
    const { text, warnings } = await loadPdf(makePdf([layOut([FIRST]), [], layOut([SECOND])]));
    expect(text).toBe(`${FIRST}\n${SECOND}\n`);
    expect(warnings).toEqual([expect.stringMatching(/第 2 页没有文字层.*OCR/)]);
  });

  test.each([
    ["scanned pages only", makePdf([[], []]), "OCR"],
    ["a password", makePdf([layOut([FIRST])], { locked: true }), "密码"],
    ["bytes that are no PDF", new TextEncoder().encode("%PDF-1.7\nnothing"), "不是完好的 PDF"],
    ["a PDF cut off in the middle", makePdf([layOut([FIRST])]).slice(0, 700), "不是完好的 PDF"],
  ])("%s is refused with its reason", async (_, bytes, reason) => {
    await expect(loadPdf(bytes)).rejects.toMatchObject({
      code: "bad-input-file",
      message: expect.stringContaining(reason),
    });
  });

  test("leaves the bytes it was given as they were", async () => {
    const bytes = makePdf([layOut([FIRST])]);
    const before = bytes.slice();
    await loadPdf(bytes);
    expect(bytes).toEqual(before);
  });
});
