import { afterEach, describe, expect, it } from "vitest";
import { testChatModel } from "../testing/chat-model-contract.ts";
import { collect } from "../testing/collect.ts";
import {
  type FakeOpenAiServer,
  type Responder,
  sendJson,
  sendPieces,
  startFakeOpenAiServer,
} from "../testing/fake-openai-server.ts";
import { createOpenAiChatModel } from "./openai-chat-model.ts";

const KEY = "sk-test-0123456789";
const servers: FakeOpenAiServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function setUp(respond: Responder, timeoutMs = 5000) {
  const server = await startFakeOpenAiServer(respond);
  servers.push(server);
  const model = createOpenAiChatModel({ baseUrl: server.baseUrl, model: "m", apiKey: KEY, timeoutMs, fetch });
  return { server, model };
}

testChatModel("the OpenAI-style chat model", {
  says: async (pieces) => (await setUp((_, response) => sendPieces(response, pieces))).model,
  fails: async () => (await setUp((_, response) => sendJson(response, { error: "no" }, 400))).model,
  hangs: async () => (await setUp(() => {})).model,
});

const question = { system: "规则", messages: [{ role: "user" as const, content: "多少件？" }] };

describe("createOpenAiChatModel", () => {
  it("sends rules, conversation, model and key", async () => {
    const { server, model } = await setUp((_, response) => sendPieces(response, ["好。"]));
    await collect(model.stream(question));
    expect(server.requests).toEqual([
      {
        path: "/v1/chat/completions",
        authorization: `Bearer ${KEY}`,
        body: {
          model: "m",
          stream: true,
          temperature: 0,
          messages: [{ role: "system", content: "规则" }, ...question.messages],
        },
      },
    ]);
  });

  it("understands a server that answers in one piece", async () => {
    const reply = { choices: [{ message: { content: "共三件。" } }] };
    const { model } = await setUp((_, response) => sendJson(response, reply));
    expect(await collect(model.stream(question))).toEqual(["共三件。"]);
  });

  it("tries once more when the server is overloaded", async () => {
    const { server, model } = await setUp((_, response, attempt) =>
      attempt === 1 ? sendJson(response, {}, 503) : sendPieces(response, ["好。"]),
    );
    expect(await collect(model.stream(question))).toEqual(["好。"]);
    expect(server.requests).toHaveLength(2);
  });

  it("does not repeat a request that was refused, and says why without the key", async () => {
    const refusal = { error: { message: `Incorrect API key provided: ${KEY}` } };
    const { server, model } = await setUp((_, response) => sendJson(response, refusal, 401));
    const failure: unknown = await collect(model.stream(question)).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "backend-failed", message: expect.stringMatching(/401.*Incorrect API key/) });
    expect(JSON.stringify([String(failure), failure, String((failure as Error).cause)])).not.toContain(KEY);
    expect(server.requests).toHaveLength(1);
  });

  it("gives up on a server that never begins", async () => {
    const { model } = await setUp(() => {}, 150);
    await expect(collect(model.stream(question))).rejects.toMatchObject({
      code: "backend-failed",
      retryable: true,
      message: expect.stringContaining("0.15 秒没有回应"),
    });
  });

  it("gives up on a server that stops in the middle", async () => {
    const { model } = await setUp((_, response) => sendPieces(response, ["办结"], { end: false }), 150);
    const read: string[] = [];
    const reading = (async () => {
      for await (const piece of model.stream(question)) read.push(piece);
    })();
    await expect(reading).rejects.toMatchObject({ code: "backend-failed" });
    expect(read).toEqual(["办结"]);
  });

  it("says that nobody is there when the address is wrong", async () => {
    const model = createOpenAiChatModel({ baseUrl: "http://127.0.0.1:1/v1", model: "m", timeoutMs: 1000, fetch });
    await expect(collect(model.stream(question))).rejects.toMatchObject({
      code: "backend-failed",
      message: expect.stringMatching(/openai:m.*请检查它的地址/),
    });
  });

  it("refuses a reply that is no chat completion", async () => {
    const { model } = await setUp((_, response) => sendJson(response, { hello: "world" }));
    await expect(collect(model.stream(question))).rejects.toMatchObject({
      message: expect.stringContaining("LLM_BASE_URL"),
    });
  });

  it("gives up on an answer in one piece that stops in the middle", async () => {
    const { model } = await setUp((_, response) => {
      response.writeHead(200, { "content-type": "application/json" }).write('{"choices":');
    }, 100);
    await expect(collect(model.stream(question))).rejects.toMatchObject({ code: "backend-failed", retryable: true });
  });

  it("sends a user name and a password of the address as basic auth", async () => {
    const { server } = await setUp((_, response) => sendPieces(response, ["好。"]));
    const baseUrl = server.baseUrl.replace("//", "//anna:pw@");
    const model = createOpenAiChatModel({ baseUrl, model: "m", timeoutMs: 1000, fetch });
    expect(await collect(model.stream(question))).toEqual(["好。"]);
    expect(server.requests[0]?.authorization).toBe(`Basic ${Buffer.from("anna:pw").toString("base64")}`);
  });
});
