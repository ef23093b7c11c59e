import { describe, expect, it } from "vitest";
import { askInvented } from "../../testing/ask-invented.ts";

const ask = askInvented([
  "南江省沙堤市",
  2023,
  "发出行政复议意见建议书7份，实质性化解率达95%。1—11月，热线受理诉求5361宗，办结率98.7%。全年办理政协提案42件、人大代表建议43件。",
]);

describe("figures of what was asked", () => {
  it("answer two things asked for at once only where the sentence is about both", async () => {
    expect((await ask("沙堤市2023年行政复议收到和受理各多少")).outcome).toBe("abstained");
    expect((await ask("沙堤市2023年政协提案和人大代表建议各办理多少件")).answer).toMatch(/42件.*43件/u);
  });

  it.each([
    ["沙堤市2023年热线办结率98.7%是全年的吗", /部分时段的数：98\.7%/u],
    ["沙堤市2023年实质性化解率达95%是全年的吗？", /^报告没有写明只是部分时段：(?!是)/u],
  ])("are confirmed as of the whole year only where the report says so: %s", async (question, lead) => {
    expect((await ask(question)).lead).toMatch(lead);
  });

  it("are not given as anything that a noun at the end asks for", async () => {
    expect((await ask("沙堤市2023年法律援助受理案件")).outcome).toBe("abstained");
  });

  it("are no rank among others than those asked of, no move of a rank, and not of all where the new ones are asked for", async () => {
    const ranked = askInvented([
      "南江省沙堤市云岭区",
      2023,
      "在全市法治建设考核中排名第4，比上年前进6位。省级民主法治示范村累计31个，其中当年新命名5个；全国民主法治示范村3个。",
    ]);
    expect((await ranked("云岭区2023年全市排名第几")).lead).toMatch(/^第4/u);
    expect((await ranked("云岭区2023年全省排名第几")).outcome).not.toBe("answered");
    expect((await ranked("云岭区2023年考核第6对吗")).lead).not.toMatch(/^否，报告所载为6位/u);
    expect((await ranked("云岭区2023年新命名全国民主法治示范村几个")).lead).not.toMatch(/3个/u);
  });
});
