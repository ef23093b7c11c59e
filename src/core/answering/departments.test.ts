import { describe, expect, it } from "vitest";
import { createOpenccScriptConverter } from "../../adapters/opencc-script-converter.ts";
import { buildLibrary } from "../build-library.ts";
import { createAssistant } from "../create-assistant.ts";
import { createSearchableLibrary } from "../search/searchable-library.ts";

const converter = createOpenccScriptConverter();
const report = (id: string, issuer: string, year: number, body: string) => ({
  id,
  file: `${id}.txt`,
  raw: `${issuer}${year}年法治政府建设年度报告\n一、主要工作\n依法行政能力进一步增强。\n${body}\n`,
  known: { region: "南江省云泽市", issuer, year },
  digest: id,
});
const { library } = await buildLibrary(
  [
    report("g", "云泽市人民政府", 2023, "全年收到政府信息公开申请210件。发生一审行政诉讼案件88件，云帆区立案45件。"),
    report("d", "云泽市市场监督管理局", 2024, "全年立案1240件。收到政府信息公开申请31件。检查市场监管所18个。"),
    report("e", "云泽市市场监督管理局", 2023, "全年立案1130件。收到政府信息公开申请29件。"),
  ],
  { converter, embedder: null, builtAt: "2026-01-01T00:00:00.000Z" },
);
const searchable = createSearchableLibrary(library, null, converter);
const assistant = createAssistant({ current: () => searchable, converter, embedder: null });
const ask = (question: string) => assistant.answer({ messages: [{ role: "user", content: question }] });

describe("a department's report", () => {
  it("is told under the department's name where its place has no other", async () => {
    expect((await ask("云泽市2024年收到政府信息公开申请多少件？")).lead).toBe(
      "31件（云泽市市场监督管理局，2024年，收到政府信息公开申请）",
    );
  });

  it.each(["云泽市2023年收到政府信息公开申请多少件？", "云泽市收到政府信息公开申请多少件？"])(
    "stands back behind the government's: %s",
    async (question) => {
      expect((await ask(question)).lead).toBe("210件（云泽市，2023年，收到政府信息公开申请）");
    },
  );

  it.each(["云泽市市场监督管理局2024年立案多少件？", "云泽市场监管局2024年立案多少件？", "2024年市监局立案多少件？"])(
    "answers where it is asked of: %s",
    async (question) => {
      expect((await ask(question)).lead).toBe("1240件（云泽市市场监督管理局，2024年，立案）");
    },
  );

  it.each([
    [["云泽市2023年收到政府信息公开申请多少件？", "市监局呢？"], "29件（云泽市市场监督管理局，2023年"],
    [["云泽市2024年收到政府信息公开申请多少件？", "那市场监管局2023年呢"], "29件（云泽市市场监督管理局，2023年"],
    [["云泽市2023年一审行政诉讼案件多少件？", "市监局呢"], "已收录的报告"],
    [["云泽市2023年收到政府信息公开申请多少件？", "公安局呢"], "已收录的报告"],
  ])("answers a follow-up that names it alone: %s", async (turns, lead) => {
    const messages = turns.map((content) => ({ role: "user" as const, content }));
    expect((await assistant.answer({ messages })).lead.startsWith(lead)).toBe(true);
  });

  it("is named among what is covered", async () => {
    const { answer } = await ask("云帆市2023年立案多少件？");
    expect(answer).toContain("云泽市市场监督管理局、云泽");
  });
});

describe("a place of no list", () => {
  it("is answered from the sentence that names it", async () => {
    expect((await ask("云帆区立案多少件？")).answer).toContain("云帆区立案45件");
  });
});
