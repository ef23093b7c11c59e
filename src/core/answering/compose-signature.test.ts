import { describe, expect, it } from "vitest";
import { createOpenccScriptConverter } from "../../adapters/opencc-script-converter.ts";
import { createSampleSearchable } from "../../testing/sample-library.ts";
import { createAssistant } from "../create-assistant.ts";

const BODY = "青溪市2023年度法治政府建设情况报告\n一、主要工作\n印发《重大决策程序规定》，依法行政能力进一步增强。";

function asking(end: string) {
  const searchable = createSampleSearchable([
    { file: "r.txt", region: "南江省青溪市", year: 2023, text: `${BODY}${end}` },
  ]);
  const assistant = createAssistant({
    current: () => searchable,
    converter: createOpenccScriptConverter(),
    embedder: null,
  });
  return (question: string) => assistant.answer({ messages: [{ role: "user", content: question }] });
}

describe("a report's own signature", () => {
  const signed = asking("\n青溪市人民政府\n2024年1月18日");

  it("tells the day and who signed, each from its line", async () => {
    const { lead, outcome, citations, figures } = await signed("青溪市2023年的报告是哪天落款的，由谁署名？");
    expect(outcome).toBe("answered");
    expect(lead).toMatch(/^2024年1月18日；青溪市人民政府（/u);
    expect(citations.map(({ quote }) => quote)).toEqual(["2024年1月18日", "青溪市人民政府"]);
    expect(figures.filter(({ verified }) => !verified)).toEqual([]);
  });

  it.each(["青溪市2023年报告发布时间", "青溪市2023年的报告什么时候印发的？"])("%s", async (question) => {
    expect((await signed(question)).lead).toMatch(/^2024年1月18日（/u);
  });

  it("is not told of what the report speaks of", async () => {
    const { lead } = await signed("青溪市2023年《重大决策程序规定》什么时候印发的？");
    expect(lead).not.toContain("2024年1月18日");
  });

  it("is said to be missing where it is", async () => {
    const { outcome, reason } = await asking("")("青溪市2023年报告的落款日期是哪天？");
    expect([outcome, reason]).toEqual(["abstained", "not_disclosed"]);
  });
});
