import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nastyPaper } from "../../testing/nasty-paper.ts";
import { fillItem, judgeItem, multipleItem, quizOptions, quizPaper, singleItem } from "../../testing/quiz-paper.ts";
import { expectItem, flat, type ReadItem, readRows, writePaper } from "../../testing/read-back.ts";

const EXAM_HEADS = { stem: "题干（必填）", type: "题型 （必填）", key: "正确答案\n（必填）", option: "选项" };
const NEUTRAL_HEADS = { stem: "题干", type: "题型", key: "答案", option: "选项" };

/** A row read by the names of its columns. */
function readRow(head: readonly string[], row: readonly string[], heads: typeof EXAM_HEADS): ReadItem {
  const cell = (name: string) => row[head.indexOf(name)] ?? "";
  const optionCells = head.flatMap((name, place) => (name.startsWith(heads.option) ? [row[place] ?? ""] : []));
  const options = optionCells.filter((text) => text !== "").map(flat);
  const key = cell(heads.key);
  switch (cell(heads.type)) {
    case "单选题":
    case "多选题":
      return { stem: flat(cell(heads.stem)), options, key: [...key] };
    case "判断题":
      return { stem: flat(cell(heads.stem)), options: [], key: [options["AB".indexOf(key)] ?? key] };
    default:
      return { stem: flat(cell(heads.stem)), options: [], key: [flat(key)] };
  }
}

/** What of an item's key stands in one cell. */
const joined = (sign: string, expected: ReadItem, cell: ReadItem): ReadItem =>
  cell.key.length === expected.key.length ? expected : { ...expected, key: [flat(expected.key.join(sign))] };

describe("a paper as a neutral workbook", () => {
  it("is read back by another reader of xlsx: a row an item, with its sources", async () => {
    const { bytes, items } = await writePaper(quizPaper(), "xlsx");
    const [head = [], ...rows] = readRows(bytes);
    const read = rows.map((row) => readRow(head, row, NEUTRAL_HEADS));
    expect(read.slice(0, 4)).toEqual(items.slice(0, 4).map(expectItem));
    expect(read.slice(4).map(({ key }) => key)).toEqual([
      ["301 或 301件；276"],
      ["95.8%"],
      ["1．增加86件 2．2022年受理215件，2023年受理301件"],
    ]);
    expect(rows[0]?.[head.indexOf("引文")]).toBe(
      "全市行政机关负责人出庭应诉率95.8%，受理行政复议申请301件，审结276件。",
    );
    expect(rows[6]?.[head.indexOf("年份")]).toBe("2023\n2022");
  });

  it("holds no formula and keeps every sign", async () => {
    await fc.assert(
      fc.asyncProperty(nastyPaper, async (paper) => {
        const { bytes, items } = await writePaper(paper, "xlsx");
        const [head = [], ...rows] = readRows(bytes);
        expect(rows).toHaveLength(items.length);
        for (const [place, item] of items.entries()) {
          const { stem, options, key } = readRow(head, rows[place] ?? [], NEUTRAL_HEADS);
          const expected = expectItem(item);
          expect({ stem, options }).toEqual({ stem: expected.stem, options: expected.options });
          if (item.type === "fill" || item.type === "short") {
            for (const answer of expected.key) expect(key[0]).toContain(answer);
          } else expect(key).toEqual(expected.key);
        }
      }),
      { numRuns: 50 },
    );
  });

  it("leaves out an item that no cell holds, by name", async () => {
    const { leftOut } = await writePaper(quizPaper([singleItem(), judgeItem({ stem: "长".repeat(32_768) })]), "xlsx");
    expect(leftOut.map(({ itemId, reason }) => [itemId, reason])).toEqual([
      ["00000000000000a3", "有一项超过 Excel 单元格的 32767 字"],
    ]);
  });
});

describe("a paper for exam platforms as a workbook", () => {
  it("has the template's columns, a letter for each key and a bar between gaps", async () => {
    const { bytes, items } = await writePaper(quizPaper(), "exam-xlsx");
    const [head = [], ...rows] = readRows(bytes);
    expect(head).toHaveLength(14);
    const read = rows.map((row) => readRow(head, row, EXAM_HEADS));
    expect(read.slice(0, 4)).toEqual(items.slice(0, 4).map(expectItem));
    expect(read[4]?.key).toEqual(["301|276"]);
    expect(rows[4]?.[11]).toMatch(/^第1空也可答：301件。\n/u);
    expect(rows[2]?.slice(2, 4)).toEqual(["正确", "错误"]);
    expect(rows.map((row) => row[10])).toEqual([
      ...["B", "AB", "B", "A", "301|276", "95.8%", "增加86件；2022年受理215件，2023年受理301件"],
    ]);
  });

  it("keeps every sign", async () => {
    await fc.assert(
      fc.asyncProperty(nastyPaper, async (paper) => {
        const written = await writePaper(paper, "exam-xlsx").catch(() => undefined);
        if (written === undefined) return;
        const [head = [], ...rows] = readRows(written.bytes);
        for (const [place, item] of written.items.entries()) {
          const read = readRow(head, rows[place] ?? [], EXAM_HEADS);
          const preferred =
            item.type === "fill" ? item.answers.map(([first = ""]) => flat(first)) : expectItem(item).key;
          const expected = { ...expectItem(item), key: preferred };
          expect(read).toEqual(joined(item.type === "fill" ? "|" : "；", expected, read));
        }
      }),
      { numRuns: 50 },
    );
  });

  it("leaves out what the template has no column for, and what would be taken for two gaps", async () => {
    const nine = multipleItem({ options: quizOptions([..."甲乙丙丁戊己庚辛壬"], 0, 1) });
    const bar = fillItem({ stem: "____", answers: [["1|2"]] });
    const { leftOut } = await writePaper(quizPaper([singleItem(), nine, bar]), "exam-xlsx");
    expect(leftOut.map(({ reason }) => reason)).toEqual([
      "考试平台的模板最多 8 个选项",
      "填空答案里有“|”，平台用它分开各空",
    ]);
  });
});

describe("a paper for Kahoot", () => {
  it("has the template's head in row 8, seconds that Kahoot takes and numbers of the correct answers", async () => {
    const { bytes, leftOut } = await writePaper(quizPaper(), "kahoot");
    const rows = readRows(bytes);
    expect(rows[7]?.slice(1)).toEqual([
      "Question - max 120 characters",
      ...[1, 2, 3, 4].map((number) => `Answer ${number} - max 75 characters`),
      "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
      "Correct answer(s) - choose at least one",
    ]);
    expect(rows.slice(8)).toEqual([
      [1, "青溪市2023年行政机关负责人出庭应诉率是多少？", "91.4%", "95.8%", "93.2%", "98.5%", 20, "2"],
      [
        2,
        "下列关于青溪市2023年行政复议工作的数据，哪些与报告一致？",
        "受理301件",
        "审结276件",
        "受理215件",
        "审结188件",
        30,
        "1,2",
      ],
      [3, "青溪市2023年受理行政复议申请215件。", "正确", "错误", "", "", 20, "2"],
      [4, "青溪市2023年审结行政复议案件276件。", "正确", "错误", "", "", 20, "1"],
    ]);
    expect(leftOut.map(({ reason }) => reason)).toEqual([
      ...["Kahoot 的导入表没有填空题", "Kahoot 的导入表没有填空题", "Kahoot 的导入表没有简答题"],
    ]);
  });

  it("leaves out by name what is longer than Kahoot takes", async () => {
    const fits = singleItem({ stem: "题".repeat(120), options: quizOptions(["长".repeat(75), "短"], 0) });
    const stem = singleItem({ stem: "题".repeat(121) });
    const option = singleItem({ options: quizOptions(["长".repeat(76), "短"], 0) });
    const five = singleItem({ options: quizOptions([..."甲乙丙丁戊"], 0) });
    const { bytes, leftOut } = await writePaper(quizPaper([fits, stem, option, five]), "kahoot");
    expect(readRows(bytes)).toHaveLength(9);
    expect(leftOut.map(({ reason }) => reason)).toEqual([
      "题干 121 字，Kahoot 最多 120 字",
      "有选项 76 字，Kahoot 最多 75 字",
      "有 5 个选项，Kahoot 最多 4 个",
    ]);
  });
});

describe("a paper as CSV", () => {
  const readCsv = (text: string): string[][] => parse(text, { bom: true });

  it("is read back by another reader of CSV", async () => {
    const { text, items } = await writePaper(quizPaper(), "csv");
    expect(text.startsWith("\uFEFF序号,题型,题干,")).toBe(true);
    expect(text.replace(/"[^"]*"/gu, "").replaceAll("\r\n", "")).not.toContain("\n");
    const [head = [], ...rows] = readCsv(text);
    const read = rows.map((row) => readRow(head, row, NEUTRAL_HEADS));
    expect(read.slice(0, 4)).toEqual(items.slice(0, 4).map(expectItem));
  });

  it("keeps every sign, and gives a spreadsheet nothing to run", async () => {
    await fc.assert(
      fc.asyncProperty(nastyPaper, async (paper) => {
        const { text, items } = await writePaper(paper, "csv");
        const [head = [], ...rows] = readCsv(text);
        for (const field of rows.flat()) {
          if (/^[=+\-@\t\r＝＋－＠]/u.test(field)) expect(field).toMatch(/^-\d[\d,]*(\.\d+)?%?$/u);
        }
        for (const [place, item] of items.entries()) {
          const { stem, options } = readRow(head, rows[place] ?? [], NEUTRAL_HEADS);
          const expected = expectItem(item);
          expect(options).toHaveLength(expected.options.length);
          // What a spreadsheet would run has an apostrophe in front.
          for (const [at, text] of [expected.stem, ...expected.options].entries()) {
            expect([text, `'${text}`]).toContain([stem, ...options][at]);
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  it("leaves negative numbers as they are", async () => {
    const options = quizOptions(["-3.2%", "-1,204", "-1+2", "=1"], 0);
    const { text } = await writePaper(quizPaper([singleItem({ options })]), "csv");
    expect(readCsv(text)[1]?.slice(3, 7)).toEqual(["-3.2%", "-1,204", "'-1+2", "'=1"]);
  });
});
