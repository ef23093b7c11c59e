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

  const place = (rows: readonly (readonly string[])[], lefts: readonly number[], top: number): PdfText[] =>
    rows.flatMap((row, at) =>
      row.flatMap((text, column) => (text === "" ? [] : [{ text, x: lefts[column] ?? 0, y: top - at * 22 }])),
    );

  test("leaves an empty place of a table empty, so that no figure slips under another header", async () => {
    const rows = [
      ["单位", "立案", "结案", "金额（万元）"],
      ["青禾镇", "120", "110", "35.6"],
      ["白石镇", "80", "", "9"],
    ];
    const { text } = await loadPdf(makePdf([[...layOut([FIRST]), ...place(rows, [80, 190, 290, 410], 600)]]));
    expect(text.split("\n").slice(1, 3)).toEqual([
      "单位：青禾镇；立案：120；结案：110；金额（万元）：35.6",
      "单位：白石镇；立案：80；金额（万元）：9",
    ]);
  });

  test("puts headers over several columns and cells beside two rows where they belong", async () => {
    const head = [
      { text: "行政处罚", x: 230, y: 640 },
      { text: "行政许可", x: 400, y: 640 },
      { text: "单位", x: 80, y: 629 },
      ...place([["", "立案", "结案", "办结"]], [80, 190, 290, 410], 618),
    ];
    const rows = [
      ["青禾镇", "120", "110", "900"],
      ["白石镇", "80", "79", "9"],
    ];
    const { text } = await loadPdf(makePdf([[...head, ...place(rows, [80, 190, 290, 410], 596)]]));
    expect(text.split("\n").slice(0, 2)).toEqual([
      "单位：青禾镇；行政处罚·立案：120；行政处罚·结案：110；行政许可·办结：900",
      "单位：白石镇；行政处罚·立案：80；行政处罚·结案：79；行政许可·办结：9",
    ]);
  });

  test("puts names and figures of a table of two rows together", async () => {
    const rows = [
      ["受理", "审结"],
      ["41件", "38件"],
    ];
    expect((await loadPdf(makePdf([place(rows, [80, 280], 600)]))).text).toBe("受理：41件；审结：38件\n");
  });

  test("reads two columns one after the other", async () => {
    const column = (text: string, left: number) =>
      Array.from({ length: Math.ceil(text.length / 18) }, (_, at) => ({
        text: text.slice(at * 18, at * 18 + 18),
        x: left,
        y: 740 - at * 20,
      }));
    const title = { text: "青禾县年度法治建设情况", x: 200, y: 790, size: 18 };
    const [one, other] = [FIRST + SECOND, SECOND + FIRST];
    const page = [title, ...column(one, 60), ...column(other, 320)];
    const { text } = await loadPdf(makePdf([page]));
    expect(text.replaceAll("\n", "")).toBe(title.text + one + other);
  });

  test("keeps raised figures apart from the figure that they follow", async () => {
    const line = [
      { text: "共10", x: 80, y: 700 },
      { text: "4", x: 104, y: 706, size: 7 },
      { text: "吨。", x: 108, y: 700 },
    ];
    expect((await loadPdf(makePdf([line]))).text).toBe("共10⁴吨。\n");
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
    ["scanned pages with numbers", makePdf([1, 2].map((page) => [{ text: `${page}`, x: 290, y: 30 }])), "OCR"],
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
