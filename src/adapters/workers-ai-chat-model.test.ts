import { describe, expect, it } from "vitest";
import { testChatModel } from "../testing/chat-model-contract.ts";
import { collect } from "../testing/collect.ts";
import { createWorkersAiChatModel } from "./workers-ai-chat-model.ts";

const MODEL = "@cf/maker/model";
const question = { system: "规则", messages: [{ role: "user" as const, content: "多少件？" }] };

/** Server-sent events as the binding streams them; `end: false` leaves out the mark of the end. */
function toEvents(data: readonly unknown[], { end = true } = {}): ReadableStream<Uint8Array> {
  const lines = data.map((piece) => `data: ${JSON.stringify(piece)}\n\n`).join("");
  return toBody(lines + (end ? "data: [DONE]\n\n" : ""));
}

function toBody(text: string): ReadableStream<Uint8Array> {
  const { body } = new Response(text);
  if (body === null) throw new Error("a response with text has a body");
  return body;
}

const binding = (reply: () => unknown) => ({ run: async (_model: string, _inputs: unknown) => reply() });

testChatModel("the Workers AI chat model", {
  says: (pieces) =>
    createWorkersAiChatModel(
      binding(() => toEvents(pieces.map((response) => ({ response })))),
      MODEL,
    ),
  fails: () => createWorkersAiChatModel({ run: () => Promise.reject(new Error("3040: Capacity exceeded")) }, MODEL),
  hangs: (hungUp) =>
    createWorkersAiChatModel(
      binding(() => new ReadableStream<Uint8Array>({ cancel: hungUp })),
      MODEL,
    ),
});

describe("createWorkersAiChatModel", () => {
  it("asks the model of the settings to stream, with room for a whole answer", async () => {
    const asked: unknown[] = [];
    const run = async (...request: unknown[]) => {
      asked.push(request);
      return toEvents([{ response: "好。" }]);
    };
    const model = createWorkersAiChatModel({ run }, MODEL);
    expect(model.id).toBe(`workers-ai:${MODEL}`);
    await collect(model.stream(question));
    const messages = [{ role: "system", content: "规则" }, ...question.messages];
    expect(asked).toEqual([[MODEL, { messages, stream: true, temperature: 0, max_tokens: 1024 }]]);
  });

  it.each([
    ["a reply in one piece", () => ({ response: "共三件。" })],
    ["a reply in one piece in OpenAI's manner", () => ({ choices: [{ message: { content: "共三件。" } }] })],
    [
      "a stream in OpenAI's manner",
      () => toEvents([{ choices: [{ delta: { content: "共三" } }] }, { choices: [{ delta: { content: "件。" } }] }]),
    ],
    ["a stream with usage at its end", () => toEvents([{ response: "共三件。" }, { response: "", usage: {} }])],
  ])("understands %s", async (_, reply) => {
    const model = createWorkersAiChatModel(binding(reply), MODEL);
    expect((await collect(model.stream(question))).join("")).toBe("共三件。");
  });

  it.each([
    ["is cut", () => toEvents([{ response: "共" }], { end: false })],
    ["is no reply of a chat model", () => ({ response: [0.1, 0.2] })],
    ["carries no JSON", () => toBody("data: {\n\n")],
  ])("fails when what comes %s", async (_, reply) => {
    await expect(collect(createWorkersAiChatModel(binding(reply), MODEL).stream(question))).rejects.toThrow(/回复/);
  });
});
