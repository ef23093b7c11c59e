import { afterEach, describe, expect, it } from "vitest";
import { testEmbedder } from "../testing/embedder-contract.ts";
import { createFakeEmbedder } from "../testing/fake-embedder.ts";
import {
  type FakeOpenAiServer,
  type RecordedRequest,
  type Responder,
  sendJson,
  startFakeOpenAiServer,
} from "../testing/fake-openai-server.ts";
import { createOpenAiEmbedder, type OpenAiEmbedderOptions } from "./openai-embedder.ts";

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

/** The probe gets what it should, every later request what `later` says. */
const afterProbe =
  (later: Responder): Responder =>
  (request, response, attempt) =>
    (attempt === 1 ? respond : later)(request, response, attempt);
const countOf = ({ body }: RecordedRequest) => (body.input as string[]).length;
const PATIENT = { tries: 4, firstWaitMs: 5, maxWaitMs: 50 };

/** Embeds with the fake, twice as long as a unit vector and in reverse order, as the index field allows. */
const respond: Responder = async ({ body }, response) => {
  // Safe: the adapter under test sends texts.
  const vectors = await fake.embedPassages(body.input as string[]);
  const data = vectors.map((vector, index) => ({ index, embedding: Array.from(vector, (value) => value * 2) }));
  sendJson(response, { data: data.reverse() });
};

const open = async (responder: Responder = respond, model = "bge-m3", changes: Partial<OpenAiEmbedderOptions> = {}) => {
  const server = await start(responder);
  const options = { baseUrl: server.baseUrl, model, apiKey: "k-123", timeoutMs: 60_000, fetch, ...changes };
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

  it("asks for fewer texts at a time where the server refuses so many, and remembers it", async () => {
    const { server, embedder } = await open((request, response, attempt) => {
      const message = "batch size is invalid, it should not be larger than 10.: input.contents";
      if (countOf(request) > 10) sendJson(response, { error: { message } }, 400);
      else respond(request, response, attempt);
    });
    const texts = Array.from({ length: 40 }, (_, row) => `第${row}段`);
    const vectors = await embedder.embedPassages(texts);
    expect(vectors).toHaveLength(40);
    expect(vectors[39]).toEqual((await fake.embedPassages(["第39段"]))[0]);
    expect(server.requests.slice(1).map(countOf)).toEqual([32, 16, 8, 8, 8, 8, 8]);
  });

  it("says why when a single text is refused", async () => {
    const { embedder } = await open(afterProbe((_, response) => sendJson(response, { error: "too long" }, 400)));
    await expect(embedder.embedPassages(["甲", "乙", "丙"])).rejects.toThrow(/HTTP 400.*too long/);
  });

  it("gives up on a reply that stops in the middle, and can be cancelled there", async () => {
    const stuck: Responder = (_, response) => void response.writeHead(200).write('{"data":[');
    // The probe has all the time it needs.
    const patient = await open(afterProbe(stuck));
    const impatient = patient.embedder.withPatience({ timeoutMs: 150, retry: { ...PATIENT, tries: 1 } });
    await expect(impatient.embedQuery("问")).rejects.toMatchObject({
      code: "backend-failed",
      message: expect.stringContaining("0.15 秒没有回应"),
    });
    const stopping = new AbortController();
    const { embedder } = await open(
      afterProbe((request, response, attempt) => {
        stuck(request, response, attempt);
        setTimeout(() => stopping.abort(), 50);
      }),
    );
    const working = embedder.embedPassages(["甲"], { signal: stopping.signal });
    await expect(working).rejects.toMatchObject({ code: "cancelled" });
  });

  it("does not read a reply without end", async () => {
    let closed = () => {};
    const ended = new Promise<void>((resolve) => (closed = resolve));
    const endless: Responder = (_, response) => {
      response.writeHead(200).on("close", closed);
      const piece = " ".repeat(2 ** 20);
      const write = () => {
        while (!response.destroyed && response.write(piece));
        if (!response.destroyed) response.once("drain", write);
      };
      write();
    };
    const { embedder } = await open(afterProbe(endless));
    await expect(embedder.embedQuery("问")).rejects.toThrow(/回复超过 32 MB/);
    await ended;
  });

  it("tries again when the connection breaks in the middle of a reply, and names what happened", async () => {
    const cut: Responder = (_, response) => {
      response.writeHead(200, { "content-length": "1000" }).write('{"data":');
      setTimeout(() => response.destroy(), 20);
    };
    const once = await open(
      afterProbe((request, response, attempt) => (attempt === 2 ? cut : respond)(request, response, attempt)),
    );
    expect(await once.embedder.embedQuery("问")).toHaveLength(32);
    const always = await open(afterProbe(cut));
    await expect(always.embedder.embedQuery("问")).rejects.toMatchObject({
      retryable: true,
      message: expect.stringContaining("连接中断"),
    });
  });

  it("asks a busy server as often as it is told to, no sooner than the server says", async () => {
    const times: number[] = [];
    const busy: Responder = (request, response, attempt) => {
      times.push(performance.now());
      if (attempt > 4) respond(request, response, attempt);
      else response.writeHead(429, attempt === 2 ? { "retry-after": "1" } : {}).end("{}");
    };
    const { embedder } = await open(afterProbe(busy), "bge-m3", { retry: { ...PATIENT, maxWaitMs: 300 } });
    expect(await embedder.embedPassages(["甲"])).toHaveLength(1);
    expect(times).toHaveLength(4);
    // A second is asked for, the limit is shorter.
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(290);
  });

  it("can be asked with less patience", async () => {
    const { server, embedder } = await open(
      afterProbe((_, response) => sendJson(response, {}, 503)),
      "bge-m3",
      { retry: PATIENT },
    );
    const hasty = embedder.withPatience({ timeoutMs: 60_000, retry: { ...PATIENT, tries: 1 } });
    expect(hasty.stamp).toEqual(embedder.stamp);
    await expect(hasty.embedQuery("问")).rejects.toThrow("HTTP 503");
    expect(server.requests).toHaveLength(2);
  });

  it("sends a user name and a password of the address as basic auth, and never tells them", async () => {
    const server = await start((request, response, attempt) => {
      if (attempt === 1) return respond(request, response, attempt);
      return sendJson(response, { error: `no: ${request.authorization} pa@ss-9c1` }, 401);
    });
    const baseUrl = server.baseUrl.replace("//", "//anna:pa@ss-9c1@");
    const embedder = await createOpenAiEmbedder({ baseUrl, model: "m", timeoutMs: 2000, fetch });
    const token = Buffer.from("anna:pa@ss-9c1").toString("base64");
    expect(server.requests[0]?.authorization).toBe(`Basic ${token}`);
    const failure = await embedder.embedQuery("问").catch(String);
    expect(failure).toContain("HTTP 401");
    expect(failure).not.toMatch(/ss-9c1/);
    expect(failure).not.toContain(token);
  });

  it("takes vectors without numbers in the order that they come in", async () => {
    const { embedder } = await open(
      afterProbe(async ({ body }, response) => {
        const vectors = await fake.embedPassages(body.input as string[]);
        sendJson(response, { data: vectors.map((vector) => ({ embedding: [...vector] })) });
      }),
    );
    const [, second = new Float32Array()] = await embedder.embedPassages(["立法", "执法"]);
    const [expected] = await fake.embedPassages(["执法"]);
    expect(second.every((value, at) => Math.abs(value - (expected?.[at] ?? 9)) < 1e-5)).toBe(true);
  });

  it.each([
    ["twice", [0, 0]],
    ["beyond the texts", [1, 2]],
    ["for some only", [0, null]],
  ])("refuses a reply that gives a number %s", async (_, numbers) => {
    const data = numbers.map((index) => ({ index, embedding: Array.from({ length: 32 }, () => 1) }));
    const { embedder } = await open(afterProbe((_request, response) => sendJson(response, { data })));
    await expect(embedder.embedPassages(["甲", "乙"])).rejects.toThrow(/index 有重复或超出范围/);
  });
});
