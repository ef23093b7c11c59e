import { describe, expect, it } from "vitest";
import { askInvented } from "../../testing/ask-invented.ts";

const ask = askInvented([
  "南江省沙堤市",
  2023,
  "举办行政应诉培训6场。开展规范性文件业务培训4次，行政执法培训12次。培训乡镇执法人员880人次。" +
    "全年处理行政执法投诉37件。办理12315平台消费投诉1.83万件。开展普法活动610场。",
]);

describe("a figure narrower than was asked", () => {
  it("is told with the others that are just as narrow", async () => {
    const answer = await ask("沙堤市2023年培训几场？");
    expect(answer.outcome).toBe("partial");
    expect(answer.lead).toMatch(/没有一项恰是所问的：.*6场/u);
    for (const figure of ["6场", "4次", "12次"]) expect(answer.answer).toContain(figure);
    expect(answer.figures.every(({ verified }) => verified)).toBe(true);
    expect((await ask("沙堤市2023年投诉多少件？")).lead).not.toMatch(/^37件/u);
  });

  it.each([
    ["沙堤市2023年行政应诉培训几场？", "6场"],
    ["沙堤市2023年行政执法投诉处理多少件？", "37件"],
    ["沙堤市2023年普法活动多少场？", "610场"],
    ["沙堤市2023年培训多少人次？", "880人次"],
  ])("is the answer where it is asked for, or has no other beside it: %s", async (question, lead) => {
    expect((await ask(question)).lead.startsWith(lead)).toBe(true);
  });
});
