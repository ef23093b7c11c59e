import { describe, expect, it } from "vitest";
import { askInvented, type InventedReport } from "../../testing/ask-invented.ts";

const rate = (figure: string) => `行政机关负责人出庭应诉率为${figure}。`;
const SHADI: InventedReport = ["南江省沙堤市", 2023, rate("98.5%")];
const WANGCHAO: InventedReport = ["南江省望潮市", 2023, rate("91.2%")];
const EARLIER: InventedReport = ["南江省沙堤市", 2022, "定期组织行政机关负责人出庭应诉和旁听庭审，增强法治观念。"];

describe("places and years side by side", () => {
  it.each([
    ["沙堤市和望潮市2023年出庭应诉率哪个高？", "沙堤市（2023年）98.5%，高于望潮市（2023年）91.2%"],
    ["望潮市和沙堤市2023年出庭应诉率谁更低？", "望潮市（2023年）91.2%，低于沙堤市（2023年）98.5%"],
    ["2023年沙堤市出庭应诉率比望潮市高多少？", "沙堤市（2023年）98.5%，比望潮市（2023年）91.2%高7.3个百分点"],
  ])("are compared where that is asked: %s", async (question, lead) => {
    const answer = await askInvented(SHADI, WANGCHAO)(question);
    expect(answer).toMatchObject({ outcome: "answered", lead, label: "由多份报告计算" });
    expect(answer.coverage).toEqual({ reports: 2, disclosed: 2, undisclosed: 0 });
    expect(answer.figures.filter(({ verified }) => !verified)).toEqual([]);
    expect(answer.citations).toHaveLength(2);
  });

  it.each([
    "2023年望潮市的出庭应诉率为什么比沙堤市高？",
    "2023年望潮市出庭应诉率比沙堤市高多少？",
    "2023年沙堤市出庭应诉率是不是比望潮市低？",
  ])("correct a question that has it the other way round: %s", async (question) => {
    const answer = await askInvented(SHADI, WANGCHAO)(question);
    expect(answer.lead).toMatch(/^报告所载与问题中的说法不同：沙堤市（2023年）98.5%，/u);
    expect(answer.figures.filter(({ verified }) => !verified)).toEqual([]);
  });

  it.each(["2023年沙堤市的出庭应诉率为什么比望潮市高？", "沙堤市和望潮市2023年出庭应诉率谁更低？"])(
    "correct nothing where the question has it right, or says nothing: %s",
    async (question) => {
      expect((await askInvented(SHADI, WANGCHAO)(question)).answer).not.toContain("说法不同");
    },
  );

  it("correct no question that only asks by how much", async () => {
    const aid = (count: string) => `全年办理法律援助案件${count}。`;
    const ask = askInvented(["南江省沙堤市", 2022, aid("420件")], ["南江省沙堤市", 2023, aid("630件")]);
    const { lead } = await ask("沙堤市2023年法律援助案件比2022年增加多少？");
    expect(lead).toBe("沙堤市（2023年）630件，比沙堤市（2022年）420件多210件");
  });

  it("show the difference with both operands and their markers", async () => {
    const { answer } = await askInvented(SHADI, WANGCHAO)("沙堤市和望潮市2023年出庭应诉率相差多少？");
    expect(answer).toContain("相差：沙堤市（2023年）98.5% [1] − 望潮市（2023年）91.2% [2] = 7.3个百分点");
  });

  it("show how many times one is the other", async () => {
    const aid = (count: string) => `全年办理法律援助案件${count}。`;
    const ask = askInvented(["南江省沙堤市", 2023, aid("630件")], ["南江省望潮市", 2023, aid("420件")]);
    const { answer, lead } = await ask("2023年沙堤市的法律援助案件是望潮市的几倍？");
    expect(answer).toContain("倍数：沙堤市（2023年）630件 [1] ÷ 望潮市（2023年）420件 [2] = 1.5倍");
    expect(lead).toBe("沙堤市（2023年）630件，是望潮市（2023年）420件的1.5倍");
  });

  it.each(["沙堤市和望潮市2023年的出庭应诉率", "沙堤市、望潮市2023年出庭应诉率分别是多少？"])(
    "are only told where nothing more is asked: %s",
    async (question) => {
      const answer = await askInvented(SHADI, WANGCHAO)(question);
      expect(answer).toMatchObject({ label: "原文摘录", lead: "沙堤市（2023年）98.5%；望潮市（2023年）91.2%" });
      expect(answer.answer).toMatch(/\| 沙堤市（2023年） \| 98\.5% \[1\] \| [^|]*98\.5%[^|]* \[1\] \|/u);
      expect(answer.answer).not.toMatch(/由高到低|相差/u);
    },
  );

  it("never take another year's figure or a sentence without one", async () => {
    const answer = await askInvented(SHADI, EARLIER)("沙堤市2023年和2022年出庭应诉率哪个高？");
    expect(answer).toMatchObject({
      outcome: "partial",
      lead: "沙堤市（2023年）98.5%；沙堤市（2022年）未披露",
      label: "原文摘录",
      coverage: { reports: 2, disclosed: 1, undisclosed: 1 },
    });
    expect(answer.answer).toContain("| 沙堤市（2022年） | 未披露 | — |");
  });

  it("say which place or year has no report", async () => {
    const ask = askInvented(SHADI, WANGCHAO);
    const other = await ask("沙堤市和佛山市2023年出庭应诉率哪个高？");
    expect(other.answer).toContain("| 佛山市（2023年） | 未收录 | — |");
    const year = await ask("沙堤市2023年和2021年出庭应诉率哪个高？");
    expect(year.answer).toContain("| 沙堤市（2021年） | 未收录 | — |");
    for (const { outcome, figures } of [other, year]) {
      expect(outcome).toBe("partial");
      expect(figures.every(({ verified }) => verified)).toBe(true);
    }
  });

  it.each<[string, string, string, string, RegExp]>([
    ["periods", "1—11月，受理行政复议案件300件。", "受理行政复议案件420件。", "受理行政复议案件多少件", /时段不同/u],
    ["units", "受理法律援助案件300件。", "受理法律援助案件420人次。", "受理法律援助案件", /单位不同（件、人次）/u],
    ["acts", "收到行政复议案件300件。", "受理行政复议案件420件。", "收到行政复议案件多少件", /口径不同/u],
    ["qualifiers", "受理行政复议案件超300件。", "受理行政复议案件420件。", "受理行政复议案件多少件", /约数/u],
  ])("are not ranked where their %s differ", async (_, one, other, asked, reason) => {
    const ask = askInvented(["南江省沙堤市", 2023, one], ["南江省望潮市", 2023, other]);
    for (const compares of ["哪个多", "相差多少"]) {
      const answer = await ask(`沙堤市和望潮市2023年${asked}，${compares}？`);
      expect(answer.answer).not.toMatch(/由多到少|相差：/u);
      expect(answer.lead).not.toMatch(/多于|比/u);
      expect(answer.label).toBe("原文摘录");
      if (answer.answer.includes("| 望潮市（2023年） | 420")) expect(answer.answer).toMatch(reason);
    }
  });

  it("are not ranked by number of cases where one place is a city and one a district", async () => {
    const text = (count: number) => `受理行政复议案件${count}件。`;
    const ask = askInvented(["广东省江门市", 2023, text(812)], ["广东省江门市江海区", 2023, text(64)]);
    const answer = await ask("江门市和江海区2023年受理行政复议案件哪个多？");
    expect(answer.answer).toContain("层级不同（市级、县级），不作排名和计算。");
    expect(answer).toMatchObject({ label: "原文摘录", lead: "江门市（2023年）812件；江海区（2023年）64件" });
  });

  it("do not take a plan for a result", async () => {
    const ask = askInvented(SHADI, ["南江省望潮市", 2023, "下一步，力争行政机关负责人出庭应诉率达到100%。"]);
    const answer = await ask("沙堤市和望潮市2023年出庭应诉率哪个高？");
    expect(answer.lead).toBe("沙堤市（2023年）98.5%；望潮市（2023年）未披露");
  });

  it("answer a change from the report that tells it", async () => {
    const told = "行政复议收案301件，比上年增长12%。";
    const ask = askInvented(["南江省沙堤市", 2023, told], ["南江省沙堤市", 2022, "行政复议收案215件。"]);
    const { answer } = await ask("沙堤市2023年行政复议收案比2022年增长了多少？");
    expect(answer).not.toContain("86件");
    expect(answer).toContain("12%");
  });

  it("do not make up a change of one figure alone", async () => {
    const answer = await askInvented(SHADI)("沙堤市2023年出庭应诉率比2022年提高了多少？");
    expect(answer.outcome).toBe("abstained");
  });
});

describe("several indicators of several places", () => {
  const first: InventedReport = [
    "南江省沙堤市",
    2023,
    "行政复议机构收到复议申请120件，受理行政复议案件102件，审结行政复议案件97件。",
  ];
  const second: InventedReport = ["南江省望潮市", 2023, "全年受理行政复议案件88件。定期组织旁听庭审。"];

  it("are a table, a citation a cell, and say what is not disclosed", async () => {
    const answer = await askInvented(first, second)("沙堤市和望潮市2023年的行政复议受理数和办结数各是多少？");
    expect(answer.answer).toContain("| 报告 | 行政复议受理数 | 办结数 |");
    expect(answer.answer).toContain("| 沙堤市（2023年） | 102件 [1] | 97件 [1] |");
    expect(answer.answer).toContain("| 望潮市（2023年） | 88件 [2] | 未披露 |");
    expect(answer.citations).toHaveLength(2);
    expect(answer.figures.filter(({ verified }) => !verified)).toEqual([]);
  });

  it("are no table of all by all where each place was asked for its own", async () => {
    const ask = askInvented(first, ["南江省望潮市", 2023, "公证机构办理公证2860件。"]);
    const { answer } = await ask("沙堤市2023年的行政复议受理数与望潮市2023年的公证办理件数分别是多少？");
    expect(answer).toContain("2860件");
    expect(answer).toContain("102件");
    expect(answer).not.toContain("未披露");
  });

  it("have a row for each year", async () => {
    const earlier: InventedReport = ["南江省沙堤市", 2022, "受理行政复议案件61件，审结行政复议案件55件。"];
    const { answer } = await askInvented(
      first,
      earlier,
    )("沙堤市2022年和2023年的行政复议受理件数、审结件数分别是多少？");
    expect(answer).toContain("| 沙堤市（2022年） | 61件 [1] | 55件 [1] |");
    expect(answer).toContain("| 沙堤市（2023年） | 102件 [2] | 97件 [2] |");
  });
});
