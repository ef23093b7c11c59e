import { describe, expect, it } from "vitest";
import { bareReport } from "../../testing/bare-library.ts";
import { enumeratedItems } from "./find-items.ts";

function itemsOf(paragraph: string): string[] {
  const report = bareReport("r", paragraph);
  const items = enumeratedItems(report, report.text.indexOf(paragraph) + 1);
  return items.map(({ start, end }) => report.text.slice(start, end));
}

describe("the items of an enumeration", () => {
  it("are whole, whatever marks stand inside them", () => {
    expect(itemsOf("仍有不足：一是应诉方面。出庭不出声；准备不充分。二是宣传方面。形式单一；覆盖不足。")).toEqual([
      "一是应诉方面。出庭不出声；准备不充分。",
      "二是宣传方面。形式单一；覆盖不足。",
    ]);
  });

  it("end with the last one, not with what the paragraph says after it", () => {
    expect(itemsOf("一是抓培训；二是抓督查。以上工作得到群众好评。")).toEqual(["一是抓培训；", "二是抓督查。"]);
  });

  it("are none where nothing is enumerated", () => {
    expect(itemsOf("全年培训执法人员，组织督查。")).toEqual([]);
  });
});
