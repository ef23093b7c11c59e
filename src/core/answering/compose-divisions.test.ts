import { describe, expect, it } from "vitest";
import { askInvented } from "../../testing/ask-invented.ts";

const ask = askInvented(
  [
    "南江省云泽市",
    2023,
    "全市行政机关负责人出庭应诉率95.2%。各地出庭应诉率，滨河区为97.4%，柳塘区93.1%，石岭县90.8%。部分县区败诉率偏高，石岭县为12.6%，比全市高出4个百分点。滨河区办理案件21件，其中罚款8件。",
  ],
  ["南江省云泽市滨河区", 2023, "全区出庭应诉率97.4%。"],
);

describe("parts of a place that its report tells of", () => {
  it.each(["云泽市2023年各区县出庭应诉率排名", "云泽市2023年哪个区的出庭应诉率最高"])(
    "%s are put in order",
    async (question) => {
      const { lead, citations } = await ask(question);
      expect(lead).toBe("由高到低：滨河区97.4%，柳塘区93.1%，石岭县90.8%（据云泽市2023年报告）");
      expect(citations).toHaveLength(1);
    },
  );

  it("are put in order from the lowest where that is asked", async () => {
    expect((await ask("云泽市2023年哪个县区出庭应诉率最低")).lead).toMatch(/^由低到高：石岭县90\.8%/u);
  });

  it.each([
    ["柳塘区2023年出庭应诉率是多少", "93.1%（柳塘区，据云泽市2023年报告）"],
    ["石岭县2023年败诉率", "12.6%（石岭县，据云泽市2023年报告）"],
    ["柳塘区和石岭县2023年出庭应诉率各多少", "柳塘区93.1%；石岭县90.8%（据云泽市2023年报告）"],
  ])("%s is told by name", async (question, lead) => {
    expect((await ask(question)).lead).toBe(lead);
  });

  it("are told of themselves where they have a report", async () => {
    expect((await ask("滨河区2023年出庭应诉率是多少")).lead).toMatch(/^97\.4%（滨河区，2023年/u);
  });

  it("get no figure of another indicator", async () => {
    expect((await ask("柳塘区2023年败诉率是多少")).lead).not.toContain("12.6");
    expect((await ask("云泽市2023年各区县败诉率排名")).lead).not.toContain("12.6%，");
  });
});
