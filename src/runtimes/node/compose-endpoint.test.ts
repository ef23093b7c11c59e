import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseConfig } from "../../config.ts";
import { createFakeEmbedder } from "../../testing/fake-embedder.ts";
import { type FakeOpenAiServer, sendJson, startFakeOpenAiServer } from "../../testing/fake-openai-server.ts";
import { createSmallCorpus, type SmallCorpus } from "../../testing/small-corpus.ts";
import { type Composed, composeAssistant } from "./compose.ts";

const QUESTION = { messages: [{ role: "user" as const, content: "云泽市2023年行政机关负责人出庭应诉率是多少？" }] };
const fake = createFakeEmbedder(32);

describe("composeAssistant with an embedding endpoint", () => {
  let corpus: SmallCorpus;
  let server: FakeOpenAiServer;
  let composed: Composed | undefined;
  let failing = false;
  /** So many requests are refused for being too many. */
  let busy = 0;
  const lines: string[] = [];
  beforeEach(async () => {
    corpus = createSmallCorpus();
    failing = false;
    busy = 0;
    lines.length = 0;
    server = await startFakeOpenAiServer(async ({ body }, response) => {
      if (busy > 0) {
        busy--;
        return response.writeHead(429, { "retry-after": "0" }).end("{}");
      }
      if (failing) return sendJson(response, {}, 503);
      // Safe: the adapter under test sends texts.
      const vectors = await fake.embedPassages(body.input as string[]);
      sendJson(response, { data: vectors.map((vector, index) => ({ index, embedding: [...vector] })) });
    });
  });
  afterEach(async () => {
    await composed?.close();
    await server.close();
    corpus.remove();
  });

  it("embeds the reports patiently while the endpoint is busy", async () => {
    const config = parseConfig({ ...corpus.settings, EMBEDDER: server.baseUrl, EMBEDDER_MODEL: "m" });
    composed = await composeAssistant(config, { notify: (line) => lines.push(line) });
    busy = 4;
    await composed.prepare();
    expect(busy).toBe(0);
    expect(composed.assistant.status().vectorIndex).toBe("exact");
  });

  it("answers by words while the endpoint is down, and leaves it alone for a while", async () => {
    const config = parseConfig({ ...corpus.settings, EMBEDDER: server.baseUrl, EMBEDDER_MODEL: "m" });
    composed = await composeAssistant(config, { notify: (line) => lines.push(line) });
    await composed.prepare();
    expect(composed.assistant.status().vectorIndex).toBe("exact");
    failing = true;
    const asked = server.requests.length;
    for (let time = 0; time < 3; time++) expect((await composed.assistant.answer(QUESTION)).answer).toContain("91.5%");
    expect(server.requests).toHaveLength(asked + 1);
    expect(lines.some((line) => line.includes("只按词语检索"))).toBe(true);
  });
});
