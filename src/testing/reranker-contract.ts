import { describe, expect, it } from "vitest";
import type { Reranker } from "../core/ports/reranker.ts";

/**
 * What every reranker must do, whatever is behind it. `create` may be called once a test; the model must find a passage
 * that shares words with the question better than one that does not.
 */
export function testReranker(name: string, create: () => Promise<Reranker> | Reranker) {
  describe(`${name} keeps the reranker contract`, () => {
    const query = "出庭应诉率";
    const near = "行政机关负责人出庭应诉率达到九成";
    const far = "森林防火物资储备";

    it("gives an empty list for an empty list", async () => {
      expect(await (await create()).rerank(query, [])).toEqual([]);
    });

    it("scores what answers above what does not, between 0 and 1, in the given order", async () => {
      const reranker = await create();
      const [a = Number.NaN, b = Number.NaN] = await reranker.rerank(query, [near, far]);
      const [c = Number.NaN, d = Number.NaN] = await reranker.rerank(query, [far, near]);
      expect(a).toBeGreaterThan(b);
      expect(d).toBeGreaterThan(c);
      for (const score of [a, b, c, d]) {
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
      }
    });

    it("gives one score a passage over many passages, empty and long ones too", async () => {
      const passages = Array.from({ length: 41 }, (_, row) => (row === 30 ? near : far.repeat(row)));
      const scores = await (await create()).rerank(query, passages);
      expect(scores).toHaveLength(41);
      expect(scores.indexOf(Math.max(...scores))).toBe(30);
    });

    it("names itself and how many passages it is meant to read", async () => {
      const { id, candidates } = await create();
      expect(id).not.toBe("");
      expect(candidates).toBeGreaterThan(0);
    });

    it("does not begin when it was cancelled before", async () => {
      const work = (await create()).rerank(query, [near], { signal: AbortSignal.abort() });
      await expect(work).rejects.toMatchObject({ name: "FawenError", code: "cancelled" });
    });

    it("stops when it is cancelled", async () => {
      const controller = new AbortController();
      const passages = Array.from({ length: 400 }, (_, row) => `${near}${row}`);
      const work = (await create()).rerank(query, passages, { signal: controller.signal });
      setTimeout(() => controller.abort(), 0);
      await expect(work).rejects.toMatchObject({ name: "FawenError", code: "cancelled" });
    });
  });
}
