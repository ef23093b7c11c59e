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
});
