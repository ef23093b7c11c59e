import { describe, expect, it } from "vitest";
import { askInvented, type InventedReport } from "../../testing/ask-invented.ts";

const report = (text: string): InventedReport => ["南江省沙堤市", 2023, text];

describe("an indicator asked for by its standard name", () => {
  it.each([
    [
      "出庭应诉率98.5%，群众满意度稳步提升。",
      "沙堤市2023年行政机关负责人出庭应诉率是多少？",
      "98.5%（沙堤市，2023年，出庭应诉率）",
    ],
    ["行政复议收案23件。", "沙堤市2023年行政复议申请收到件数是多少？", "23件（沙堤市，2023年，行政复议收案）"],
  ])("is answered where the report's words add nothing to it: %s", async (text, question, lead) => {
    const answer = await askInvented(report(text))(question);
    expect(answer).toMatchObject({ outcome: "answered", lead });
    expect(answer.citations).toHaveLength(1);
    expect(answer.figures.every(({ verified }) => verified)).toBe(true);
  });

  it.each([
    [
      "创成省级民主法治示范村7个。",
      "沙堤市2023年民主法治示范村（社区）个数是多少？",
      /^意思最接近的一项：7个（沙堤市，2023年，.*省级民主法治示范村）/u,
    ],
    [
      "街道综合行政执法队全年办理案件2973宗。",
      "沙堤市2023年综合行政执法办案数是多少？",
      /^意思最接近的一项：2973宗（/u,
    ],
  ])("is told as the nearest, to be checked, where they say more: %s", async (text, question, lead) => {
    const answer = await askInvented(report(text))(question);
    expect(answer.outcome).toBe("partial");
    expect(answer.lead).toMatch(lead);
    expect(answer.answer).toContain("请核对");
  });

  it.each([
    ["of another thing", "各乡镇办理信访事项21件。", "沙堤市2023年行政复议申请收到件数是多少？"],
    ["only planned", "2024年，力争出庭应诉率达到99%。", "沙堤市2023年行政机关负责人出庭应诉率是多少？"],
    ["of something narrower than the name", "出庭应诉率98.5%。", "沙堤市2023年市场监管部门负责人出庭应诉率是多少？"],
  ])("is declined where there is none, or %s", async (_, text, question) => {
    const answer = await askInvented(report(text))(question);
    expect(answer.outcome).toBe("abstained");
  });

  it("is quoted where two figures of it differ", async () => {
    const text = "区政府收到复议申请83件，市局收到复议申请21件。";
    const { lead } = await askInvented(report(text))("沙堤市2023年行政复议申请收到件数是多少？");
    expect(lead).toBe(text);
  });

  it("is not led with what came of a part of it", async () => {
    const text = "共审查规范性文件草案17件次，经审查通过并印发的文件共2件，完成规范性文件备案2件。";
    const { lead } = await askInvented(report(text))("沙堤市2023年审查规范性文件多少件？");
    expect(lead).not.toMatch(/^2件/u);
  });
});
