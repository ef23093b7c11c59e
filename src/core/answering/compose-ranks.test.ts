import { describe, expect, it } from "vitest";
import { askInvented, type InventedReport } from "../../testing/ask-invented.ts";

const SHADI: InventedReport = [
  "南江省沙堤市",
  2023,
  "营商环境综合评价位居全省第五。商标保护工作排名全省第三。行政执法案卷质量连续两年居全省前列。",
];
const WANGCHAO: InventedReport = [
  "南江省望潮市",
  2023,
  "营商环境综合评价位居全省第二。在全省普法工作考核中，排名第七。",
];

describe("the rank of a place", () => {
  it.each([
    ["沙堤市的营商环境排名怎么样？", "营商环境综合评价位居全省第五（沙堤市，2023年）"],
    ["沙堤市2023年商标保护工作排名", "商标保护工作排名全省第三（沙堤市，2023年）"],
    ["沙堤市行政执法案卷质量排名如何？", "行政执法案卷质量连续两年居全省前列（沙堤市，2023年）"],
  ])("is that of what was asked: %s", async (question, lead) => {
    const answer = await askInvented(SHADI, WANGCHAO)(question);
    expect(answer).toMatchObject({ outcome: "answered", lead });
    expect(answer.citations).toHaveLength(1);
    expect(answer.figures.every(({ verified }) => verified)).toBe(true);
  });

  it("is not told of anything else", async () => {
    const answer = await askInvented(SHADI, WANGCHAO)("沙堤市的群众满意度排名怎么样？");
    expect(answer).toMatchObject({ outcome: "abstained", reason: "no_evidence" });
    expect(answer.answer).toContain("其他排名（不是所问的）");
  });

  it("is not told of other contestants than those asked for", async () => {
    const answer = await askInvented(SHADI)("沙堤市营商环境全国排名怎么样？");
    expect(answer.outcome).toBe("abstained");
    expect(answer.lead).not.toContain("第五");
  });

  it("is told as something near where only a part of it is ranked", async () => {
    const part: InventedReport = ["南江省沙堤市", 2023, "在全省营商环境评价中，“开办企业”指标列全省第4位。"];
    const answer = await askInvented(part)("沙堤市的营商环境排名怎么样？");
    expect(answer.outcome).toBe("partial");
    expect(answer.lead).toMatch(/^相关的排名，请核对是不是所问的：.*“开办企业”指标列全省第4位/u);
  });
});

describe("ranks side by side", () => {
  it("are compared where the same was ranked, the lower number first", async () => {
    const answer = await askInvented(SHADI, WANGCHAO)("沙堤市和望潮市谁的营商环境排名更高？");
    expect(answer).toMatchObject({ outcome: "answered", label: "由多份报告计算" });
    expect(answer.lead).toBe("名次由前到后：望潮市（2023年）第二；沙堤市（2023年）第五");
    expect(answer.figures.filter(({ verified }) => !verified)).toEqual([]);
  });

  it.each<[string, InventedReport, string]>([
    ["another thing", ["南江省望潮市", 2023, "营商环境满意度评价位居全省第二。"], "望潮市（2023年）"],
    ["another year", ["南江省望潮市", 2022, "营商环境综合评价位居全省第二。"], "年份不同，不作比较"],
    [
      "other contestants",
      ["南江省望潮市", 2023, "营商环境综合评价位居全国第二。"],
      "排名范围不同（全省、全国），不作比较",
    ],
  ])("are not compared with the rank of %s", async (_, other, told) => {
    const answer = await askInvented(SHADI, other)("沙堤市和望潮市谁的营商环境排名靠前？");
    expect(answer.answer).toContain(told);
    expect(answer.answer).not.toContain("由前到后");
    expect(answer.lead).not.toContain("由前到后");
  });

  it("say where a report tells none", async () => {
    const answer = await askInvented(SHADI, WANGCHAO)("沙堤市和望潮市谁的商标保护工作排名靠前？");
    expect(answer.outcome).toBe("partial");
    expect(answer.answer).toContain("未查到 | — |");
  });
});
