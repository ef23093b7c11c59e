import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { parseConfig } from "../../src/config.ts";
import { MODEL_NOTES } from "../../src/core/answering/rephrase-answer.ts";
import { type ChatResponse, ChatResponseSchema } from "../../src/http/contract.ts";
import { createChatModel } from "../../src/runtimes/node/create-chat-model.ts";
import { type Listening, listen } from "../../src/runtimes/node/listen.ts";
import { findClosedPort } from "../../src/testing/closed-port.ts";
import { sendPieces, startFakeOpenAiServer } from "../../src/testing/fake-openai-server.ts";
import { FAULTS, type FaultName, startFaultyOpenAiServer } from "../../src/testing/faulty-openai-server.ts";
import { setUpLibrary } from "../../src/testing/set-up-library.ts";
import { reportOf } from "../../src/testing/small-corpus.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const FILES = [{ file: "yunze-2023.txt", raw: reportOf(2023, 158) }];
const QUESTION = "云泽市2023年行政机关负责人出庭应诉率是多少？";
const RIGHT = "行政机关负责人出庭应诉率为91.5%。[1]";
const KEY = "sk-secret-0123456789";
/** For a model that does not come to its end. */
const TIMEOUT_MS = 2_000;
/** For all others, so that none seems to hang on a busy machine. */
const PATIENCE_MS = 60_000;
const HANGING: readonly string[] = [
  "hang before the reply",
  "hang in the middle",
  "a stream that drips without end",
] satisfies FaultName[];

type Shown = readonly [label: ChatResponse["label"], note: string | null];
/** What went wrong, and that the quotes stand in for it. */
const quotesBecause = (what: string): Shown => ["原文摘录", what + MODEL_NOTES.failed];
const NOTHING_USABLE: Shown = ["原文摘录", MODEL_NOTES.refused];
const PARTLY: Shown = ["AI 生成", `语言模型的回复中途断开${MODEL_NOTES.brokeOff}`];
const RIGHT_ANSWER: Shown = ["AI 生成", null];

/** What the reader sees in each case; docs/adapters.md has the same table. */
const EXPECTED: Readonly<Record<FaultName | "refused connection", Shown>> = {
  "refused connection": quotesBecause("语言模型连不上"),
  "HTTP 401": quotesBecause("语言模型没有接受密钥"),
  "HTTP 402": quotesBecause("语言模型的账户余额不足"),
  "HTTP 404": quotesBecause("语言模型不存在，或地址不对"),
  "429 with a short Retry-After": RIGHT_ANSWER,
  "429 with a long Retry-After": quotesBecause("语言模型的请求太多，暂时不接受新的"),
  "429 without Retry-After": quotesBecause("语言模型的请求太多，暂时不接受新的"),
  "HTTP 500": quotesBecause("语言模型的服务出错"),
  "503 once": RIGHT_ANSWER,
  "503 for good": quotesBecause("语言模型的服务出错"),
  "hang before the reply": quotesBecause("语言模型在 2 秒内没有答完"),
  "hang in the middle": quotesBecause("语言模型在 2 秒内没有答完"),
  "a stream that drips without end": quotesBecause("语言模型在 2 秒内没有答完"),
  "half a stream": PARTLY,
  "a stream that ends without its end": PARTLY,
  "malformed SSE": quotesBecause("语言模型的回复不合格式"),
  "an error inside the stream": quotesBecause("语言模型的回复中途断开"),
  "wrong JSON": quotesBecause("语言模型的回复不合格式"),
  "a login page": quotesBecause("语言模型的回复不合格式"),
  "an empty reply": quotesBecause("语言模型没有给出内容"),
  "a reply in English": NOTHING_USABLE,
  "a reply in Traditional": RIGHT_ANSWER,
  "invented markers": NOTHING_USABLE,
  "no markers": NOTHING_USABLE,
  "a wrong figure": NOTHING_USABLE,
  "a reply of 100 kB": quotesBecause("语言模型的回复过长"),
  "a reply of 100 kB in one piece": quotesBecause("语言模型的回复过长"),
  "a think block": RIGHT_ANSWER,
  "a think block cut over pieces": RIGHT_ANSWER,
  "a think block that never closes": quotesBecause("语言模型没有给出内容"),
  reasoning_content: RIGHT_ANSWER,
  "tool-call noise": RIGHT_ANSWER,
  "tool calls and nothing else": quotesBecause("语言模型没有给出内容"),
};

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** The app on a port of its own, with a model behind the address. */
async function serve(baseUrl: string, timeoutMs = PATIENCE_MS) {
  const settings = { LLM_PROVIDER: "openai", LLM_BASE_URL: baseUrl, LLM_MODEL: "m", LLM_API_KEY: KEY };
  const config = parseConfig({ ...settings, LLM_TIMEOUT_MS: String(timeoutMs) });
  const warned: string[] = [];
  const chatModel = await createChatModel(config.llm, (line) => warned.push(line));
  const { app, logged } = await setUpLibrary(FILES, chatModel);
  const listening = await listen(app.fetch, { host: "127.0.0.1", port: 0 });
  closing.push(() => listening.close(0));
  return { listening, told: () => JSON.stringify([warned, logged]) };
}

function post({ url }: Listening, more: object, signal?: AbortSignal) {
  const body = JSON.stringify({ messages: [{ role: "user", content: QUESTION }], ...more });
  const headers = { "Content-Type": "application/json" };
  return fetch(`${url}/api/chat`, { method: "POST", headers, body, ...(signal && { signal }) });
}

async function ask(listening: Listening, more: object = {}): Promise<ChatResponse> {
  return ChatResponseSchema.parse(await (await post(listening, more)).json());
}

/** Asks for a stream; gives what was shown piece by piece, the whole answer and all that went over the line. */
async function askStreaming(listening: Listening) {
  const wire = await (await post(listening, { stream: true })).text();
  const events = [...wire.matchAll(/^event: (\w+)\ndata: (.*)$/gmu)].map(([, name, data = ""]) => ({
    name,
    data: JSON.parse(data),
  }));
  const shown = events.filter(({ name }) => name === "delta").map(({ data }) => data.text);
  return { wire, shown: shown.join(""), answer: ChatResponseSchema.parse(events.at(-1)?.data) };
}

describe("what a reader sees of a model's faults", () => {
  let quotes: ChatResponse;
  beforeAll(async () => {
    const { listening } = await serve(await findClosedPort());
    quotes = await ask(listening, { backend: "extractive" });
    expect(quotes).toMatchObject({ outcome: "answered", lead: expect.stringContaining("91.5%") });
  });

  it("is listed for every fault that is tried", () => {
    expect(Object.keys(EXPECTED).toSorted()).toEqual(["refused connection", ...Object.keys(FAULTS)].toSorted());
  });

  it.each(Object.entries(EXPECTED))("%s", async (fault, [label, note]) => {
    let baseUrl = await findClosedPort();
    if (Object.hasOwn(FAULTS, fault)) {
      // Safe: it was found among the names.
      const server = await startFaultyOpenAiServer(fault as FaultName, RIGHT);
      closing.push(() => server.close());
      baseUrl = server.baseUrl;
    }
    // What hangs ends by its own time, or this test never does.
    const { listening, told } = await serve(baseUrl, HANGING.includes(fault) ? TIMEOUT_MS : PATIENCE_MS);
    const { wire, shown, answer } = await askStreaming(listening);

    expect(answer).toMatchObject({ label, outcome: quotes.outcome, lead: quotes.lead });
    expect(answer.notes ?? []).toEqual(note === null ? [] : [note]);
    expect(shown).toBe(answer.answer);
    expect(answer.citations).toEqual(quotes.citations);
    const figures = answer.figures.map(({ text, value, unit, verified }) => ({ text, value, unit, verified }));
    const known = quotes.figures.map(({ text, value, unit }) => ({ text, value, unit, verified: true }));
    for (const figure of figures) expect(known).toContainEqual(figure);
    if (label === "原文摘录") {
      expect(figures).toEqual(known);
      expect(answer.answer).toBe(quotes.answer);
    }
    expect(answer.answer).not.toMatch(/99\.9|<|tool|think|應訴/);
    expect(wire + told()).not.toContain(KEY);
  });

  it.each([true, false])("hangs up on the model when the reader goes away (stream: %s)", async (stream) => {
    let hungUp = () => {};
    const closed = new Promise<void>((resolve) => {
      hungUp = resolve;
    });
    const server = await startFakeOpenAiServer((_, response) => {
      response.on("close", hungUp);
      sendPieces(response, ["行政机关"], { end: false });
    });
    closing.push(() => server.close());
    const { listening } = await serve(server.baseUrl);
    const leaving = new AbortController();
    const reading = post(listening, { stream }, leaving.signal).then((response) => response.text());
    while (server.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    leaving.abort();
    await expect(reading).rejects.toThrow("aborted");
    await closed;
  });

  it("does not ask a model that fails again and again", async () => {
    const server = await startFaultyOpenAiServer("HTTP 500", RIGHT);
    closing.push(() => server.close());
    const { listening } = await serve(server.baseUrl);
    const notes: unknown[] = [];
    for (let time = 0; time < 4; time++) notes.push((await ask(listening)).notes?.[0]);
    expect(notes.slice(0, 3)).toEqual(Array(3).fill(EXPECTED["HTTP 500"][1]));
    expect(notes[3]).toMatch(/^语言模型多次没有成功，暂停使用，\d+ 秒后再试，以下为原文摘录。$/);
    expect(server.requests).toHaveLength(3);
    const ready = await (await fetch(`${listening.url}/readyz`)).json();
    expect(ready).toMatchObject({ backend: "openai:m", chatModel: { paused: true, retryInMs: expect.any(Number) } });
  });

  it("stands in docs/adapters.md as it is", () => {
    const docs = readFileSync(join(ROOT, "docs/adapters.md"), "utf8");
    const rows = Object.entries(EXPECTED).map(([fault, [label, note]]) => `| ${fault} | ${label} | ${note ?? "—"} |`);
    expect(docs).toContain(`\n| --- | --- | --- |\n${rows.join("\n")}\n\n`);
  });
});
