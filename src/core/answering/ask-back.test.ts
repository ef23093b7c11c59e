import { describe, expect, it } from "vitest";
import { askInvented } from "../../testing/ask-invented.ts";

const ask = askInvented(
  ["南江省云泽市", 2022, "全市行政机关负责人出庭应诉率91.4%。全年地区生产总值812.5亿元。"],
  ["南江省云泽市", 2023, "全市行政机关负责人出庭应诉率95.2%。上半年，检察机关监督立案21件。"],
  ["南江省桃溪县", 2023, "全县行政机关负责人出庭应诉率88.6%。"],
);

describe("a question that asks nothing yet", () => {
  it.each([
    "前一年呢？",
    "这个数字出自哪一段？",
    "哪一年的？",
    "是全年的吗？",
    "原文在哪里？",
    "云泽市",
    "2023年",
    "云泽呢",
  ])("%s is asked back", async (question) => {
    const answer = await ask(question);
    expect(answer).toMatchObject({ outcome: "abstained", reason: "ambiguous", citations: [] });
    expect(answer.lead).toContain("请说明");
  });

  it("is told what there is of the place that it names", async () => {
    expect((await ask("云泽市")).lead).toContain("已收录云泽市2022、2023年的报告");
  });

  it("gives the reports that there are where they are asked for", async () => {
    const answer = await ask("收录了哪些报告？");
    expect(answer.outcome).toBe("answered");
    expect(answer.answer.match(/^- /gmu)).toHaveLength(3);
    expect((await ask("哪些报告公布了出庭应诉率？")).answer).toContain("95.2%");
  });
});

describe("a turn that points back", () => {
  const asked = "云泽市2023年出庭应诉率是多少";
  it.each(["这个数字出自哪一段？", "哪一年的？", "原文在哪里"])("%s gives the answer before it", async (turn) => {
    const answer = await ask(asked, turn);
    expect(answer.lead).toMatch(/^95\.2%（云泽市，2023年/u);
    expect(answer.answer).toContain("出处：");
  });

  it("asks of the year before, by the year that was told", async () => {
    expect((await ask(asked, "前一年呢？")).lead).toMatch(/^91\.4%（云泽市，2022年/u);
    expect((await ask("云泽市出庭应诉率是多少", "前一年呢")).lead).toMatch(/^91\.4%/u);
  });

  it("tells whether a figure is of the whole year", async () => {
    expect((await ask("云泽市2023年检察机关监督立案多少件", "是全年的吗")).lead).toMatch(
      /^不是全年的数：21件（.*上半年/u,
    );
    expect((await ask(asked, "是全年的吗？")).lead).toMatch(/^报告没有写明只是部分时段：95\.2%/u);
  });

  it("is confirmed or denied by the figure before it", async () => {
    expect((await ask(asked, "是不是100%？")).lead).toMatch(/^否，报告所载为95\.2%/u);
  });

  it.each(["跟桃溪县的差多少", "比桃溪县的出庭应诉率高多少"])("%s sets another place beside it", async (turn) => {
    const answer = await ask(asked, turn);
    expect(answer.lead).toContain("高6.6个百分点");
    expect(answer.label).toBe("由多份报告计算");
  });
});

describe("今年 and 去年, which no clock tells", () => {
  it("are told of the newest year, with the years that there are", async () => {
    const answer = await ask("云泽市去年的出庭应诉率是多少");
    expect(answer.lead).toMatch(/^95\.2%（云泽市，2023年/u);
    expect(answer.answer).toContain("目前收录云泽市2022、2023年的报告");
  });

  it("are told of an older one where the newest has nothing", async () => {
    const answer = await ask("去年云泽市地区生产总值是多少");
    expect(answer.lead).toMatch(/^812\.5亿元（云泽市，2022年/u);
    expect(answer.answer).not.toContain("按已收录的最新一年");
  });

  it("leave a comparison with the year before alone", async () => {
    expect((await ask("云泽市2023年出庭应诉率比去年高吗")).answer).not.toContain("没有写明是哪一年");
  });
});
