import { describe, expect, it } from "vitest";
import { askedCount, inlineItems } from "./inline-items.ts";

const read = (text: string, count: number | null = null) =>
  inlineItems(text, count).map(({ start, end }) => text.slice(start, end));

describe("things that a sentence names and counts", () => {
  it.each([
    ["与邻市合作，电子证照、异地立案、容缺受理等三项工作获省里肯定。", ["电子证照", "异地立案", "容缺受理"]],
    ["噪声、占道和停车是反映最集中的三类问题，合计过半。", ["噪声", "占道", "停车"]],
    [
      "确定决策事项3项，分别是码头改造、加装电梯办法和学校布点规划，其中一项听证。",
      ["码头改造", "加装电梯办法", "学校布点规划"],
    ],
    ["将在政务大厅、东门街道、南湖街道设立3个便民点。", []],
    ["在河口镇、南湖街道2个镇街试点。", ["河口镇", "南湖街道"]],
  ])("%s", (text, items) => {
    expect(read(text)).toEqual(items);
  });

  it("are left out where they are not as many as the sentence or the question says", () => {
    expect(read("许可、处罚信息的公示情况、处理情况和疑问数据3项工作排第一。", 3)).toEqual([]);
    expect(read("电子证照、异地立案等两项工作。", 3)).toEqual([]);
  });

  it.each([
    ["哪三项工作获肯定", 3],
    ["是哪2个镇街", 2],
    ["获肯定的是哪些", null],
  ])("%s asks for %s", (question, count) => {
    expect(askedCount(question)).toBe(count);
  });
});
