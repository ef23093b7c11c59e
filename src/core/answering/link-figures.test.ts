import { beforeAll, describe, expect, it } from "vitest";
import { createOpenccScriptConverter } from "../../adapters/opencc-script-converter.ts";
import { openStaticEmbedder } from "../../runtimes/node/open-static-embedder.ts";
import type { Assistant } from "../assistant.ts";
import { buildLibrary } from "../build-library.ts";
import { createAssistant } from "../create-assistant.ts";
import { createExactVectorIndex } from "../search/exact-vector-index.ts";
import { createSearchableLibrary } from "../search/searchable-library.ts";

const converter = createOpenccScriptConverter();
const MODEL = new URL("../../../models/fawen-static-v3", import.meta.url).pathname;

const BODY = [
  "一、依法行政",
  "全年公证机构办理公证4210件，其中为70岁以上老人免费办理遗嘱公证96件。",
  "查处盗伐滥伐林木案件17起，没收电锯23台。",
  "开展“法治赶集”等普法活动64场次，发放宣传册3.5万份。",
  "全市行政机关负责人出庭应诉率为81.25%，比上年提高3个百分点。",
  "二、下一步工作",
  "建设森林防火瞭望哨16处。",
  "三、自身建设",
  "开展谈话提醒15人次，通报批评2人次，责令检查1人次。",
].join("\n");

let assistant: Assistant;
const ask = (content: string) => assistant.answer({ messages: [{ role: "user", content }] });

beforeAll(async () => {
  const embedder = await openStaticEmbedder(MODEL, "fawen-static-v3");
  const sources = [2022, 2023].map((year) => ({
    ...{ id: `r${year}`, file: `r${year}.txt`, digest: `d${year}` },
    raw: `江门市${year}年法治政府建设情况报告\n${year === 2023 ? BODY : "一、依法行政\n各项工作稳步推进。"}\n`,
    known: { region: "广东省江门市", year },
  }));
  const { library } = await buildLibrary(sources, { converter, embedder, builtAt: "2026-01-01T00:00:00.000Z" });
  const vectors = library.vectors && createExactVectorIndex(library.vectors);
  const searchable = createSearchableLibrary(library, vectors, converter);
  assistant = createAssistant({ current: () => searchable, converter, embedder });
});

describe("a question in everyday words", () => {
  it("gets the figure that it most likely means, with the figure's own name, as no sure answer", async () => {
    const { outcome, lead, answer, figures, citations } = await ask("偷砍树的坏蛋江门23年抓了几宗");
    expect(outcome).toBe("partial");
    expect(lead).toBe("意思最接近的一项：17起（江门市，2023年，查处盗伐滥伐林木案件）");
    expect(answer).toContain("请核对");
    expect(citations[0]?.quote).toContain("盗伐滥伐林木案件17起");
    expect(figures.every(({ verified }) => verified)).toBe(true);
  });

  it("gets the figure that is called by the official term of its words, whatever counts people", async () => {
    const { outcome, lead } = await ask("江门23年有没有人被点名批评？几个？");
    expect(outcome).toBe("partial");
    expect(lead).toBe("意思最接近的一项：2人次（江门市，2023年，通报批评）");
  });

  it("gets none of another year, and no plan", async () => {
    expect((await ask("偷砍树的坏蛋江门22年抓了几宗")).outcome).toBe("abstained");
    const { answer, outcome } = await ask("看山头烟火的岗亭江门23年起了几个");
    expect(outcome).toBe("abstained");
    expect(answer).not.toContain("16处");
  });
});

describe("a question in the reports' own words that they do not answer", () => {
  it("is declined, however near another figure is; that one is listed as what it is", async () => {
    const { outcome, reason, answer } = await ask("江门市2023年涉外公证办理多少件");
    expect({ outcome, reason }).toEqual({ outcome: "abstained", reason: "not_disclosed" });
    expect(answer).toMatch(/最接近的数据（未必是答案）.*4210件（江门市，2023年，公证机构/su);
  });
});
