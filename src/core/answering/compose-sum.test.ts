import { describe, expect, it } from "vitest";
import { createOpenccScriptConverter } from "../../adapters/opencc-script-converter.ts";
import { createSampleSearchable } from "../../testing/sample-library.ts";
import { createAssistant } from "../create-assistant.ts";

const converter = createOpenccScriptConverter();

function ask(question: string) {
  const text =
    "沙堤市2023年度法治政府建设情况报告\n一、接受监督\n承办人大代表建议61件，政协提案52件，满意率99%。" +
    "作出提醒谈话17人次，通报批评4人次。办理涉外和涉侨公证38件。召开党组会议30次，中心组会议9次。\n二、化解争议\n全年受理行政复议申请215件，审结188件。" +
    "行政机关负责人出庭应诉率96.2%，行政败诉率7.1%。";
  const searchable = createSampleSearchable([{ file: "s.txt", region: "南江省沙堤市", year: 2023, text }]);
  const assistant = createAssistant({ current: () => searchable, converter, embedder: null });
  return assistant.answer({ messages: [{ role: "user", content: question }] });
}

describe("composeSum", () => {
  it.each([
    ["沙堤市2023年人大代表建议和政协提案一共多少件？", "合计113件"],
    ["沙堤市2023年提醒谈话和通报批评合计多少人次？", "合计21人次"],
  ])("adds up what is asked for together, each operand cited: %s", async (question, lead) => {
    const answer = await ask(question);
    expect(answer.lead).toContain(lead);
    expect(answer.answer).toMatch(/\d+(?:件|人次) \[1\] \+ .*\d+(?:件|人次) \[1\] = \d+/u);
    expect(answer.figures.every(({ verified }) => verified)).toBe(true);
  });

  it("adds up neither two stages of the same cases nor shares", async () => {
    for (const question of ["沙堤市2023年行政复议受理和审结一共多少件？", "沙堤市2023年出庭应诉率和败诉率一共多少？"]) {
      const answer = await ask(question);
      expect(answer.answer).not.toMatch(/403|103\.3/u);
      expect(answer.lead).not.toMatch(/^合计/u);
    }
  });

  it("leaves alone what the report itself tells as one", async () => {
    const answer = await ask("沙堤市2023年涉外和涉侨公证一共办了多少件？");
    expect(answer.lead).toMatch(/^38件/u);
    expect(answer.outcome).toBe("answered");
  });

  it("names what is not told, and gives no total without it", async () => {
    const answer = await ask("沙堤市2023年党组会议和听证会一共多少次？");
    expect(answer.lead).toContain("听证会没有找到能确认的数据");
    expect(answer.lead).not.toMatch(/^合计/u);
    expect(answer.outcome).toBe("partial");
  });

  it.each([
    ["沙堤市2023年行政复议受理和审结分别多少件？", ["215件", "188件"]],
    ["沙堤市2023年出庭应诉率和败诉率分别是多少？", ["96.2%", "7.1%"]],
  ])("tells each where each is asked for: %s", async (question, told) => {
    const { lead, figures } = await ask(question);
    for (const figure of told) expect(lead).toContain(figure);
    expect(figures.every(({ verified }) => verified)).toBe(true);
  });
});
