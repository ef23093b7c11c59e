import { describe, expect, it } from "vitest";
import { FawenError } from "../core/model/errors.ts";
import type { Embedder } from "../core/ports/embedder.ts";
import { testEmbedder } from "../testing/embedder-contract.ts";
import { createFakeEmbedder } from "../testing/fake-embedder.ts";
import { createRestingEmbedder } from "./resting-embedder.ts";

const fake = createFakeEmbedder(8);
const LIMITS = { limitMs: 60, restMs: 30_000 };

function setUp(behaviour: Partial<Embedder>) {
  let asked = 0;
  let time = 1_000;
  const counting: Embedder = {
    stamp: fake.stamp,
    embedPassages: (texts, options) => {
      asked++;
      return (behaviour.embedPassages ?? fake.embedPassages)(texts, options);
    },
    embedQuery: (text, options) => {
      asked++;
      return (behaviour.embedQuery ?? fake.embedQuery)(text, options);
    },
  };
  return {
    embedder: createRestingEmbedder(counting, { ...LIMITS, now: () => time }),
    asked: () => asked,
    pass: (ms: number) => {
      time += ms;
    },
  };
}

const never = () => new Promise<never>(() => {});

testEmbedder("an embedder that rests after failures", () =>
  createRestingEmbedder(fake, { limitMs: 5_000, restMs: 1, now: () => 0 }),
);

describe("createRestingEmbedder", () => {
  it("gives up on what takes too long, then fails at once until the rest is over", async () => {
    const { embedder, asked, pass } = setUp({ embedQuery: never });
    await expect(embedder.embedQuery("问")).rejects.toMatchObject({
      code: "backend-failed",
      message: expect.stringContaining("0.06 秒没有回应"),
    });
    pass(29_000);
    await expect(embedder.embedPassages(["段"])).rejects.toMatchObject({
      code: "backend-failed",
      message: expect.stringContaining("1 秒后再试"),
    });
    expect(asked()).toBe(1);
    pass(1_000);
    expect(await embedder.embedPassages(["段"])).toHaveLength(1);
    expect(asked()).toBe(2);
  });

  it("ends its rest when the vector of a question comes after all", async () => {
    let answer = () => {};
    const late = new Promise<void>((resolve) => (answer = resolve));
    const { embedder } = setUp({ embedQuery: (text) => late.then(() => fake.embedQuery(text)) });
    await expect(embedder.embedQuery("问")).rejects.toThrow("没有回应");
    await expect(embedder.embedPassages(["段"])).rejects.toThrow("秒后再试");
    answer();
    await late;
    await new Promise((resolve) => setImmediate(resolve));
    expect(await embedder.embedPassages(["段"])).toHaveLength(1);
  });

  it("rests after an error too", async () => {
    const refused = async () => Promise.reject(new FawenError("backend-failed", "HTTP 500"));
    const { embedder, asked } = setUp({ embedQuery: refused });
    await expect(embedder.embedQuery("问")).rejects.toThrow("HTTP 500");
    await expect(embedder.embedQuery("问")).rejects.toThrow("秒后再试");
    expect(asked()).toBe(1);
  });

  it("does not rest when many passages were only slow", async () => {
    const { embedder } = setUp({
      embedPassages: (_, options) => {
        options?.onProgress?.(1);
        return never();
      },
    });
    await expect(embedder.embedPassages(["甲", "乙"])).rejects.toMatchObject({ code: "backend-failed" });
    expect(await embedder.embedQuery("问")).toHaveLength(8);
  });

  it("does not rest when the one who asked went away", async () => {
    const { embedder } = setUp({ embedPassages: never });
    const leaving = new AbortController();
    const asking = embedder.embedPassages(["甲"], { signal: leaving.signal });
    leaving.abort();
    await expect(asking).rejects.toMatchObject({ code: "cancelled" });
    expect(await embedder.embedQuery("问")).toHaveLength(8);
  });
});
