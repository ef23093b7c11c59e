import { describe, expect, it } from "vitest";
import { createOpenccScriptConverter } from "../../adapters/opencc-script-converter.ts";
import { buildLibrary } from "../build-library.ts";
import { createAssistant } from "../create-assistant.ts";
import { createSearchableLibrary } from "../search/searchable-library.ts";

const converter = createOpenccScriptConverter();
const report = (id: string, year: number, body: string) => ({
  id,
  file: `${id}.txt`,
  raw: `云泽市${year}年法治政府建设年度报告\n一、行政执法和应诉\n${body}\n`,
  known: { region: "南江省云泽市", issuer: "云泽市人民政府", year },
  digest: id,
});
const { library } = await buildLibrary(
  [
    report(
      "a",
      2022,
      "全市一审行政诉讼案件310件，行政机关负责人出庭应诉率91.2%。分区情况见表。\n表1 各县（区）行政应诉情况\n地区|一审案件（件）|出庭应诉率（%）\n溪口区|52|93.5\n林边县|37|87.9\n河东县|40|—",
    ),
    report(
      "b",
      2023,
      "全市作出行政处罚3120件。分领域情况如下：\n领域\t检查（万次）\t行政处罚（件）\t不予处罚（件）\n交通运输\t1.8\t980\t61\n文化旅游\t0.4\t115\t12",
    ),
  ],
  { converter, embedder: null, builtAt: "2026-01-01T00:00:00.000Z" },
);
const searchable = createSearchableLibrary(library, null, converter);
const assistant = createAssistant({ current: () => searchable, converter, embedder: null });
const ask = (question: string) => assistant.answer({ messages: [{ role: "user", content: question }] });

describe("a figure of a table", () => {
  it.each([
    ["云泽市溪口区2022年一审案件多少件？", "52件（溪口区，2022年，一审案件）"],
    ["2022年林边县的出庭应诉率是多少？", "87.9%（林边县，2022年，出庭应诉率）"],
    ["云泽市2023年交通运输领域检查多少次？", "1.8万次（云泽市，2023年，交通运输检查）"],
    ["云泽市2023年交通运输行政处罚多少件？", "980件（云泽市，2023年，交通运输行政处罚）"],
    ["云泽市2023年文化旅游不予处罚多少件？", "12件（云泽市，2023年，文化旅游不予处罚）"],
  ])("is told with its unit, whose and of what it is: %s", async (question, lead) => {
    const answer = await ask(question);
    expect(answer.lead).toBe(lead);
    expect(answer.figures.every(({ verified }) => verified)).toBe(true);
  });

  it("is shown in its row, under the headers, which its quote has too", async () => {
    const { answer, citations } = await ask("溪口区2022年一审案件多少件？");
    expect(answer).toContain(
      "| 地区 | 一审案件（件） | 出庭应诉率（%） |\n| --- | --- | --- |\n| 溪口区 | 52 | 93.5 [1] |",
    );
    expect(citations[0]?.quote).toBe("地区｜一审案件（件）｜出庭应诉率（%）\n溪口区｜52｜93.5");
    expect(citations[0]?.rawQuote).toBe("地区|一审案件（件）|出庭应诉率（%）\n溪口区|52|93.5");
  });

  it("is told for each row and each column that is named", async () => {
    expect((await ask("云泽市溪口区和林边县2022年一审案件各多少件？")).lead).toBe(
      "52件（溪口区，2022年，一审案件）；37件（林边县，2022年，一审案件）",
    );
    expect((await ask("云泽市2023年交通运输检查和行政处罚各多少？")).lead).toBe(
      "1.8万次（云泽市，2023年，交通运输检查）；980件（云泽市，2023年，交通运输行政处罚）",
    );
  });

  it.each([
    ["the whole is told in prose", "云泽市2023年作出行政处罚多少件？", "3120件"],
    ["the whole has a rate of its own", "云泽市2022年行政机关负责人出庭应诉率是多少？", "91.2%"],
  ])("answers for no other: %s", async (_, question, lead) => {
    expect((await ask(question)).lead).toContain(lead);
  });

  it.each(["河东县2022年出庭应诉率是多少？", "溪口区2023年一审案件多少件？", "溪口区2022年败诉多少件？"])(
    "is not made up: %s",
    async (question) => {
      const { lead, outcome } = await ask(question);
      expect([outcome === "answered" && /\d+件|%/u.test(lead), lead.includes("｜")]).toEqual([false, false]);
    },
  );
});
