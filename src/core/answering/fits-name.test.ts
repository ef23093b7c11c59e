import { describe, expect, it } from "vitest";
import { askInvented, type InventedReport } from "../../testing/ask-invented.ts";

const report = (text: string): InventedReport => ["南江省沙堤市", 2024, text];

describe("the figure of a lead", () => {
  it("has the standard name that was asked for, not that of its neighbour", async () => {
    const text = "认真办理市人大代表建议52件、政协委员提案73件，满意率97%。";
    const { lead } = await askInvented(report(text))("沙堤市2024年政协提案办理件数是多少？");
    expect(lead).toMatch(/^73件/u);
  });

  it.each([
    ["people trained", "培训乡镇街道执法人员1380人次。", "沙堤市2024年行政执法人员人数是多少？", /^1380/u],
    ["disputes", "各人民调解组织受理纠纷2207件。", "沙堤市2024年人民调解组织个数是多少？", /^2207/u],
    ["reviewed documents", "审查全市规范性文件23件。", "沙堤市2024年制定规范性文件多少件", /^23/u],
    ["one place of several", "部分县区败诉率偏高，白梨区为12.5%。", "沙堤市2024年败诉率是多少", /^12\.5/u],
    ["a single case", "罚款最多的一宗为违建案，罚款27.5万元。", "沙堤市2024年罚款多少", /^27\.5/u],
    ["views of a clip", "“沙堤普法”短视频播放量突破900万次。", "沙堤市2024年普法几场", /900万/u],
    ["what came in", "12345热线受理诉求7310宗。", "沙堤市2024年12345热线办结多少件", /^7310/u],
    ["this year", "出庭应诉率91.5%。", "沙堤市出庭应诉率上年是多少", /^91\.5/u],
    ["several of which one is told", "入选案例是全省4个典型案例之一。", "沙堤市入选典型案例几个", /^4个/u],
  ])("is not of %s", async (_, text, question, wrong) => {
    const { outcome, lead } = await askInvented(report(text))(question);
    expect(lead).not.toMatch(wrong);
    expect(outcome).not.toBe("answered");
  });
});

describe("a number of a question", () => {
  it.each(["沙堤市罚没款2016.5万元都是交通领域吗", "沙堤市2018件不予处罚都是企业吗"])(
    "with a decimal point or a unit is no year: %s",
    async (question) => {
      const { reason } = await askInvented(report("罚没款2016.5万元，不予处罚2018件。"))(question);
      expect(reason).not.toBe("year_not_covered");
    },
  );
});
