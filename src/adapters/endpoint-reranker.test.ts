import { afterEach, describe, expect, it } from "vitest";
import {
  type FakeOpenAiServer,
  type Responder,
  sendJson,
  startFakeOpenAiServer,
} from "../testing/fake-openai-server.ts";
import { testReranker } from "../testing/reranker-contract.ts";
import { createEndpointReranker } from "./endpoint-reranker.ts";

const servers: FakeOpenAiServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

/** Scores by the share of the question's characters that a passage has; best first, as such servers reply. */
const respond: Responder = ({ body }, response) => {
  // Safe: the adapter under test sends these.
  const { query, documents } = body as { query: string; documents: string[] };
  const share = (text: string) => [...query].filter((character) => text.includes(character)).length / query.length;
  const results = documents.map((text, index) => ({ index, relevance_score: share(text) }));
  sendJson(response, { results: results.sort((a, b) => b.relevance_score - a.relevance_score) });
};

async function open(responder: Responder = respond, timeoutMs = 60_000) {
  const server = await startFakeOpenAiServer(responder);
  servers.push(server);
  const options = { baseUrl: server.baseUrl, model: "bge-reranker", apiKey: "k-123", candidates: 20, timeoutMs, fetch };
  return { server, reranker: createEndpointReranker(options) };
}

testReranker("the endpoint", async () => (await open()).reranker);

describe("createEndpointReranker", () => {
  it("sends model, key, question and passages, and asks for all scores", async () => {
    const { server, reranker } = await open();
    await reranker.rerank("问题", ["甲", ""]);
    expect(server.requests).toEqual([
      expect.objectContaining({
        path: "/v1/rerank",
        authorization: "Bearer k-123",
        body: { model: "bge-reranker", query: "问题", documents: ["甲", " "], top_n: 2, return_documents: false },
      }),
    ]);
  });

  it("brings scores of any size between 0 and 1 without changing their order", async () => {
    const { reranker } = await open((_, response) =>
      sendJson(response, {
        results: [
          { index: 1, relevance_score: 4.5 },
          { index: 0, relevance_score: -3 },
        ],
      }),
    );
    const [low = 0, high = 0] = await reranker.rerank("问题", ["甲", "乙"]);
    expect(low).toBeCloseTo(0.047, 3);
    expect(high).toBeCloseTo(0.989, 3);
  });

  it("tries once more when the server is overloaded", async () => {
    const { reranker } = await open((request, response, attempt) =>
      attempt === 1 ? sendJson(response, {}, 503) : respond(request, response, attempt),
    );
    expect(await reranker.rerank("甲", ["甲"])).toEqual([1]);
  });

  it.each<[string, Responder]>([
    ["no results", (_, response) => sendJson(response, { results: [] })],
    [
      "a passage twice",
      (_, response) =>
        sendJson(response, { results: [0, 0].map((index, score) => ({ index, relevance_score: score })) }),
    ],
    ["another format", (_, response) => sendJson(response, { data: [] })],
    ["no JSON", (_, response) => void response.writeHead(200).end("<html>")],
  ])("refuses a reply with %s", async (_, responder) => {
    const { reranker } = await open(responder);
    await expect(reranker.rerank("问题", ["甲"])).rejects.toMatchObject({
      code: "backend-failed",
      message: expect.stringContaining("RERANKER"),
    });
  });

  it("gives up on a server that stops in the middle of its reply, and never tells the key", async () => {
    const stuck: Responder = (_, response) => void response.writeHead(200).write('{"results":');
    const { reranker } = await open(stuck, 100);
    await expect(reranker.rerank("问题", ["甲"])).rejects.toMatchObject({
      code: "backend-failed",
      message: expect.not.stringContaining("k-123"),
    });
  });
});
