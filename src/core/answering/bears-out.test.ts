import { describe, expect, it } from "vitest";
import { askInvented } from "../../testing/ask-invented.ts";

const ask = askInvented([
  "南江省沙堤市",
  2023,
  "行政机关负责人出庭应诉率98.5%。上报1613条意见建议，167条被采纳。行政复议机构共收到申请874件，依法受理791件。" +
    "党政机关外聘法律顾问和公职律师合计527名。法律援助中心办理法律援助案件416件。办结涉侨纠纷61宗，受理仲裁777宗。市级许可压减到213项。",
]);

describe("a bare yes", () => {
  it.each([
    ["沙堤市2023年出庭应诉率98.5%对吗", "是，报告所载为98.5%"],
    ["沙堤市2023年法律援助案件416件对吗", "是，报告所载为416件"],
  ])("is given where the report says all of it: %s", async (question, lead) => {
    const answer = await ask(question);
    expect(answer.outcome).toBe("answered");
    expect(answer.lead.startsWith(lead)).toBe(true);
  });

  it.each([
    "沙堤市2023年上报的1613条意见都被采纳了吗",
    "沙堤市2023年出庭应诉率98.5%是正职的吗",
    "沙堤市2023年出庭应诉率98.5%是全国的吗",
    "沙堤市2023年公职律师527名对吗",
    "沙堤市2023年复议受理874件对吗",
    "沙堤市2023年法律援助案件416件都是农民工吗",
    "沙堤市2023年市级许可压减213项对吗",
  ])("is not given where it says only the number: %s", async (question) => {
    const answer = await ask(question);
    expect(answer.outcome).not.toBe("answered");
    expect(answer.lead).not.toMatch(/^是/u);
  });

  it("is no no by a figure of another thing", async () => {
    expect((await ask("沙堤市2023年777宗都办结了吗")).lead).not.toMatch(/^否/u);
  });
});
