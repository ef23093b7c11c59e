import { describe, expect, it, vi } from "vitest";
import { parseConfig } from "../../config.ts";
import { findClosedPort } from "../../testing/closed-port.ts";
import { createFakeEmbedder } from "../../testing/fake-embedder.ts";
import { startFakeOpenAiServer } from "../../testing/fake-openai-server.ts";
import { plainStamp } from "../../testing/plain-stamp.ts";
import { type EmbedderSources, openEmbedder } from "./open-embedder.ts";

const packed = createFakeEmbedder();
const CLOUDFLARE = plainStamp("openai:@cf/baai/bge-m3", 3, "@cf/baai/bge-m3");
const SOURCES: EmbedderSources = {
  packed: { stamp: packed.stamp, open: async () => packed },
  ai: { run: async () => ({ data: [[1, 0, 0]] }) },
  fetch: (input, init) => fetch(input, init),
  nowMs: () => performance.now(),
  warn: () => {},
};
const embedder = (settings: Record<string, string> = {}) => parseConfig(settings).embedder;

describe("openEmbedder", () => {
  it("takes the deployed model where it made the index, without asking anybody", async () => {
    const ask = vi.fn<typeof fetch>();
    expect(await openEmbedder(embedder(), packed.stamp, { ...SOURCES, fetch: ask })).toBe(packed);
    expect(ask).not.toHaveBeenCalled();
  });

  it("tells that a setting has no effect which names another model than the index's", async () => {
    const warn = vi.fn();
    const opened = await openEmbedder(embedder({ EMBEDDER: "other/model" }), packed.stamp, { ...SOURCES, warn });
    expect(opened).toBe(packed);
    expect(warn).toHaveBeenCalledWith(expect.stringMatching(/EMBEDDER 写的是 other\/model.*这里用后者/u));
    warn.mockClear();
    await openEmbedder(embedder(), packed.stamp, { ...SOURCES, warn });
    expect(warn).not.toHaveBeenCalled();
  });

  it("takes Workers AI where one of its models made the index", async () => {
    const opened = await openEmbedder(embedder(), CLOUDFLARE, SOURCES);
    expect(opened?.stamp).toEqual(CLOUDFLARE);
    expect(await opened?.embedQuery("应诉率")).toEqual(Float32Array.of(1, 0, 0));
  });

  it("asks the endpoint of the settings where its model made the index", async () => {
    const server = await startFakeOpenAiServer((_, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ data: [{ embedding: [0, 2, 0] }] }));
    });
    const settings = embedder({ EMBEDDER: server.baseUrl, EMBEDDER_MODEL: "bge-m3" });
    // As an index tells it that was made with this endpoint.
    const made = { ...plainStamp("openai:bge-m3", 3, "bge-m3"), pooling: null };
    const opened = await openEmbedder(settings, made, SOURCES);
    expect(await opened?.embedQuery("应诉率")).toEqual(Float32Array.of(0, 1, 0));
    await expect(openEmbedder(settings, { ...made, dimensions: 4 }, SOURCES)).rejects.toThrow(/4 维.*可用的是.*3 维/);
    await server.close();
  });

  it("takes an endpoint that does not answer for what it is set to be, and checks its vectors once they come", async () => {
    const settings = embedder({ EMBEDDER: await findClosedPort(), EMBEDDER_MODEL: "bge-m3" });
    const made = { ...plainStamp("openai:bge-m3", 3, "bge-m3"), pooling: null };
    const warn = vi.fn();
    const opened = await openEmbedder(settings, made, { ...SOURCES, warn });
    expect(opened?.stamp).toEqual(made);
    expect(warn).toHaveBeenCalledWith(expect.stringMatching(/先按字词检索.*连接/));
    const answeringLater = (dimensions: number) => {
      let isFirst = true;
      const later: typeof fetch = async () => {
        if (isFirst) {
          isFirst = false;
          throw new TypeError("fetch failed");
        }
        return Response.json({ data: [{ embedding: Array.from({ length: dimensions }, () => 1) }] });
      };
      return openEmbedder(settings, made, { ...SOURCES, fetch: later });
    };
    await expect((await answeringLater(4))?.embedQuery("应诉率")).rejects.toThrow(/向量长短不一（3 与 4）/);
    expect(await (await answeringLater(3))?.embedQuery("应诉率")).toHaveLength(3);
    const another = { ...made, id: "openai:bge-large-zh", digest: "bge-large-zh" };
    await expect(openEmbedder(settings, another, SOURCES)).rejects.toMatchObject({ code: "backend-failed" });
  });

  it("searches by words alone when told so, or when the index has no vectors", async () => {
    expect(await openEmbedder(embedder({ EMBEDDER: "none" }), packed.stamp, SOURCES)).toBeNull();
    expect(await openEmbedder(embedder(), null, SOURCES)).toBeNull();
  });

  it.each([
    [
      "another packed model",
      plainStamp("bge-small-zh", 512, "d"),
      SOURCES,
      /出自 bge-small-zh.*可用的是 fake.*EMBEDDER=none/,
    ],
    ["no AI binding", CLOUDFLARE, { ...SOURCES, ai: undefined }, /\[ai\] 绑定/],
  ])("refuses what did not make the index: %s", async (_, made, sources, message) => {
    const opening = openEmbedder(embedder(), made, sources);
    await expect(opening).rejects.toMatchObject({ code: "index-mismatch", field: "EMBEDDER" });
    await expect(opening).rejects.toThrow(message);
  });
});
