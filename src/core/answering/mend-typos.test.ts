import { describe, expect, it } from "vitest";
import { askInvented } from "../../testing/ask-invented.ts";
import { soundsAlike } from "../text/sounds-alike.ts";

const ask = askInvented(
  [
    "南江省汐州市",
    2023,
    "全市行政机关负责人出庭应诉率95.2%。调解组织受理纠纷3120件，调解成功率97.6%。滨潮区出庭应诉率90%。",
  ],
  ["南江省汐州市望潮区", 2023, "全区出庭应诉率97.4%。"],
);

describe("one wrong character that sounds like the right one", () => {
  it.each([
    ["汐洲市2023年出庭应诉率是多少", "95.2%（汐州市", "“汐洲市”按“汐州市”理解"],
    ["望朝区2023年出庭应诉率是多少", "97.4%（望潮区", "“望朝区”按“望潮区”理解"],
    ["汐州市2023年调解成攻率是多少", "97.6%（汐州市", "理解"],
    ["汐州市2023年出庭应速率是多少", "95.2%（汐州市", "理解"],
  ])("%s", async (question, lead, note) => {
    const answer = await ask(question);
    expect(answer.lead.startsWith(lead)).toBe(true);
    expect(answer.answer).toContain(note);
  });

  it.each(["惠州市2023年出庭应诉率是多少", "西州区2023年出庭应诉率是多少", "滨朝区2023年出庭应诉率"])(
    "%s names another place",
    async (question) => {
      expect(await ask(question)).toMatchObject({ outcome: "abstained", reason: "region_not_covered" });
    },
  );

  it("is within a term, not where another word begins", async () => {
    expect((await ask("汐州市2023年行政复议收到多少件")).answer).not.toContain("理解");
  });

  it("is told by the order of characters", () => {
    expect(soundsAlike("朝", "潮")).toBe(true);
    expect(soundsAlike("朝", "望")).toBe(false);
  });

  it("says nothing where nothing was mended", async () => {
    expect((await ask("汐州市2023年出庭应诉率是多少")).answer).not.toContain("理解");
  });
});
