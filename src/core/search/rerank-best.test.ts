import { describe, expect, it } from "vitest";
import { FawenError } from "../model/errors.ts";
import type { Reranker } from "../ports/reranker.ts";
import { rerankBest } from "./rerank-best.ts";

/** Scores by length; `fault` makes it fail. */
function createReranker(candidates: number, fault?: Error): Reranker & { readonly asked: string[][] } {
  const asked: string[][] = [];
  return {
    ...{ id: "by-length", candidates, asked },
    async rerank(_query, passages) {
      asked.push([...passages]);
      if (fault) throw fault;
      return passages.map((passage) => passage.length / 10);
    },
  };
}
const texts = ["甲", "甲乙丙", "甲乙", "丁丁", "很长的一段话"];
const run = (reranker: Reranker, options: { signal?: AbortSignal; lines?: string[] } = {}) =>
  rerankBest(reranker, "问", texts, (text) => text, {
    signal: options.signal,
    warn: (line) => options.lines?.push(line),
  });

describe("rerankBest", () => {
  it("orders the first by score, keeps the order on a tie, and leaves the others behind them", async () => {
    const reranker = createReranker(4);
    expect(await run(reranker)).toEqual([
      { item: "甲乙丙", score: 0.3 },
      { item: "甲乙", score: 0.2 },
      { item: "丁丁", score: 0.2 },
      { item: "甲", score: 0.1 },
      { item: "很长的一段话", score: null },
    ]);
    expect(reranker.asked).toEqual([texts.slice(0, 4)]);
  });

  it("keeps the order, with one line, when the reranker fails", async () => {
    const lines: string[] = [];
    const failing = createReranker(4, new FawenError("backend-failed", "没有回应"));
    expect((await run(failing, { lines })).map(({ item }) => item)).toEqual(texts);
    expect(lines).toEqual([expect.stringContaining("没有回应")]);
  });

  it("passes on that it was cancelled, and faults of the program", async () => {
    const cancelled = createReranker(4, new FawenError("cancelled", "已取消"));
    await expect(run(cancelled, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: "cancelled" });
    await expect(run(createReranker(4, new TypeError("bug")))).rejects.toThrow(TypeError);
  });
});
