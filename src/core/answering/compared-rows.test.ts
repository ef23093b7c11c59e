import { describe, expect, it } from "vitest";
import { askInvented } from "../../testing/ask-invented.ts";

const ask = askInvented(
  [
    "南江省沙堤市",
    2022,
    "行政机关负责人出庭应诉率为90.3%。部分地区的情况见下表。\n表1 2022年部分县（区）行政应诉情况\n" +
      "地区|一审案件（件）|负责人出庭应诉率（%）\n云岭区|86|92.4\n石桥县|31|85.6",
  ],
  ["南江省沙堤市", 2023, "行政机关负责人出庭应诉率升至94.1%。各地出庭应诉率，云岭区为96.2%，石桥县89.9%。"],
);

describe("two years of a part that only its city's reports tell of", () => {
  it.each([
    ["石桥县2022年和2023年出庭应诉率对比", "石桥县（2022年）85.6%；石桥县（2023年）89.9%"],
    ["云岭区2022和2023年出庭应诉率", "云岭区（2022年）92.4%；云岭区（2023年）96.2%"],
  ])("are both told, a table's row and a sentence's item: %s", async (question, lead) => {
    const answer = await ask(question);
    expect(answer.lead).toBe(lead);
    expect(answer.figures.every(({ verified }) => verified)).toBe(true);
  });

  it("are told from the table alone where one year is asked for", async () => {
    expect((await ask("石桥县2022年出庭应诉率多少")).lead).toMatch(/^85\.6%/u);
    expect((await ask("沙堤市2022年和2023年出庭应诉率")).lead).toBe("沙堤市（2022年）90.3%；沙堤市（2023年）94.1%");
  });
});
