import { describe, expect, it } from "vitest";
import { createOpenccScriptConverter } from "../../adapters/opencc-script-converter.ts";
import { buildLibrary } from "../build-library.ts";
import { createAssistant } from "../create-assistant.ts";
import { createSearchableLibrary } from "../search/searchable-library.ts";

const converter = createOpenccScriptConverter();

/** What a report of 江门市 of 2023 with these paragraphs answers, read and searched as any other. */
async function ask(body: string, question: string) {
  const raw = `江门市2023年法治政府建设情况报告\n一、依法行政全面推进\n全市依法行政能力进一步增强，营商环境持续优化。\n${body}\n`;
  const known = { region: "广东省江门市", year: 2023 };
  const source = { id: "r", file: "r.txt", raw, known, digest: "d" };
  const { library } = await buildLibrary([source], { converter, embedder: null, builtAt: "2026-01-01T00:00:00.000Z" });
  const searchable = createSearchableLibrary(library, null, converter);
  const assistant = createAssistant({ current: () => searchable, converter, embedder: null });
  return assistant.answer({ messages: [{ role: "user", content: question }] });
}

const RATE = "江门市2023年行政机关负责人出庭应诉率是多少？";

describe("a figure that is no result of the place and year", () => {
  it.each([
    "全市行政机关负责人出庭应诉率力争达到100%。",
    "行政机关负责人出庭应诉率要达到96%以上。",
    "强化督促，确保行政机关负责人出庭应诉率达到97%。",
    "行政机关负责人出庭应诉率预计达到94%。",
    "行政机关负责人出庭应诉率应当达到93%。",
    "根据《三年行动方案》，行政机关负责人出庭应诉率须达100%。",
    "省要求行政机关负责人出庭应诉率不低于90%。",
    "行政机关负责人出庭应诉率并未达到83%。",
    "全年未发生行政机关负责人出庭应诉率低于80%的情形。",
    "全省行政机关负责人出庭应诉率为91%。我市排名靠后。",
    "梅州市行政机关负责人出庭应诉率为77%，值得我市学习。",
    "与上年同期行政机关负责人出庭应诉率82%相比，今年有所好转。",
  ])("is shown as the nearest sentence only: %s", async (sentence) => {
    const answer = await ask(`（一）加强应诉工作。\n${sentence}`, RATE);
    expect(answer).toMatchObject({ outcome: "abstained", reason: "not_disclosed" });
    expect(answer.answer).toContain("最接近的原文（未必是答案）");
    expect(answer.citations[0]?.quote).toMatch(/\d+%/u);
  });

  it.each([
    "行政机关负责人出庭应诉率9 8.5%。",
    "行政机关负责人出庭应诉率1(yī)8%。",
    "行政机关负责人出庭应诉率9 .85 3%。",
  ])("is shown as the nearest sentence only, cut in two as it is: %s", async (sentence) => {
    expect(await ask(`（一）加强应诉工作。\n${sentence}`, RATE)).toMatchObject({ outcome: "abstained" });
  });

  it("stands back behind the result", async () => {
    const body = "全省行政机关负责人出庭应诉率为91%。我市行政机关负责人出庭应诉率从70%提高到89.5%。明年要达到95%以上。";
    expect((await ask(body, RATE)).lead).toBe("89.5%（江门市，2023年，行政机关负责人出庭应诉率）");
  });
});

describe("a sentence of several years", () => {
  const body = "2022年，全市办理信访事项11件；2023年办理信访事项22件。";

  it("tells the year of the figure, not the first one", async () => {
    expect((await ask(body, "江门市2023年办理信访事项多少件？")).lead).toBe("22件（江门市，2023年，办理信访事项）");
  });
});

describe("a plan", () => {
  const planned = (text: string) => `二、下一步工作计划\n${text}`;

  it("is of the year that its section named last", async () => {
    const body = planned("2024年，培训执法人员3000人次。完成规范性文件清理88件。");
    const answer = await ask(body, "江门市计划清理规范性文件多少件？");
    expect(answer.lead).toBe("88件（江门市，2023年报告，所述为2024年，计划，完成规范性文件清理）");
    expect(answer.citations[0]?.context).toMatchObject({ year: 2024, plan: true });
  });

  it("is of some time behind the report's year where none is named", async () => {
    const answer = await ask(planned("完成规范性文件清理88件。"), "江门市计划清理规范性文件多少件？");
    expect(answer.lead).toBe("88件（江门市，2023年报告，2023年之后的计划，完成规范性文件清理）");
    expect(answer.citations[0]?.context).toMatchObject({ year: null, plan: true });
    expect(answer.figures.every(({ verified }) => verified)).toBe(true);
  });
});

describe("a figure of one of several rounds", () => {
  it("is told with it", async () => {
    const answer = await ask("全市第18批执法督察发现问题54个。", "江门市2023年执法督察发现问题多少个？");
    expect(answer.lead).toBe("54个（江门市，2023年，第18批）");
    expect(answer.figures.every(({ verified }) => verified)).toBe(true);
  });
});

describe("a sentence with a place that was tampered with", () => {
  it("is quoted without the clause, never as its rest", async () => {
    const body = "推进行政审批改革。推进沙巴体育“五办”优化。窗口办件时间缩短，沙巴体育“五办”事项增加。";
    const { answer } = await ask(body, "江门市“五办”优化得怎么样？");
    expect(answer).not.toMatch(/(?:^|\n)“五办”/u);
    expect(answer).not.toContain("沙巴体育");
  });
});

describe("a figure of another time or kind than was asked", () => {
  const HOTLINE = "1—11月，12345热线共受理诉求5361宗，办结率98.7%。";
  const CASES = "上半年，检察机关监督立案54件，同比上升200%。";

  it.each([
    ["江门市2022年查处行政处罚案件多少件？", "查处行政处罚案件337件，较2022年的392件下降14%。"],
    ["江门市2023年12月12345热线受理诉求多少宗？", HOTLINE],
    ["江门市2023年下半年检察机关监督立案多少件？", CASES],
    ["江门市2023年行政执法案卷优良率提高了多少？", "全市行政执法案卷优良率为97.2%。"],
  ])("does not answer %s", async (question, body) => {
    const answer = await ask(body, question);
    expect(answer.lead).not.toMatch(/\d[件宗%]/u);
  });

  it("answers of the part of the year that is told", async () => {
    expect((await ask(HOTLINE, "江门市2023年1—11月12345热线受理诉求多少宗？")).lead).toContain("5361宗");
    expect((await ask(CASES, "江门市2023年上半年检察机关监督立案多少件？")).lead).toContain("54件");
  });
});

it("answers for a town only what names it", async () => {
  const body = "全市审结行政复议案件150件。";
  expect((await ask(body, "江门镇2023年审结行政复议案件多少件？")).outcome).toBe("abstained");
});

describe("whether a thing is there", () => {
  const BODY = "法律援助中心共办理法援案件633件。\n全市设立公共法律服务工作站44个。";

  it.each(["江门市2023年有没有行政复议咨询委员会？", "江门市2023年是否建成法律援助中心工作室？"])(
    "is not told by a sentence that only shares the topic: %s",
    async (question) => expect((await ask(BODY, question)).outcome).toBe("abstained"),
  );

  it("is told by the sentence that says it", async () => {
    const { outcome, lead } = await ask(BODY, "江门市2023年有没有设立公共法律服务工作站？");
    expect(outcome).toBe("answered");
    expect(lead).toContain("公共法律服务工作站44个");
  });
});

it("takes 案件数 for a number of cases, not for that of anything else about them", async () => {
  const question = "江门市2023年法律援助案件数是多少？";
  const events = await ask("法律援助机构开展活动81场次，惠及群众3000人。", question);
  expect(events.outcome).toBe("abstained");
  expect((await ask("全年受理法律援助案件1205人次。", question)).lead).toContain("1205人次");
});
