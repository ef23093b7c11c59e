import { describe, expect, it } from "vitest";
import { askInvented } from "../../testing/ask-invented.ts";

const ask = askInvented([
  "南江省沙堤市",
  2023,
  "全市212个调解委员会调解纠纷1830件，成功率95.4%，同比少发生纠纷77件。案卷优良率93%，同比增加12卷。" +
    "行政机关负责人出庭应诉率97.1%，比上年提高2.3个百分点。办结行政处罚案件2.31万件，较2022年的2.6万件下降11%。",
]);

describe("which way a figure moved", () => {
  it.each([
    "沙堤市2023年人民调解成功率比去年低吗",
    "沙堤市2023年调解成功率比上年高吗",
    "沙堤市2023年案卷优良率比上年高吗",
  ])("is not read from the move of something else: %s", async (question) => {
    const answer = await ask(question);
    expect(answer.outcome).toBe("partial");
    expect(answer.lead).toContain("没有写明升降");
  });

  it.each([
    ["沙堤市2023年出庭应诉率比上年高吗", "是，报告写的是上升"],
    ["沙堤市2023年行政处罚案件比2022年多吗", "否，报告写的是下降"],
  ])("is read where it stands beside the figure itself: %s", async (question, lead) => {
    expect((await ask(question)).lead.startsWith(lead)).toBe(true);
  });
});
