import { describe, expect, it } from "vitest";
import type { AskRequest } from "../core/assistant.ts";
import { FawenError } from "../core/model/errors.ts";
import { createFakeAssistant, tellAnswer } from "../testing/fake-assistant.ts";
import { ANSWER, chatBody, QUESTION, readError, setUpApp } from "../testing/set-up-app.ts";
import { type ChatEvent, ChatEventSchemas } from "./contract.ts";

const STREAMED = { ...chatBody(QUESTION), stream: true };

/** The events of a whole body, each checked against the contract. */
function parseEvents(body: string) {
  return body
    .split("\n\n")
    .filter((block) => block !== "")
    .map((block) => {
      const [, event = "", data = ""] = /^event: (\w+)\ndata: (.*)$/.exec(block) ?? [];
      // A name that is not in the contract makes the lookup fail right here.
      return { event, data: ChatEventSchemas[event as ChatEvent["event"]].parse(JSON.parse(data)) };
    });
}

describe("a streamed answer", () => {
  it("tells status, citations, verified text and at the end the whole answer", async () => {
    const { post } = setUpApp();
    const response = await post("/api/chat", STREAMED);
    expect(response.headers.get("Content-Type")).toMatch(/^text\/event-stream/);
    expect(response.headers.get("Cache-Control")).toBe("no-store");
    const events = parseEvents(await response.text());
    expect(events.map(({ event }) => event)).toEqual(["status", "citations", "delta", "done"]);
    expect(events[1]?.data).toEqual({ citations: ANSWER.citations });
    expect(events[2]?.data).toEqual({ text: ANSWER.answer });
    expect(events[3]?.data).toMatchObject({ ...ANSWER, id: expect.stringMatching(/^id-/) });
  });

  it("sends each event as soon as it is known", async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const assistant = createFakeAssistant({
      async *ask() {
        yield { type: "text-verified", text: "第一句。" };
        await held;
        yield { type: "answer-ended", answer: ANSWER };
      },
    });
    const response = await setUpApp({}, assistant).post("/api/chat", STREAMED);
    const reader = response.body?.getReader();
    const first = new TextDecoder().decode((await reader?.read())?.value);
    expect(first).toBe('event: delta\ndata: {"text":"第一句。"}\n\n');
    release();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toMatch(/^event: done\n/);
  });

  it("gives a real status to what breaks before the first event", async () => {
    const assistant = createFakeAssistant({
      // biome-ignore lint/correctness/useYield: it breaks before its first event.
      async *ask() {
        throw new FawenError("bad-request", "没有这个后端", { field: "backend" });
      },
    });
    const response = await setUpApp({}, assistant).post("/api/chat", STREAMED);
    expect(response.status).toBe(400);
    expect(await readError(response)).toMatchObject({ field: "backend" });
  });

  it.each([
    ["a known error", new FawenError("backend-failed", "http://10.0.0.3 没有回应"), "backend-failed"],
    ["an unknown error", new Error("/srv/secret"), "internal"],
  ])("ends with an error event when %s comes later, and logs it", async (_, error, code) => {
    const assistant = createFakeAssistant({
      async *ask() {
        yield { type: "text-verified", text: "第一句。" };
        throw error;
      },
    });
    const { post, logged } = setUpApp({}, assistant);
    const body = await (await post("/api/chat", STREAMED)).text();
    const events = parseEvents(body);
    expect(events.map(({ event }) => event)).toEqual(["delta", "error"]);
    expect(events[1]?.data).toMatchObject({ error: { code } });
    expect(body).not.toMatch(/10\.0\.0\.3|secret/);
    expect(logged).toMatchObject([{ message: "answer broke off", facts: { error } }]);
  });

  it("reports an assistant that ends without an answer as an error", async () => {
    const assistant = createFakeAssistant({
      async *ask() {
        yield { type: "text-verified", text: "第一句。" };
      },
    });
    const events = parseEvents(await (await setUpApp({}, assistant).post("/api/chat", STREAMED)).text());
    expect(events.at(-1)).toMatchObject({ event: "error", data: { error: { code: "internal" } } });
  });

  it("aborts the work when the client goes away, and lets it clean up", async () => {
    let asked: AskRequest | undefined;
    let cleanedUp = () => {};
    const cleanUp = new Promise<void>((resolve) => {
      cleanedUp = resolve;
    });
    const assistant = createFakeAssistant({
      async *ask(request) {
        asked = request;
        try {
          for (;;) {
            yield { type: "text-verified", text: "又一句。" };
            await new Promise((resolve) => setImmediate(resolve));
          }
        } finally {
          cleanedUp();
        }
      },
    });
    const { post, logged } = setUpApp({}, assistant);
    const response = await post("/api/chat", STREAMED);
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    await cleanUp;
    expect(asked?.signal?.aborted).toBe(true);
    expect(logged).toEqual([]);
  });

  it("hands an aborted request on to an answer that is not streamed", async () => {
    const client = new AbortController();
    const assistant = createFakeAssistant({
      async *ask({ signal }) {
        client.abort();
        signal?.throwIfAborted();
        yield* tellAnswer(ANSWER);
      },
    });
    const { app, logged } = setUpApp({}, assistant);
    const response = await app.request(
      new Request("http://localhost/api/chat", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(chatBody(QUESTION)),
        signal: client.signal,
      }),
    );
    expect(response.status).toBe(499);
    expect(logged).toEqual([]);
  });
});
