import type { Document } from "@langchain/core/documents";
import { StringOutputParser } from "@langchain/core/output_parsers";
import { ChatPromptTemplate } from "@langchain/core/prompts";
import { RunnableLambda, RunnablePassthrough, RunnableSequence } from "@langchain/core/runnables";
import { FakeStreamingChatModel } from "@langchain/core/utils/testing";
import { describe, expect, it } from "vitest";
import { createAssistant } from "../core/create-assistant.ts";
import { FawenError } from "../core/model/errors.ts";
import type { SearchHit, SearchRequest } from "../core/model/search.ts";
import { createSampleSearchable } from "../testing/sample-library.ts";
import { createFawenRetriever, type FawenDocumentMetadata } from "./langchain-retriever.ts";
import { createOpenccScriptConverter } from "./opencc-script-converter.ts";

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

function createSampleAssistant() {
  const searchable = createSampleSearchable();
  return createAssistant({ current: () => searchable, converter: createOpenccScriptConverter(), embedder: null });
}

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

  it("feeds a chain with passages and their sources", async () => {
    const model = new FakeStreamingChatModel({ responses: [] });
    const retriever = createFawenRetriever(createSampleAssistant(), { k: 1, filters: { years: [2023] } });
    const chain = RunnableSequence.from([
      { context: retriever.pipe(citeDocuments), question: new RunnablePassthrough<string>() },
      ChatPromptTemplate.fromMessages([
        ["system", "只依据这些段落回答：\n{context}"],
        ["human", "{question}"],
      ]),
      // Says what it was given: what the chain made of the documents is what is under test.
      RunnableLambda.from((prompt: { toString(): string }) => prompt.toString()),
    ]);
    const prompt = await chain.invoke("青溪市出庭应诉率");
    expect(prompt).toContain("《青溪市2023年度法治政府建设情况报告》一、规范行政执法");
    expect(prompt).toContain("全市行政机关负责人出庭应诉率95.8%。");
    expect(prompt).toContain("青溪市出庭应诉率");
    const told = await retriever.pipe(citeDocuments).pipe(model).pipe(new StringOutputParser()).invoke("出庭应诉率");
    expect(told).toMatch(/^《.{5,40}》一、规范行政执法/);
  });

  it("hands on the signal of a call, and ends with it", async () => {
    const client = new AbortController();
    const search = ({ signal }: SearchRequest) =>
      new Promise<never>((_, reject) => {
        signal?.addEventListener("abort", () => reject(new FawenError("cancelled", "请求已取消")));
        client.abort();
      });
    const call = createFawenRetriever({ search }, {}).invoke("问", { signal: client.signal });
    await expect(call).rejects.toMatchObject({ code: "cancelled" });
  });

  it("tells callbacks and throws what the search throws", async () => {
    const seen: string[] = [];
    const callbacks = [
      {
        handleRetrieverStart: (_: unknown, query: string) => void seen.push(`start ${query}`),
        handleRetrieverEnd: (documents: { id?: string }[]) => void seen.push(`end ${documents.length}`),
        handleRetrieverError: (error: Error) => void seen.push(`error ${error.message}`),
      },
    ];
    const good = createFawenRetriever(createSampleAssistant(), { k: 2, callbacks });
    await good.invoke("出庭应诉率");
    const failing = async () => {
      throw new FawenError("not-ready", "索引正在准备，请稍候");
    };
    const bad = createFawenRetriever({ search: failing }, { callbacks });
    await expect(bad.invoke("问")).rejects.toMatchObject({ code: "not-ready" });
    expect(seen).toEqual(["start 出庭应诉率", "end 2", "start 问", "error 索引正在准备，请稍候"]);
  });
});

const citeDocuments = (documents: Document<FawenDocumentMetadata>[]) =>
  documents
    .map(({ pageContent, metadata: { title, section } }) => `《${title}》${section.join(" › ")}\n${pageContent}`)
    .join("\n\n");
