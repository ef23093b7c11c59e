import { afterEach, describe, expect, it } from "vitest";
import { testEmbedder } from "../testing/embedder-contract.ts";
import { createFakeEmbedder } from "../testing/fake-embedder.ts";
import {
  type FakeOpenAiServer,
  type Responder,
  sendJson,
  startFakeOpenAiServer,
} from "../testing/fake-openai-server.ts";
import { createOpenAiEmbedder } from "./openai-embedder.ts";

const servers: FakeOpenAiServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function start(respond: Responder) {
  const server = await startFakeOpenAiServer(respond);
  servers.push(server);
  return server;
}

const fake = createFakeEmbedder(32);

/** Embeds with the fake, twice as long as a unit vector and in reverse order, as the index field allows. */
const respond: Responder = async ({ body }, response) => {
  // Safe: the adapter under test sends texts.
  const vectors = await fake.embedPassages(body.input as string[]);
  const data = vectors.map((vector, index) => ({ index, embedding: Array.from(vector, (value) => value * 2) }));
  sendJson(response, { data: data.reverse() });
};

const open = async (responder: Responder = respond, model = "bge-m3") => {
  const server = await start(responder);
  const options = { baseUrl: server.baseUrl, model, apiKey: "k-123", timeoutMs: 2000, fetch };
  return { server, embedder: await createOpenAiEmbedder(options) };
};

testEmbedder("the OpenAI-style embedder", async () => (await open()).embedder);

describe("createOpenAiEmbedder", () => {
  it("learns the length of the vectors and sends model and key", async () => {
    const { server, embedder } = await open();
    const habits = { pooling: null, queryPrefix: "", passagePrefix: "" };
    expect(embedder.stamp).toEqual({ id: "openai:bge-m3", digest: "bge-m3", dimensions: 32, ...habits });
    expect(server.requests[0]).toMatchObject({ path: "/v1/embeddings", authorization: "Bearer k-123" });
    expect(server.requests[0]?.body).toMatchObject({ model: "bge-m3", encoding_format: "float" });
  });

  it("puts before questions and passages what a known model was trained with, and records it", async () => {
    const { server, embedder } = await open(respond, "intfloat/multilingual-e5-large");
    await embedder.embedQuery("谁来监督");
    await embedder.embedPassages(["执法监督"]);
    expect(server.requests.slice(1).map(({ body }) => body.input)).toEqual([
      ["query: 谁来监督"],
      ["passage: 执法监督"],
    ]);
    expect(embedder.stamp).toMatchObject({ queryPrefix: "query: ", passagePrefix: "passage: " });
  });

  it("tries once more when the server is overloaded", async () => {
    const { embedder } = await open((request, response, attempt) =>
      attempt === 1 ? sendJson(response, {}, 429) : respond(request, response, attempt),
    );
    expect(embedder.stamp.dimensions).toBe(32);
  });

  it.each([
    ["no vectors", { data: [] }],
    ["another format", { embeddings: [[1, 2]] }],
    ["vectors of zeros", { data: [{ index: 0, embedding: [0, 0] }] }],
  ])("refuses a reply with %s", async (_, reply) => {
    await expect(open((_request, response) => sendJson(response, reply))).rejects.toMatchObject({
      code: "backend-failed",
      message: expect.stringContaining("EMBEDDER"),
    });
  });
});
