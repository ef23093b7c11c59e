import { describe, expect, it } from "vitest";
import { createOpenccScriptConverter } from "../../adapters/opencc-script-converter.ts";
import { createSampleSearchable } from "../../testing/sample-library.ts";
import { createAssistant } from "../create-assistant.ts";

const text = [
  "松陵市2023年度法治政府建设情况报告",
  "一、规范行政执法",
  "行政机关负责人出庭应诉率94.1%，同比提高3.2个百分点。",
  "法律援助中心受理案件615件。",
  "企业开办时间由8天缩短至2天。",
  "全年收到复议申请231件，受理198件。",
  "调解成功率95.4%，热线办结率97.9%。",
  "新增公证服务点6个。",
].join("\n");
const searchable = createSampleSearchable([{ file: "r.txt", region: "南江省松陵市", year: 2023, text }]);
const assistant = createAssistant({
  current: () => searchable,
  converter: createOpenccScriptConverter(),
  embedder: null,
});
const ask = (content: string) => assistant.answer({ messages: [{ role: "user", content }] });

describe("a question about how far something moved", () => {
  it("is told the move that stands beside the figure, not the figure as the answer", async () => {
    const { outcome, lead } = await ask("松陵市2023年出庭应诉率升了几个百分点？");
    expect(lead).not.toMatch(/^94\.1%/u);
    expect(`${outcome} ${lead}`).toMatch(/3\.2个百分点/u);
  });

  it.each(["松陵市2023年法律援助案件多办了几件？", "松陵市2023年企业开办时间缩短了多少天？"])(
    "does not lead with what it came to: %s",
    async (question) => {
      const { outcome, lead } = await ask(question);
      expect(outcome).not.toBe("answered");
      expect(lead).not.toMatch(/^(?:615件|2天)/u);
    },
  );

  it("is answered as ever where a number of new things is asked", async () => {
    expect((await ask("松陵市2023年新增公证服务点多少个？")).lead).toMatch(/^6个/u);
    expect((await ask("松陵市2023年法律援助案件多少件？")).lead).toMatch(/^615件/u);
  });
});

describe("a question about two things of one report", () => {
  it.each(["松陵市2023年收到复议申请和受理相差多少件？", "松陵市2023年调解成功率和热线办结率哪个高？"])(
    "is not answered with one of them: %s",
    async (question) => {
      const { outcome, lead } = await ask(question);
      if (outcome === "answered") expect(lead).toMatch(/33件|97\.9%.*95\.4%|95\.4%.*97\.9%|231件.*198件/u);
      else expect(lead).not.toMatch(/^(?:231件|198件|95\.4%|97\.9%)（/u);
    },
  );
});
