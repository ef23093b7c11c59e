import { describe, expect, it } from "vitest";
import { askInvented, type InventedReport } from "../../testing/ask-invented.ts";

const SHADI: InventedReport = [
  "南江省沙堤市",
  2023,
  "行政机关负责人出庭应诉率升至98.5%，同比提升3.1个百分点。行政败诉率由上年的7.5%降到6.2%。" +
    "法律援助中心办理法律援助案件430件，比上年增加25件。办理行政处罚案件2100件，较2022年的2500件下降16%。" +
    "全市行政执法案卷优良率为94.3%。公证机构办理公证3000多件。",
];

describe("a move that a question takes for granted", () => {
  it.each([
    ["沙堤市2023年出庭应诉率为什么下降了？", "写的是上升：98.5%"],
    ["沙堤市2023年败诉率为什么上升？", "写的是下降：6.2%"],
    ["沙堤市的行政处罚案件为什么增加这么多？", "写的是下降：2100件"],
    ["沙堤市2023年法律援助案件比上年减少了多少？", "写的是上升：430件"],
    ["沙堤市2023年出庭应诉率比2022年下降了多少？", "写的是上升：98.5%"],
  ])("is corrected first where the report tells the other way: %s", async (question, told) => {
    const answer = await askInvented(SHADI)(question);
    expect(answer.lead).toContain(`报告所载与问题中的说法不同，${told}`);
    expect(answer.citations).toHaveLength(1);
    expect(answer.figures.every(({ verified }) => verified)).toBe(true);
  });

  it.each([
    ["沙堤市2023年出庭应诉率上升了吗？", "是，报告写的是上升：98.5%"],
    ["沙堤市2023年败诉率是不是升高了？", "否，报告写的是下降：6.2%"],
  ])("is confirmed or denied where it is asked: %s", async (question, lead) => {
    expect((await askInvented(SHADI)(question)).lead).toContain(lead);
  });

  it.each([
    ["沙堤市2023年案卷优良率为什么下降？", "所引原文没有写明升降：94.3%"],
    ["沙堤市2023年行政处罚案件比2019年减少了吗？", "所引原文没有与所问的年份相比：2100件"],
  ])("is left open where the report does: %s", async (question, lead) => {
    const answer = await askInvented(SHADI)(question);
    expect(answer.outcome).toBe("partial");
    expect(answer.lead).toContain(lead);
    expect(answer.answer).not.toContain("说法不同");
  });

  it.each(["沙堤市2023年出庭应诉率为什么上升？", "沙堤市怎样提高行政执法效率？", "沙堤市减少了哪些证明事项？"])(
    "is not claimed where it holds, or where nothing is said to have moved: %s",
    async (question) => {
      expect((await askInvented(SHADI)(question)).answer).not.toMatch(/说法不同|没有写明升降|^否/u);
    },
  );

  it("is judged by the last report that has the figure", async () => {
    const earlier: InventedReport = ["南江省沙堤市", 2022, "行政机关负责人出庭应诉率降至95.4%。"];
    const answer = await askInvented(earlier, SHADI)("沙堤市出庭应诉率为什么下降？");
    expect(answer.lead).toMatch(/说法不同，写的是上升：98.5%（沙堤市，2023年/u);
  });
});

describe("an amount that a question names", () => {
  it.each([
    ["沙堤市2023年出庭应诉率是不是98.5%？", "是，报告所载为98.5%"],
    ["沙堤市2023年出庭应诉率是95%吗？", "否，报告所载为98.5%"],
    ["沙堤市2023年败诉率有没有超过7%？", "否，报告所载为6.2%"],
    ["沙堤市2023年败诉率是否超过6%？", "是，报告所载为6.2%"],
    ["沙堤市2023年出庭应诉率为什么只有60%？", "报告所载与问题中的说法不同：98.5%"],
  ])("is confirmed, denied or corrected: %s", async (question, lead) => {
    const answer = await askInvented(SHADI)(question);
    expect(answer.lead).toContain(lead);
    expect(answer.figures.every(({ verified }) => verified)).toBe(true);
  });

  it("is left open where the report's figure is rough", async () => {
    expect((await askInvented(SHADI)("沙堤市2023年公证办理件数超过3100件了吗？")).lead).not.toMatch(/^[是否]，/u);
  });
});

describe("by how much a question says that something moved", () => {
  it.each([
    ["沙堤市2023年出庭应诉率提升了3.1个百分点吗？", /^是，报告写的是上升：98.5%/u],
    ["沙堤市2023年出庭应诉率提升了20个百分点吗？", /^否，报告写的是同比提升3.1个百分点：98.5%/u],
    ["沙堤市2023年出庭应诉率同比提升3.1%对吗？", /^否，报告写的是同比提升3.1个百分点：98.5%/u],
    ["沙堤市2023年败诉率下降了2个百分点吗？", /^报告没有写明所问的幅度：6.2%/u],
  ])("is checked like the way it moved: %s", async (question, lead) => {
    expect((await askInvented(SHADI)(question)).lead).toMatch(lead);
  });
});

describe("what a figure is of", () => {
  const PARTS: InventedReport = [
    "南江省沙堤市",
    2023,
    "1—11月，全市行政机关负责人出庭应诉率100%。全市共有仲裁机构6家。公证机构办理公证3100件。",
  ];

  it.each([
    "沙堤市2023年全年出庭应诉率是100%吗？",
    "沙堤市2023年出庭应诉率是100%吗？",
    "沙堤市2023年出庭应诉率100%对吗？",
  ])("confirms nothing of the whole year where it is a part: %s", async (question) => {
    const answer = await askInvented(PARTS)(question);
    expect(answer.outcome).toBe("partial");
    expect(answer.lead).toContain("部分时段的数：100%");
  });

  it("confirms the part that is asked of, and no other", async () => {
    const ask = askInvented(PARTS);
    expect((await ask("沙堤市2023年1—11月出庭应诉率是100%吗？")).lead).toMatch(/^是，报告所载为100%/u);
    expect((await ask("沙堤市2023年上半年出庭应诉率是100%吗？")).lead).toContain("不是所问时段的数");
  });

  it.each([
    ["沙堤市2023年办理公证3100件对吗？", /^是，报告所载为3100件/u],
    ["沙堤市2023年办理公证42件对吗？", /^否，报告所载为3100件/u],
  ])("is judged where the number stands alone: %s", async (question, lead) => {
    expect((await askInvented(PARTS)(question)).lead).toMatch(lead);
  });

  it("is not judged where it is asked what it is", async () => {
    expect((await askInvented(PARTS)("沙堤市2023年出庭应诉率为98.7%的是什么？")).lead).not.toMatch(/^[是否]，/u);
  });

  it("confirms nothing of a place by one of its departments", async () => {
    const text =
      "南江省沙堤市市场监督管理局2023年度法治政府建设情况报告\n一、应诉\n行政机关负责人出庭应诉率100%。\n沙堤市市场监督管理局\n2024年1月8日";
    const answer = await askInvented(["南江省沙堤市", 2023, text])("沙堤市2023年出庭应诉率是100%吗？");
    expect(answer.lead).not.toMatch(/^是，/u);
  });
});

describe("an amount of a neighbour of the same measure", () => {
  const ask = askInvented([
    "南江省沙堤市",
    2023,
    "办理政协提案52件，满意率93.1%；办理人大代表建议47件，满意率98%。召开党组会议30次，中心组会议9次。",
  ]);

  it.each([
    ["沙堤市2023年政协提案满意率98%对吗？", "否，报告所载为93.1%"],
    ["沙堤市2023年政协提案满意率是98%吗？", "否，报告所载为93.1%"],
    ["沙堤市2023年人大代表建议满意率93.1%吗？", "否，报告所载为98%"],
    ["沙堤市2023年人大代表建议满意率98%吗？", "是，报告所载为98%"],
  ])("is denied with the true one: %s", async (question, lead) => {
    const answer = await ask(question);
    expect(answer.outcome).toBe("answered");
    expect(answer.lead.startsWith(lead)).toBe(true);
  });
});
