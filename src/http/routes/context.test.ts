import { describe, expect, it } from "vitest";
import { chatBody } from "../../testing/set-up-app.ts";
import { setUpLibrary } from "../../testing/set-up-library.ts";
import { ChatResponseSchema, SearchResponseSchema } from "../contract.ts";

const FILES = [
  {
    file: "jianghai.txt",
    raw: [
      "江门市江海区2022年度法治政府建设情况报告",
      "一、主要做法",
      "今年1—11月，我区办理行政复议案件35件，去年同期办理28件，案件数在全市排名第二。",
      "近三年，全区累计开展普法宣传活动960场。",
      "二、下一步安排",
      "2023年，我区将新建公共法律服务站12个。",
      "江门市江海区司法局",
      "2023年1月16日",
    ].join("\n"),
  },
];
const { app, post } = await setUpLibrary(FILES);
const ask = async (question: string) =>
  ChatResponseSchema.parse(await (await post("/api/chat", chatBody(question))).json());

describe("what the words at a place mean", () => {
  it("comes with a citation, counted from the report's year and told for the quote alone", async () => {
    const { citations } = await ask("江海区2022年1—11月办理行政复议案件多少件？");
    const [citation] = citations;
    expect(citation?.quote).toContain("35件");
    expect(citation?.context).toMatchObject({
      region: "广东省江门市江海区",
      year: 2022,
      period: "1—11月",
      plan: false,
    });
    const meanings = Object.fromEntries((citation?.context.meanings ?? []).map(({ text, meaning }) => [text, meaning]));
    expect(meanings).toMatchObject({ 今年: "2022年", 我区: "广东省江门市江海区" });
    for (const text of Object.keys(meanings)) expect(citation?.quote).toContain(text);
  });

  it("comes with every hit of a search", async () => {
    const body = await (await post("/api/search", { query: "江海区 行政复议案件 去年同期" })).json();
    const { hits } = SearchResponseSchema.parse(body);
    const hit = hits.find(({ text }) => text.includes("去年同期"));
    expect(hit?.context.meanings).toEqual(
      expect.arrayContaining([
        { text: "去年同期", meaning: "2021年同期" },
        { text: "全市", meaning: "广东省江门市" },
      ]),
    );
    for (const { text, context } of hits) for (const word of context.meanings ?? []) expect(text).toContain(word.text);
  });

  it("names years told together, and marks a plan", async () => {
    const together = await ask("江海区近三年开展普法宣传活动多少场？");
    expect(together.citations[0]?.context.period).toBe("近三年");
    const planned = await ask("江海区2023年计划新建公共法律服务站多少个？");
    expect(planned.citations.map(({ context }) => [context.year, context.plan])).toContainEqual([2023, true]);
  });

  it("is described in the interface", async () => {
    const { components } = await (await app.request("/openapi.json")).json();
    const { properties, required } = components.schemas.PlaceContext;
    expect(required).toEqual(["region", "year", "plan"]);
    for (const property of Object.values<{ description?: string }>(properties))
      expect(property.description).toBeTruthy();
  });
});
