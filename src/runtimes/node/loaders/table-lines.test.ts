import { describe, expect, test } from "vitest";
import { type TableCell, tableToLines } from "./table-lines.ts";

const grid = (rows: readonly (readonly string[])[], headerRows = 0): TableCell[][] =>
  rows.map((row, at) => row.map((text) => ({ text, header: at < headerRows })));

describe("tableToLines", () => {
  test("every row carries the headers of its cells", () => {
    const lines = tableToLines(
      grid(
        [
          ["事项", "受理", "办结"],
          ["复议", "12件", "10件"],
          ["信访", "", "3件"],
        ],
        1,
      ),
    );
    expect(lines).toEqual(["事项：复议；受理：12件；办结：10件", "事项：信访；办结：3件"]);
  });

  test("a first row of labels is a header without being marked as one", () => {
    const lines = tableToLines(
      grid([
        ["年份", "件数", "占比"],
        ["2022", "30", "12%"],
        ["2023", "41", "15%"],
      ]),
    );
    expect(lines).toEqual(["年份：2022；件数：30；占比：12%", "年份：2023；件数：41；占比：15%"]);
  });

  test("a first row of figures is none", () => {
    expect(
      tableToLines(
        grid([
          ["12", "30", "7"],
          ["4", "5", "6"],
        ]),
      ),
    ).toEqual(["12；30；7", "4；5；6"]);
  });

  test("two columns of labels and words are pairs, of labels and figures a list under a header", () => {
    expect(
      tableToLines(
        grid([
          ["单位", "青禾县司法局"],
          ["电话", "不公开"],
        ]),
      ),
    ).toEqual(["单位：青禾县司法局", "电话：不公开"]);
    expect(
      tableToLines(
        grid([
          ["类别", "数量"],
          ["听证", "6场"],
        ]),
      ),
    ).toEqual(["类别：听证；数量：6场"]);
  });

  test("a row across the whole table is its caption", () => {
    const caption = { text: "办案情况表", header: false };
    const lines = tableToLines([
      [caption, caption],
      ...grid([
        ["类别", "数量"],
        ["听证", "6场"],
      ]),
    ]);
    expect(lines).toEqual(["办案情况表", "类别：听证；数量：6场"]);
  });

  test("headers over headers stand together", () => {
    const cell = (text: string) => ({ text, header: false });
    const [item, review] = [cell("单位"), cell("行政复议")];
    const rows = [
      [item, review, review],
      [item, cell("受理"), cell("审结")],
      [cell("甲镇"), cell("3"), cell("2")],
    ];
    expect(tableToLines(rows)).toEqual(["单位：甲镇；行政复议·受理：3；行政复议·审结：2"]);
  });

  test("years head columns, and are told as years", () => {
    const lines = tableToLines(
      grid([
        ["项目", "2022", "2023"],
        ["复议", "35", "41"],
      ]),
    );
    expect(lines).toEqual(["项目：复议；2022年：35；2023年：41"]);
  });

  test("names and values that take turns are pairs, not a header over figures", () => {
    const lines = tableToLines(
      grid([
        ["应诉案件", "17件", "负责人出庭", "16件"],
        ["出庭率", "94.1%", "败诉", "1件"],
      ]),
    );
    expect(lines).toEqual(["应诉案件：17件；负责人出庭：16件", "出庭率：94.1%；败诉：1件"]);
  });

  test("a row across the table heads those under it, a total and a note aside", () => {
    const across = (text: string) => Array.from({ length: 3 }, () => wide(text));
    const cells = new Map<string, TableCell>();
    const wide = (text: string) => {
      const cell = cells.get(text) ?? { text, header: false };
      cells.set(text, cell);
      return cell;
    };
    const lines = tableToLines([
      ...grid([["项目", "2022年", "2023年"]]),
      across("一、行政处罚"),
      ...grid([["立案", "10", "12"]]),
      across("二、行政强制"),
      ...grid([
        ["立案", "3", "4"],
        ["合计", "13", "16"],
      ]),
      across("注：含移送案件。"),
    ]);
    expect(lines).toEqual([
      "项目：行政处罚·立案；2022年：10；2023年：12",
      "项目：行政强制·立案；2022年：3；2023年：4",
      "项目：合计；2022年：13；2023年：16",
      "注：含移送案件。",
    ]);
  });

  test("a header in the middle of a table holds from there", () => {
    const lines = tableToLines(
      grid([
        ["单位", "件数"],
        ["甲镇", "1"],
        ["单位", "金额"],
        ["甲镇", "5"],
      ]),
    );
    expect(lines).toEqual(["单位：甲镇；件数：1", "单位：甲镇；金额：5"]);
  });

  test("a figure that stands for several columns is told with the names of all", () => {
    const [both, label] = [
      { text: "35", header: false },
      { text: "小计", header: false },
    ];
    const lines = tableToLines([
      ...grid([["单位", "类别", "立案", "结案"]]),
      ...grid([["甲镇", "处罚", "2", "1"]]),
      [label, label, both, both],
    ]);
    expect(lines[1]).toBe("小计；立案、结案：35");
  });

  test("an empty table and one of headers alone lose nothing", () => {
    expect(tableToLines([])).toEqual([]);
    expect(tableToLines(grid([["甲", "乙"]], 1))).toEqual(["甲；乙"]);
  });
});
