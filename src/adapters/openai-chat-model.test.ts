import { afterEach, describe, expect, it } from "vitest";
import { testChatModel } from "../testing/chat-model-contract.ts";
import { findClosedPort } from "../testing/closed-port.ts";
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

async function setUp(respond: Responder, extraBody: Record<string, unknown> = {}) {
  const server = await startFakeOpenAiServer(respond);
  servers.push(server);
  const { baseUrl } = server;
  const model = createOpenAiChatModel({ baseUrl, model: "m", apiKey: KEY, timeoutMs: 5_000, fetch, extraBody });
  return { server, model };
}

const hanging: Record<string, (hungUp: () => void) => Responder> = {
  "before its reply": (hungUp) => (_, response) => void response.on("close", hungUp),
  "in the middle": (hungUp) => (_, response) => {
    response.on("close", hungUp);
    sendPieces(response, ["办结"], { end: false });
  },
  "in the middle of a reply in one piece": (hungUp) => (_, response) => {
    response.on("close", hungUp);
    response.writeHead(200, { "content-type": "application/json" }).write('{"choices":');
  },
};

for (const [place, respond] of Object.entries(hanging))
  testChatModel(`the OpenAI-style chat model (hanging ${place})`, {
    says: async (pieces) => (await setUp((_, response) => sendPieces(response, pieces))).model,
    fails: async () => (await setUp((_, response) => sendJson(response, { error: "no" }, 400))).model,
    hangs: async (hungUp) => (await setUp(respond(hungUp))).model,
  });

const question = { system: "规则", messages: [{ role: "user" as const, content: "多少件？" }] };
const failureOf = (model: ReturnType<typeof createOpenAiChatModel>) =>
  collect(model.stream(question)).then(
    (pieces) => Promise.reject(new Error(`answered: ${pieces}`)),
    (error: unknown) => error,
  );

describe("createOpenAiChatModel", () => {
  it("sends rules, conversation, model and key", async () => {
    const { server, model } = await setUp((_, response) => sendPieces(response, ["好。"]));
    expect(model.id).toBe("openai:m");
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

  it("adds fields of its service and takes away what that refuses, but never its own", async () => {
    const extraBody = { thinking: { type: "disabled" }, temperature: null, stream: false, model: "x", messages: [] };
    const { server, model } = await setUp((_, response) => sendPieces(response, ["好。"]), extraBody);
    await collect(model.stream(question));
    const { body } = server.requests[0] ?? {};
    expect(body).toMatchObject({ thinking: { type: "disabled" }, stream: true, model: "m" });
    expect(body?.messages).toHaveLength(2);
    expect(body).not.toHaveProperty("temperature");
  });

  it("understands a server that answers in one piece", async () => {
    const reply = { choices: [{ message: { content: "共三件。" } }] };
    const { model } = await setUp((_, response) => sendJson(response, reply));
    expect(await collect(model.stream(question))).toEqual(["共三件。"]);
  });

  it("takes a finish reason for the end where the server sends no other", async () => {
    const { model } = await setUp((_, response) => {
      const choices = [{ delta: { content: "好。" }, finish_reason: "stop" }];
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.end(`: ping\n\ndata: ${JSON.stringify({ choices })}\n\ndata: {"choices":[],"usage":{}}\n\n`);
    });
    expect(await collect(model.stream(question))).toEqual(["好。"]);
  });

  it("makes one request and says why it was refused, without the key", async () => {
    const refusal = { error: { message: `Incorrect API key provided: ${KEY}` } };
    const { server, model } = await setUp((_, response) => sendJson(response, refusal, 401));
    const failure = await failureOf(model);
    expect(failure).toMatchObject({ code: "backend-failed", message: expect.stringMatching(/401.*Incorrect API key/) });
    expect(JSON.stringify([String(failure), failure, String((failure as Error).cause)])).not.toContain(KEY);
    expect(server.requests).toHaveLength(1);
  });

  it("says that nobody is there when the address is wrong", async () => {
    const at = (baseUrl: string) => createOpenAiChatModel({ baseUrl, model: "m", timeoutMs: 1000, fetch });
    expect(await failureOf(at(await findClosedPort()))).toMatchObject({
      code: "backend-failed",
      message: expect.stringMatching(/openai:m.*连接被拒绝.*请检查它的地址/),
    });
    const message = expect.stringContaining("这个端口是留给别的协议的");
    expect(await failureOf(at("http://127.0.0.1:1/v1"))).toMatchObject({ message });
  });

  it("refuses a reply that is no chat completion", async () => {
    const { model } = await setUp((_, response) => sendJson(response, { hello: "world" }));
    expect(await failureOf(model)).toMatchObject({ message: expect.stringContaining("LLM_BASE_URL") });
  });

  it("does not read a reply that never ends", async () => {
    const { model } = await setUp((_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      const filler = `data: ${JSON.stringify({ choices: [{ delta: { reasoning_content: "想".repeat(60_000) } }] })}\n\n`;
      const write = () => {
        while (!response.destroyed && response.write(filler));
        if (!response.destroyed) response.once("drain", write);
      };
      write();
    });
    expect(await failureOf(model)).toMatchObject({ message: expect.stringContaining("回复超过 8 MB") });
  });

  it("sends a user name and a password of the address as basic auth", async () => {
    const { server } = await setUp((_, response) => sendPieces(response, ["好。"]));
    const baseUrl = server.baseUrl.replace("//", "//anna:pw@");
    const model = createOpenAiChatModel({ baseUrl, model: "m", timeoutMs: 1000, fetch });
    expect(await collect(model.stream(question))).toEqual(["好。"]);
    expect(server.requests[0]?.authorization).toBe(`Basic ${Buffer.from("anna:pw").toString("base64")}`);
  });
});
