import { describe, expect, it } from "vitest";
import { askInvented } from "../../testing/ask-invented.ts";

const ask = askInvented([
  "南江省沙堤市",
  2023,
  "全市146个村（社区）82名法律顾问，累计值班3210次，开展法治讲座417场次，接受电话咨询655次。" +
    "沙堤仲裁委员会受理案件388件。检察机关监督立案41件。全市各级人民调解组织受理矛盾纠纷2210件。" +
    "法律援助中心办理案件533件。市政府收到建议意见提案76件。",
]);

describe("a bare yes to a figure of a part of its place", () => {
  it.each([
    ["沙堤市2023年法治讲座417场次对吗", "法律顾问"],
    ["沙堤市2023年接受电话咨询655次吗", "法律顾问"],
    ["沙堤市2023年监督立案41件对吗", "检察机关"],
  ])("is not given where the question does not name it: %s", async (question, actor) => {
    const answer = await ask(question);
    expect(answer.outcome).toBe("partial");
    expect(answer.lead).toContain(`写的是${actor}的：`);
  });

  it.each([
    "沙堤市2023年法律顾问开展法治讲座417场次对吗",
    "沙堤市2023年检察机关监督立案41件对吗",
    "沙堤市2023年人民调解受理矛盾纠纷2210件对吗",
    "沙堤市2023年法律援助案件533件对吗",
  ])("is given where the question names it, or it is whoever does such things: %s", async (question) => {
    const answer = await ask(question);
    expect(answer.outcome).toBe("answered");
    expect(answer.lead).toMatch(/^是，/u);
  });

  it("is no ground for a no either", async () => {
    expect((await ask("沙堤市2023年法治讲座500场次对吗")).lead).not.toMatch(/^否/u);
  });
});
