import { describe, expect, it } from "vitest";
import { askInvented } from "../../testing/ask-invented.ts";

/** Asks invented reports of 2023, a paragraph a place. */
const asking = (texts: Readonly<Record<string, string>>) =>
  askInvented(...Object.entries(texts).map(([region, text]) => [region, 2023, text] as const));

const rate = (figure: string) => `行政机关负责人出庭应诉率为${figure}。`;
const THREE = {
  南江省沙堤市: rate("98.5%"),
  南江省望潮市: rate("91.2%"),
  南江省青溪市: "定期组织行政机关负责人出庭应诉。",
};

describe("coverage of an indicator", () => {
  it("puts no part of a place in order with the whole", async () => {
    const { lead } = await asking({ 南江省沙堤市: rate("96.3%"), 南江省沙堤市望潮区: rate("98.5%") })(
      "哪个地方的出庭应诉率最高？",
    );
    expect(lead).toMatch(/^不作排名（有的地区包含另一个）/u);
  });

  it.each([
    "各地出庭应诉率是多少？",
    "哪些地方公布了出庭应诉率？",
    "一共有几份报告披露了出庭应诉率？",
    "哪些报告没有披露出庭应诉率？",
    "出庭应诉率是多少？",
    "三份报告里各地的出庭应诉率",
  ])("is told with a row for each report that discloses it: %s", async (question) => {
    const answer = await asking(THREE)(question);
    expect(answer).toMatchObject({ outcome: "answered", coverage: { reports: 3, disclosed: 2, undisclosed: 1 } });
    expect(answer.answer).toContain("已收录 3 份，2 份披露该指标，1 份未披露");
    expect(answer.answer).toContain("| 沙堤市（2023年） | 98.5% [1] |");
    expect(answer.answer).toContain("| 望潮市（2023年） | 91.2% [2] |");
    expect(answer.answer).toContain("| 青溪市（2023年） | 未披露 | — |");
    expect(answer.figures.every(({ verified }) => verified)).toBe(true);
  });

  it("ranks where that is asked and all may be compared", async () => {
    const answer = await asking(THREE)("2023年哪个市的出庭应诉率最高？");
    expect(answer.label).toBe("由多份报告计算");
    expect(answer.lead).toBe("沙堤市（2023年）98.5%，高于望潮市（2023年）91.2%");
  });

  it("ranks nothing where years differ, nor by one report alone, and says why", async () => {
    const ask = asking({ 南江省沙堤市: rate("98.5%"), 南江省望潮市: "定期组织旁听庭审。" });
    const one = await ask("哪里的出庭应诉率最高？");
    expect(one.lead).toBe("不作排名（只有一份报告载有这项数据）：沙堤市（2023年）98.5%");
    expect(one.answer).toContain("| 望潮市（2023年） | 未披露 | — |");
  });

  it("shows a sentence to look at where a report words it otherwise, and counts it for neither side", async () => {
    const ask = asking({
      南江省沙堤市: "公证机构办理公证3120件。",
      南江省望潮市: "公证机构办理公证2860件。",
      南江省青溪市: "公证处全年办理涉外公证75件。",
    });
    const { answer, coverage, label } = await ask("哪个地方办理公证最多？");
    expect(answer).toMatch(/\| 青溪市（2023年） \| 见原文 \[\d\] \|/u);
    expect(answer).not.toContain("由多到少");
    expect(coverage).toMatchObject({ reports: 3, undisclosed: 0 });
    expect(label).toBe("原文摘录");
  });

  it("lists an indicator without a standard name where most or least is asked", async () => {
    const ask = asking({
      南江省沙堤市: "全年拆除违规广告牌38处。",
      南江省望潮市: "持续规范户外广告。",
      南江省青溪市: "召开工作推进会。",
    });
    const { answer, lead, outcome } = await ask("哪里的违规广告牌拆得最多？");
    expect(outcome).toBe("partial");
    expect(lead).toContain("不作排名");
    expect(answer).toContain("| 沙堤市（2023年） | 见原文 [1] | 全年拆除违规广告牌38处。 [1] |");
    expect(answer).toContain("| 望潮市（2023年） | 未查到 | — |");
  });

  it.each([
    ["哪个地方的幼儿园最多？", "没有找到能回答这个问题的内容"],
    ["哪里最多？", "问题没有说明比较哪一项数据"],
  ])("answers %s with no report's sentence", async (question, told) => {
    const answer = await asking(THREE)(question);
    expect(answer.outcome).toBe("abstained");
    expect(answer.lead).toContain(told);
  });

  it("does not count plans, nor figures of another place", async () => {
    const ask = asking({
      ...THREE,
      南江省云岭市: "下一步，力争行政机关负责人出庭应诉率达到100%。",
      南江省河湾市: "全省行政机关负责人出庭应诉率为88%。",
    });
    const { coverage, answer } = await ask("各地出庭应诉率是多少？");
    expect(coverage).toEqual({ reports: 5, disclosed: 2, undisclosed: 3 });
    expect(answer).not.toMatch(/100%|88%/u);
  });

  it("counts nothing where no standard indicator is named", async () => {
    const ask = asking({ 南江省沙堤市: "涉企行政处罚案件12件。", 南江省望潮市: "行政处罚案件340件。" });
    const { coverage, answer } = await ask("各地涉企行政处罚案件有多少件？");
    expect(coverage).toBeUndefined();
    expect(answer).not.toContain("份披露");
  });

  it("lists twenty and says how many more there are", async () => {
    const names = [..."甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"].map((name) => `南江省${name}水市`);
    const ask = asking(Object.fromEntries(names.map((name, row) => [name, rate(`${70 + row}%`)])));
    const { answer, coverage } = await ask("各地出庭应诉率是多少？");
    expect(coverage).toEqual({ reports: 22, disclosed: 22, undisclosed: 0 });
    expect(answer.match(/^\| .水市（/gmu)).toHaveLength(20);
    expect(answer).toContain("表中列出 20 份，另有 2 份未列出");
  });
});

describe("a question that names no place", () => {
  it.each(["2023年出庭应诉率是多少？", "2023年出庭应诉率多少", "2023年各报告出庭应诉率对比"])(
    "is answered by all reports of its year that disclose it: %s",
    async (question) => {
      const ask = askInvented(
        ["南江省沙堤市", 2023, rate("98.5%")],
        ["南江省望潮市", 2023, rate("91.2%")],
        ["南江省青溪市", 2022, rate("77%")],
      );
      const { answer, lead, coverage } = await ask(question);
      expect(lead).toBe("沙堤市（2023年）98.5%；望潮市（2023年）91.2%");
      expect(answer).not.toContain("77%");
      expect(coverage).toEqual({ reports: 2, disclosed: 2, undisclosed: 0 });
    },
  );

  it("is answered by all that tell it in its very words where it has no standard name", async () => {
    const ask = asking({
      南江省沙堤市: "全市拆除违规广告牌38处。",
      南江省望潮市: "全市拆除违规广告牌51处。",
      南江省青溪市: "召开工作推进会。",
    });
    const { lead } = await ask("2023年拆除违规广告牌多少处？");
    expect(lead).toBe("沙堤市（2023年）38处；望潮市（2023年）51处");
  });

  it("leaves out the places that it names so, and says so", async () => {
    const answer = await asking({ ...THREE, 南江省云岭市: rate("100%") })("除了云岭市，哪里的出庭应诉率最高？");
    expect(answer.lead).toBe("沙堤市（2023年）98.5%，高于望潮市（2023年）91.2%");
    expect(answer.answer).toContain("不含云岭市");
  });

  it.each([
    ["哪些地方出庭应诉率没有达到98%？", "符合所问条件的：望潮市（2023年）91.2%"],
    ["谁的出庭应诉率超过98%？", "符合所问条件的：沙堤市（2023年）98.5%"],
    ["谁的出庭应诉率低于50%？", "披露该指标的 2 份中没有符合所问条件的"],
  ])("lists those that keep its bound: %s", async (question, lead) => {
    const answer = await asking(THREE)(question);
    expect(answer.lead).toBe(lead);
    expect(answer.answer).toContain("| 青溪市（2023年） | 未披露 | — |");
  });
});

describe("an indicator", () => {
  it("is not another one of which only a word is the same", async () => {
    const ask = asking({
      南江省沙堤市: "12345热线满意率94%。",
      南江省望潮市: "办理人大代表建议32件，满意率99%。",
    });
    const { answer, coverage } = await ask("哪几份报告披露了12345满意率？");
    expect(coverage).toEqual({ reports: 2, disclosed: 1, undisclosed: 1 });
    expect(answer).not.toContain("99%");
  });

  it("is never told as undisclosed where a report may word it otherwise", async () => {
    const ask = asking({
      南江省沙堤市: "全市村（社区）法律顾问67名。",
      南江省望潮市: "34名律师担任138个行政村的法律顾问。",
    });
    const { answer, coverage } = await ask("哪些报告披露了村居法律顾问人数？");
    expect(answer).toContain("| 望潮市（2023年） | 见原文");
    expect(coverage).toEqual({ reports: 2, disclosed: 1, undisclosed: 0 });
  });
});

describe("a premise that a report contradicts", () => {
  const ask = asking({
    南江省沙堤市: `${rate("98.5%")}全市共有村（社区）法律顾问67名。`,
    南江省望潮市: "定期组织行政机关负责人出庭应诉。",
  });

  it.each([
    ["为什么沙堤市2023年出庭应诉率跌破六成？", "98.5%"],
    ["沙堤市2023年出庭应诉率不到90%是怎么回事？", "98.5%"],
    ["沙堤市2023年法律顾问全撤了吗？", "67名"],
  ])("is corrected first: %s", async (question, figure) => {
    const answer = await ask(question);
    expect(answer.lead).toMatch(new RegExp(`^报告所载与问题中的说法不同：${figure}（沙堤市，2023年`, "u"));
    expect(answer.figures.every(({ verified }) => verified)).toBe(true);
  });

  it.each([
    "沙堤市2023年出庭应诉率超过九成了吗？",
    "沙堤市2023年出庭应诉率不到99%吗？",
    "望潮市2023年出庭应诉率跌破六成了吗？",
    "沙堤市2023年部分法律顾问全撤了吗？",
    "2023年出庭应诉率跌破六成了吗？",
  ])("is left where it holds, or where nothing is sure: %s", async (question) => {
    expect((await ask(question)).answer).not.toContain("说法不同");
  });
});
