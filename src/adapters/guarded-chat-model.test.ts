import { afterEach, describe, expect, it } from "vitest";
import type { ChatModel } from "../core/ports/chat-model.ts";
import { findClosedPort } from "../testing/closed-port.ts";
import { collect } from "../testing/collect.ts";
import type { FakeOpenAiServer } from "../testing/fake-openai-server.ts";
import { type FaultName, startFaultyOpenAiServer } from "../testing/faulty-openai-server.ts";
import { RefusedRequest } from "./backend-failure.ts";
import { createGuardedChatModel } from "./guarded-chat-model.ts";
import { createOpenAiChatModel } from "./openai-chat-model.ts";

const KEY = "sk-guard-0123456789";
const RIGHT = "出庭应诉率为97.4%。[1]";
const question = { system: "规则", messages: [{ role: "user" as const, content: "多少？" }] };
const servers: FakeOpenAiServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

/**
 * A clock that stands still, but for its sleeps below `skipBelowMs`: those take their time at once, all others end when
 * the test says so.
 */
function fakeClock(skipBelowMs: number) {
  const slept: number[] = [];
  const sleeping: (() => void)[] = [];
  const clock = {
    nowMs: 0,
    slept,
    endSleeps() {
      for (const end of sleeping.splice(0)) end();
    },
    now: () => clock.nowMs,
    sleep(ms: number, signal?: AbortSignal) {
      if (ms >= skipBelowMs)
        return new Promise<void>((resolve, reject) => {
          sleeping.push(resolve);
          signal?.addEventListener("abort", () => reject(signal.reason));
        });
      slept.push(ms);
      clock.nowMs += ms;
      return Promise.resolve();
    },
  };
  return clock;
}

async function setUp(fault: FaultName, timeoutMs = 30_000) {
  const server = await startFaultyOpenAiServer(fault, RIGHT);
  servers.push(server);
  const connection = { baseUrl: server.baseUrl, apiKey: KEY, timeoutMs };
  const backend = createOpenAiChatModel({ ...connection, model: "m", fetch });
  const clock = fakeClock(timeoutMs);
  const warned: string[] = [];
  const warn = (line: string) => warned.push(line);
  const guarded = createGuardedChatModel(backend, { timeoutMs, secrets: connection, warn, clock });
  return { server, guarded, clock, warned };
}

/** What came of a call: the text, and the error that ended it. */
async function outcome(model: ChatModel, signal?: AbortSignal, onPiece = () => {}) {
  let text = "";
  try {
    for await (const piece of model.stream({ ...question, signal })) {
      text += piece;
      onPiece();
    }
    return { text, error: null };
  } catch (error) {
    return { text, error };
  }
}

describe("createGuardedChatModel at a server that misbehaves", () => {
  it.each<[FaultName, string, number, string]>([
    ["HTTP 401", "语言模型没有接受密钥", 1, ""],
    ["HTTP 402", "语言模型的账户余额不足", 1, ""],
    ["HTTP 404", "语言模型不存在，或地址不对", 1, ""],
    ["429 with a long Retry-After", "语言模型的请求太多，暂时不接受新的", 1, ""],
    ["429 without Retry-After", "语言模型的请求太多，暂时不接受新的", 1, ""],
    ["HTTP 500", "语言模型的服务出错", 1, ""],
    ["503 for good", "语言模型的服务出错", 3, ""],
    ["half a stream", "语言模型的回复中途断开", 1, `${RIGHT}另有`],
    ["a stream that ends without its end", "语言模型的回复中途断开", 1, RIGHT],
    ["an error inside the stream", "语言模型的回复中途断开", 1, ""],
    ["malformed SSE", "语言模型的回复不合格式", 1, ""],
    ["wrong JSON", "语言模型的回复不合格式", 1, ""],
    ["a login page", "语言模型的回复不合格式", 1, ""],
    ["an empty reply", "语言模型没有给出内容", 1, ""],
    ["a think block that never closes", "语言模型没有给出内容", 1, ""],
    ["tool calls and nothing else", "语言模型没有给出内容", 1, ""],
    ["a reply of 100 kB", "语言模型的回复过长", 1, "一".repeat(8_000)],
    ["a reply of 100 kB in one piece", "语言模型的回复过长", 1, "一".repeat(8_000)],
  ])("%s: %s", async (fault, message, requests, text) => {
    const { server, guarded, warned } = await setUp(fault);
    const result = await outcome(guarded);
    expect(result).toMatchObject({ text, error: { code: "backend-failed", message } });
    expect(server.requests).toHaveLength(requests);
    const told = [String(result.error), JSON.stringify(result.error), ...warned, String(causes(result.error))];
    expect(told.join()).not.toContain(KEY);
    expect(warned).toHaveLength(1);
  });

  it.each<[FaultName, number[]]>([
    ["429 with a short Retry-After", [1_000]],
    ["503 once", [300]],
  ])("%s: waits and asks again", async (fault, slept) => {
    const { server, guarded, clock, warned } = await setUp(fault);
    expect(await outcome(guarded)).toEqual({ text: RIGHT, error: null });
    expect(server.requests).toHaveLength(2);
    expect(clock.slept).toEqual(slept);
    expect(warned).toEqual([]);
  });

  it.each<FaultName>(["a think block", "a think block cut over pieces", "reasoning_content", "tool-call noise"])(
    "%s: lets only the answer through",
    async (fault) => {
      expect(await outcome((await setUp(fault)).guarded)).toEqual({ text: RIGHT, error: null });
    },
  );

  it.each<[FaultName, string]>([
    ["hang before the reply", ""],
    ["hang in the middle", "办"],
    ["a stream that drips without end", "的"],
  ])("%s: ends when the time for the whole call is over", async (fault, text) => {
    const { server, guarded, clock } = await setUp(fault);
    const ending = outcome(guarded, undefined, clock.endSleeps);
    if (text === "") {
      await expect.poll(() => server.requests.length).toBe(1);
      clock.endSleeps();
    }
    const result = await ending;
    expect(result.text.slice(0, 1)).toBe(text);
    expect(result.error).toMatchObject({ message: "语言模型在 30 秒内没有答完" });
  });

  it("a refused connection is tried twice", async () => {
    const clock = fakeClock(1_000);
    const backend = createOpenAiChatModel({ baseUrl: await findClosedPort(), model: "m", timeoutMs: 30_000, fetch });
    const guarded = createGuardedChatModel(backend, { timeoutMs: 1_000, clock });
    expect(await outcome(guarded)).toMatchObject({ error: { message: "语言模型连不上", retryable: true } });
    expect(clock.slept).toEqual([300]);
  });
});

describe("createGuardedChatModel", () => {
  const backendThat = (stream: ChatModel["stream"]): ChatModel => ({ id: "fake:m", stream });
  const failing = (fault: () => unknown) =>
    // biome-ignore lint/correctness/useYield: it fails before it says anything.
    backendThat(async function* () {
      throw fault();
    });

  it("does not wait longer than there is time for the answer", async () => {
    const clock = fakeClock(1_000);
    const backend = failing(() => new RefusedRequest(503, "", 2_000));
    await outcome(createGuardedChatModel(backend, { timeoutMs: 1_000, clock }));
    expect(clock.slept).toEqual([]);
  });

  it("leaves a backend alone that fails again and again, and tries it again after a while", async () => {
    const clock = fakeClock(60_000);
    const warned: string[] = [];
    let [calls, works] = [0, false];
    const backend = backendThat(async function* () {
      calls++;
      if (!works) throw new RefusedRequest(500, "");
      yield "好。";
    });
    const guarded = createGuardedChatModel(backend, { timeoutMs: 60_000, clock, warn: (line) => warned.push(line) });
    for (let time = 0; time < 3; time++) await outcome(guarded);
    expect(guarded.health?.()).toEqual({ paused: true, retryInMs: 30_000 });
    expect(warned.at(-1)).toBe("fake:m 连续 3 次没有成功：语言模型多次没有成功，暂停使用，30 秒后再试。");
    const { error } = await outcome(guarded);
    expect(error).toMatchObject({
      code: "backend-failed",
      retryable: true,
      message: "语言模型多次没有成功，暂停使用，30 秒后再试",
    });
    expect(calls).toBe(3);
    clock.nowMs += 30_000;
    works = true;
    expect(await outcome(guarded)).toEqual({ text: "好。", error: null });
    expect(guarded.health?.()).toEqual({ paused: false, retryInMs: 0 });
  });

  it("blames no backend for a request that it cannot take, or for readers who leave", async () => {
    const refusing = createGuardedChatModel(
      failing(() => new RefusedRequest(413, "")),
      { timeoutMs: 1_000 },
    );
    for (let time = 0; time < 5; time++) await outcome(refusing);
    expect(refusing.health?.().paused).toBe(false);
    const hanging = createGuardedChatModel(
      backendThat(async function* () {
        yield "好";
        await new Promise(() => {});
      }),
      { timeoutMs: 60_000 },
    );
    for (let time = 0; time < 5; time++) for await (const _ of hanging.stream(question)) break;
    expect(await outcome(hanging, AbortSignal.timeout(20))).toMatchObject({ text: "好", error: { code: "cancelled" } });
    expect(hanging.health?.().paused).toBe(false);
  });

  it("keeps the key out of whatever a backend throws", async () => {
    const warned: string[] = [];
    const backend = failing(() => new Error(`bad key ${KEY} at https://me:${KEY}@host/?k=${encodeURIComponent(KEY)}`));
    const options = { timeoutMs: 1_000, secrets: { apiKey: KEY }, warn: (line: string) => warned.push(line) };
    const { error } = await outcome(createGuardedChatModel(backend, options));
    expect(error).toMatchObject({ message: "语言模型出错" });
    expect(warned).toEqual([expect.stringContaining("bad key ***")]);
    expect([...warned, ...causes(error)].join()).not.toContain(KEY);
  });

  it("lets the backend know that nobody listens any more, however the call ended", async () => {
    const signals: AbortSignal[] = [];
    const guarded = createGuardedChatModel(
      backendThat(async function* ({ signal }) {
        if (signal) signals.push(signal);
        yield* ["一。", "二。"];
      }),
      { timeoutMs: 1_000 },
    );
    await collect(guarded.stream(question));
    for await (const _ of guarded.stream(question)) break;
    expect(signals.map((signal) => signal.aborted)).toEqual([true, true]);
  });

  it("does not even ask when the request was cancelled before", async () => {
    const guarded = createGuardedChatModel(
      backendThat(() => {
        throw new Error("asked");
      }),
      { timeoutMs: 1_000 },
    );
    expect(await outcome(guarded, AbortSignal.abort())).toMatchObject({ error: { code: "cancelled" } });
  });
});

/** All that an error was caused by. */
function causes(error: unknown): string[] {
  return error instanceof Error ? [String(error), JSON.stringify(error), ...causes(error.cause)] : [];
}
