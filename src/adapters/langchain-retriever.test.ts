import { describe, expect, it } from "vitest";
import type { SearchHit, SearchRequest } from "../core/model/search.ts";
import { createFawenRetriever } from "./langchain-retriever.ts";

const HIT: SearchHit = {
  passageId: "r1#3",
  reportId: "r1",
  file: "a/r1.txt",
  title: "某市2023年法治政府建设年度报告",
  issuer: "某市人民政府",
  region: "某省某市",
  year: 2023,
  section: ["二、行政复议"],
  context: { region: "青溪市", year: 2022, plan: false },
  text: "全年收到复议申请四十七件。",
  start: 100,
  end: 113,
  score: 0.9,
  scores: { lexical: 3.2 },
};

describe("createFawenRetriever", () => {
  it("gives passages as documents that know where they stood", async () => {
    const asked: SearchRequest[] = [];
    const search = async (request: SearchRequest) => {
      asked.push(request);
      return { hits: [HIT], understood: { regions: [], years: [2023], indicators: [] } };
    };
    const retriever = createFawenRetriever({ search }, { k: 3, filters: { years: [2023] } });
    const [document] = await retriever.invoke("复议申请多少件");
    expect(asked).toEqual([{ query: "复议申请多少件", k: 3, filters: { years: [2023] } }]);
    const { text, ...metadata } = HIT;
    expect(document).toMatchObject({ pageContent: text, metadata, id: "r1#3" });
  });
});
