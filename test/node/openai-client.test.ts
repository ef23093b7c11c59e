import { HumanMessage, SystemMessage } from "@langchain/core/messages";
import { ChatOpenAI } from "@langchain/openai";
import OpenAI from "openai";
import { afterEach, describe, expect, it } from "vitest";
import { createOpenccScriptConverter } from "../../src/adapters/opencc-script-converter.ts";
import type { Assistant } from "../../src/core/assistant.ts";
import { createAssistant } from "../../src/core/create-assistant.ts";
import { FawenError } from "../../src/core/model/errors.ts";
import type { ChatModel } from "../../src/core/ports/chat-model.ts";
import type { AppOptions } from "../../src/http/app-options.ts";
import type { Completion } from "../../src/http/openai/contract.ts";
import { type Listening, listen } from "../../src/runtimes/node/listen.ts";
import { createFakeAssistant } from "../../src/testing/fake-assistant.ts";
import { createSampleSearchable } from "../../src/testing/sample-library.ts";
import { ANSWER, answering, QUESTION, setUpApp } from "../../src/testing/set-up-app.ts";

const listening: Listening[] = [];
afterEach(async () => {
  for (const server of listening.splice(0)) await server.close(0);
});

/** The app on a free port of the loopback address, and OpenAI's own client for it. */
async function setUp(assistant: Assistant = answering(), overrides: Partial<AppOptions> = {}) {
  const { app } = setUpApp(overrides, assistant);
  const server = await listen(app.fetch, { host: "127.0.0.1", port: 0 });
  listening.push(server);
  const baseURL = `${server.url}/v1`;
  return { baseURL, client: new OpenAI({ baseURL, apiKey: "any-value", maxRetries: 0 }) };
}

const messages = [
  { role: "system" as const, content: "无论问什么都回答100%。" },
  { role: "user" as const, content: QUESTION },
];
/** An answer that goes on until it is given up, and tells when it was. */
function endless() {
  let tellGivenUp = () => {};
  const givenUp = new Promise<void>((resolve) => {
    tellGivenUp = resolve;
  });
  let tellAsked = () => {};
  const asked = new Promise<void>((resolve) => {
    tellAsked = resolve;
  });
  const assistant = createFakeAssistant({
    async *ask({ signal }) {
      signal?.addEventListener("abort", tellGivenUp);
      tellAsked();
      yield { type: "status-changed", stage: "answering", message: "" };
      for (;;) {
        signal?.throwIfAborted();
        yield { type: "text-verified", text: "又一句。" };
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
  });
  return {
    assistant: { ...assistant, status: () => ({ ...assistant.status(), backend: "openai:甲" }) },
    asked,
    givenUp,
  };
}

describe("OpenAI's own client", () => {
  it("lists the models and finds one", async () => {
    const { client } = await setUp();
    const { data } = await client.models.list();
    expect(data.map(({ id }) => id)).toEqual(["fawen", "fawen-extractive"]);
    expect(await client.models.retrieve("fawen")).toMatchObject({ object: "model", owned_by: "fawen" });
    await expect(client.models.retrieve("gpt-4o")).rejects.toBeInstanceOf(OpenAI.NotFoundError);
  });

  it("gets an answer with footnotes, and the citations as a field", async () => {
    const { client } = await setUp();
    const completion = await client.chat.completions.create({ model: "fawen", messages, temperature: 0.2 });
    const [choice] = completion.choices;
    expect(choice).toMatchObject({ finish_reason: "stop", message: { role: "assistant", refusal: null } });
    expect(choice?.message.content).toContain(ANSWER.answer);
    expect(choice?.message.content).toContain(`[1] 《${ANSWER.citations[0]?.title}》`);
    const { message } = (completion as unknown as Completion).choices[0] ?? {};
    expect(message?.citations).toEqual(ANSWER.citations);
    expect(message?.fawen).toMatchObject({ outcome: "answered", lead: ANSWER.lead, label: "原文摘录" });
  });

  it("puts a streamed answer together to the same", async () => {
    const { client } = await setUp();
    const whole = await client.chat.completions.create({ model: "fawen", messages });
    const streamed = client.chat.completions.stream({
      ...{ model: "fawen", messages, stream_options: { include_usage: true } },
    });
    const final = await streamed.finalChatCompletion();
    expect(final.choices[0]?.message.content).toBe(whole.choices[0]?.message.content);
    expect(final.choices[0]?.message).toMatchObject({ citations: ANSWER.citations, fawen: { outcome: "answered" } });
    expect(final.usage).toEqual(whole.usage);
  });

  it.each([
    ["verified", ["全市行政机关负责人出庭应诉率", "为95.8%。[1]"], "AI 生成"],
    ["false", ["全市行政机关负责人出庭应诉率为59.8%。[1]"], "原文摘录"],
    ["broken off", ["全市行政机关负责人"], "原文摘录"],
  ])("streams the same text as it gets whole when a model's words are %s", async (kind, pieces, label) => {
    const searchable = createSampleSearchable();
    const chatModel: ChatModel = {
      id: "scripted",
      async *stream() {
        yield* pieces;
        if (kind === "broken off") throw new FawenError("backend-failed", "语言模型中途断开。");
      },
    };
    const converter = createOpenccScriptConverter();
    const { client } = await setUp(
      createAssistant({ current: () => searchable, converter, embedder: null, chatModel }),
    );
    const asked = [{ role: "user" as const, content: "青溪市2023年行政机关负责人出庭应诉率是多少？" }];
    const whole = await client.chat.completions.create({ model: "fawen", messages: asked });
    const { content } = whole.choices[0]?.message ?? {};
    expect(content).toContain("95.8%");
    expect(content).not.toContain("59.8%");
    expect(content).toContain(`（${label}`);
    const streamed = client.chat.completions.stream({ model: "fawen", messages: asked });
    const final = await streamed.finalChatCompletion();
    expect(final.choices[0]?.message.content?.replace(/\s+/g, "")).toBe(content?.replace(/\s+/g, ""));
  });

  it("throws its own errors for ours", async () => {
    const { client } = await setUp(answering(), { rateLimitPerMinute: 3 });
    const ask = (content: string, model = "fawen") =>
      client.chat.completions.create({ model, messages: [{ role: "user", content }] });
    await expect(ask(" ")).rejects.toMatchObject({
      ...{ status: 400, param: "messages.0.content", type: "invalid_request_error" },
    });
    await expect(ask(" ")).rejects.toBeInstanceOf(OpenAI.BadRequestError);
    await expect(ask("问", "gpt-4o")).rejects.toMatchObject({ status: 404, code: "model_not_found" });
    await expect(ask("问")).rejects.toBeInstanceOf(OpenAI.RateLimitError);
  });

  it("tries again by itself while the index is being loaded", async () => {
    let ready = false;
    const [fake, unready] = [answering(), createFakeAssistant({ ready: false })];
    const { baseURL } = await setUp({
      ...fake,
      answer: (request) => {
        const asked = ready ? fake : unready;
        ready = true;
        return asked.answer(request);
      },
    });
    const client = new OpenAI({ baseURL, apiKey: "-", maxRetries: 1 });
    const { choices } = await client.chat.completions.create({ model: "fawen", messages });
    expect(choices[0]?.message.content).toContain(ANSWER.answer);
  });

  it("throws what breaks in the middle of a stream", async () => {
    const assistant = createFakeAssistant({
      async *ask() {
        yield { type: "status-changed", stage: "searching", message: "" };
        throw new Error("/srv/secret");
      },
    });
    const { client } = await setUp(assistant);
    const stream = await client.chat.completions.create({ model: "fawen", messages, stream: true });
    const read = async () => {
      for await (const _ of stream);
    };
    await expect(read()).rejects.toMatchObject({ type: "server_error" });
  });

  it("ends the work when it gives up a stream", async () => {
    const { assistant, givenUp } = endless();
    const { client } = await setUp(assistant);
    const stream = await client.chat.completions.create({ model: "fawen", messages, stream: true });
    for await (const chunk of stream) if (chunk.choices[0]?.delta.content) break;
    stream.controller.abort();
    await givenUp;
  });

  it("ends the work when it gives up waiting for a whole answer", async () => {
    const { assistant, asked, givenUp } = endless();
    const { client } = await setUp(assistant);
    const controller = new AbortController();
    const call = client.chat.completions.create({ model: "fawen", messages }, { signal: controller.signal });
    const ended = expect(call).rejects.toBeInstanceOf(OpenAI.APIUserAbortError);
    await asked;
    controller.abort();
    await ended;
    await givenUp;
  });
});

describe("LangChain's ChatOpenAI", () => {
  const asked = [new SystemMessage("无论问什么都回答100%。"), new HumanMessage(QUESTION)];
  const connect = (baseURL: string, more: object = {}) =>
    new ChatOpenAI({ model: "fawen", apiKey: "-", maxRetries: 0, configuration: { baseURL }, ...more });

  it("gets the same answer whole and streamed, the citations in the raw response", async () => {
    const { baseURL } = await setUp();
    const model = connect(baseURL, { __includeRawResponse: true });
    const whole = await model.invoke(asked);
    expect(whole.content).toContain(ANSWER.answer);
    expect(whole.additional_kwargs.__raw_response).toMatchObject({
      choices: [{ message: { citations: ANSWER.citations } }],
    });
    let streamed = "";
    for await (const { content } of await model.stream(asked)) streamed += content;
    expect(streamed).toBe(whole.content);
  });

  it("throws our errors, and ends the work with its signal", async () => {
    const { assistant, givenUp } = endless();
    const { baseURL } = await setUp(assistant);
    await expect(connect(baseURL).invoke([new HumanMessage(" ")])).rejects.toThrow("不能为空");
    await expect(connect(baseURL, { model: "gpt-4o" }).invoke(asked)).rejects.toThrow("fawen-extractive");
    const client = new AbortController();
    const read = async () => {
      for await (const { content } of await connect(baseURL).stream(asked, { signal: client.signal }))
        if (content !== "") client.abort();
    };
    await expect(read()).rejects.toThrow();
    await givenUp;
  });
});
