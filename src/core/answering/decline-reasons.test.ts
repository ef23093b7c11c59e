import { describe, expect, it } from "vitest";
import { createOpenccScriptConverter } from "../../adapters/opencc-script-converter.ts";
import { createSampleSearchable } from "../../testing/sample-library.ts";
import { createAssistant } from "../create-assistant.ts";

const converter = createOpenccScriptConverter();
const report = (year: number, text: string) => ({
  file: `shadi-${year}.txt`,
  region: "南江省沙堤市",
  year,
  text: `沙堤市${year}年度法治政府建设情况报告\n一、规范行政执法\n${text}`,
});
const searchable = createSampleSearchable([
  report(2022, "行政机关负责人出庭应诉率90.2%。"),
  report(
    2023,
    "行政机关负责人出庭应诉率93.1%。各县区出庭应诉率，白梨县为88.6%，苍桐县91.4%。开展普法活动210场。" +
      "全市为农民工追回工资460万元。社区矫正在册对象80人，未发生重新犯罪。全市12个村获评省级民主法治示范村。" +
      "落实《三年行动方案（2023—2025年）》，2024年继续推进。",
  ),
]);
const assistant = createAssistant({ current: () => searchable, converter, embedder: null });
const ask = (content: string) => assistant.answer({ messages: [{ role: "user", content }] });

describe("an answer that declines", () => {
  it.each(["沙堤市2019年行政机关负责人出庭应诉率是多少？", "桐浦市2023年行政机关负责人出庭应诉率是多少？"])(
    "counts no year of its own among the figures that a report has to prove: %s",
    async (question) => {
      const { outcome, answer, figures } = await ask(question);
      expect(outcome).toBe("abstained");
      expect(answer).toContain("目前收录：沙堤");
      expect(figures).toEqual([]);
    },
  );
});

describe("a question that names", () => {
  it("the newest report is answered from it", async () => {
    for (const words of ["今年", "最新的"])
      expect((await ask(`沙堤市${words}行政机关负责人出庭应诉率是多少？`)).lead).toMatch(/^93\.1%（沙堤市，2023年/u);
  });

  it("a part of the place, of which one of its sentences tells, is answered with the sentence", async () => {
    const answer = await ask("苍桐县2023年出庭应诉率是多少？");
    expect(answer.outcome).toBe("answered");
    expect(answer.lead).toBe("91.4%（苍桐县，据沙堤市2023年报告）");
  });

  it("a year without a report is told so, whatever is planned for it", async () => {
    const answer = await ask("沙堤市2024年开展普法活动多少场？");
    expect(answer).toMatchObject({ outcome: "abstained", reason: "year_not_covered" });
    expect(answer.answer).not.toContain("210");
  });

  it("wages got back is about no private person", async () => {
    expect((await ask("沙堤市2023年为农民工追回工资多少？")).lead).toMatch(/^460万元/u);
    expect(await ask("王某工资多少？")).toMatchObject({ reason: "personal_data" });
  });

  it("what there was none of is answered with the words that say so", async () => {
    const answer = await ask("沙堤市2023年社区矫正对象重新犯罪多少人？");
    expect(answer.outcome).toBe("answered");
    expect(answer.lead).toContain("未发生重新犯罪");
    expect(answer.lead).not.toMatch(/^80人/u);
  });

  it("an honour of the nation is not answered with one of the province", async () => {
    expect((await ask("沙堤市2023年全国民主法治示范村")).outcome).toBe("abstained");
  });
});
