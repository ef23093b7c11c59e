import { describe, expect, test } from "vitest";
import type { Citation } from "../model/answer.ts";
import { verifyFigures } from "./verify-figures.ts";
import { isPlacesLine, tellPlaces } from "./where-it-stands.ts";

const cite = (marker: number, section: readonly string[], title = "云泽市2023年法治报告"): Citation => ({
  ...{ marker, title, section, reportId: "r", file: "r.txt", issuer: "", region: "", year: 2023 },
  ...{ quote: "审结37件", start: 0, end: 5, rawQuote: "审结37件", rawStart: 0, rawEnd: 5 },
  context: { region: null, year: 2023, plan: false },
});

describe("where quotes stand", () => {
  test("is told by the numbers of the headings, and by their words where they have none", () => {
    expect(tellPlaces([cite(1, ["三、复议", "（二）审理", "3.调解"])])).toBe(
      "出处：《云泽市2023年法治报告》第三部分第（二）段第3点 [1]",
    );
    expect(tellPlaces([cite(1, ["存在的问题"])])).toContain("》“存在的问题” [1]");
    expect(tellPlaces([cite(1, [])])).toBe("出处：《云泽市2023年法治报告》 [1]");
    expect(tellPlaces([])).toBe("");
  });

  test("names each place and report once", () => {
    const two = [cite(1, ["一、甲"]), cite(2, ["一、甲"]), cite(3, ["二、乙"]), cite(4, ["一、甲"], "另一份报告")];
    expect(tellPlaces(two)).toBe(
      "出处：《云泽市2023年法治报告》第一部分 [1][2]；第二部分 [3]；《另一份报告》第一部分 [4]",
    );
    const many = Array.from({ length: 9 }, (_, row) => cite(row + 1, ["一、甲"]));
    expect(tellPlaces(many)).toMatch(/第一部分 \[1\]–\[9\]$/u);
    expect(tellPlaces(Array.from({ length: 9 }, (_, row) => cite(row + 1, [`${row}`])))).toBe("");
  });

  test("tells a title up to its year, without a note behind it", () => {
    expect(tellPlaces([cite(1, [], "云泽市关于2023年度法治政府建设情况的报告")])).toBe(
      "出处：《云泽市关于2023年度…》 [1]",
    );
    expect(tellPlaces([cite(1, [], "云泽市法治报告(2022年)(文内没有标题)")])).toBe(
      "出处：《云泽市法治报告(2022年)》 [1]",
    );
  });

  test("is the only line of its kind that needs no proof", () => {
    const citations = [cite(1, ["三、复议"]), cite(2, ["四、普法"])];
    expect(isPlacesLine(tellPlaces(citations), citations)).toBe(true);
    expect(isPlacesLine(tellPlaces(citations.slice(1)), citations)).toBe(true);
    const lie = "出处：《云泽市2023年法治报告》审结99件 [1]";
    expect(isPlacesLine(lie, citations)).toBe(false);
    expect(verifyFigures(lie, citations, []).filter(({ verified }) => !verified).length).toBeGreaterThan(0);
  });
});
