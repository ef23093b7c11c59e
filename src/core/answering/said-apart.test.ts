import { describe, expect, it } from "vitest";
import { createOpenccScriptConverter } from "../../adapters/opencc-script-converter.ts";
import { createSampleSearchable } from "../../testing/sample-library.ts";
import { createAssistant } from "../create-assistant.ts";

const converter = createOpenccScriptConverter();
const BODY =
  "办理公证1830件，其中涉外公证214件。\n全市司法所61个，其中3人以下司法所17个。\n" +
  "法律服务队累计值班905次，其中入户走访320次。\n受理行政复议案件140件，审结112件，直接纠错率6.5%。\n" +
  "非涉密合同全部公开，公开非涉密合同44份。\n清理文件，废止12件，失效7件。\n受理劳动争议96件，占全部仲裁案件的31%。\n" +
  "参加全省执法技能竞赛，代表队获团体第三名。";

function ask(question: string) {
  const text = `青溪市2023年度法治政府建设情况报告\n一、主要工作\n依法行政能力进一步增强。\n${BODY}`;
  const searchable = createSampleSearchable([{ file: "r.txt", region: "南江省青溪市", year: 2023, text }]);
  const assistant = createAssistant({ current: () => searchable, converter, embedder: null });
  return assistant.answer({ messages: [{ role: "user", content: question }] });
}

describe("a figure of another part than was asked for", () => {
  it.each([
    ["青溪市非涉外公证有多少件？", "214件"],
    ["青溪市五人以上的司法所有几个？", "17个"],
    ["青溪市法律服务队走访入户以外值班多少次？", "905次"],
    ["青溪市审结的复议案件占受理的比例是多少？", "6.5%"],
    ["青溪市废止和失效的文件共多少件？", "12件"],
    ["青溪市2023年全省执法技能竞赛获个人第几名？", "第三名"],
  ])("is not told as the answer: %s", async (question, figure) => {
    const { lead, outcome } = await ask(question);
    expect(outcome).not.toBe("answered");
    expect(lead.startsWith(figure)).toBe(false);
  });

  it.each([
    ["青溪市公开非涉密合同多少份？", /^44份/u],
    ["青溪市涉外公证有多少件？", /^214件/u],
    ["青溪市3人以下司法所有几个？", /^17个/u],
    ["青溪市劳动争议占全部仲裁案件的比例是多少？", /^31%/u],
  ])("is told where it is the one: %s", async (question, lead) => {
    expect(await ask(question)).toMatchObject({ outcome: "answered", lead: expect.stringMatching(lead) });
  });
});

describe("a clause that states a figure", () => {
  it("asks for none itself", async () => {
    const { lead } = await ask("青溪市2023年直接纠错率6.5%，受理复议案件多少件？");
    expect(lead).toMatch(/^140件/u);
  });
});
