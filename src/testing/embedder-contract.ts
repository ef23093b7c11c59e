import { describe, expect, it } from "vitest";
import type { Embedder } from "../core/ports/embedder.ts";

/** What every embedder must do, whatever is behind it. `create` may be called once a test. */
export function testEmbedder(name: string, create: () => Promise<Embedder> | Embedder) {
  describe(`${name} keeps the embedder contract`, () => {
    it("gives an empty list for an empty list", async () => {
      expect(await (await create()).embedPassages([])).toEqual([]);
    });

    it("gives one vector of unit length a text, as long as its stamp says", async () => {
      const embedder = await create();
      const vectors = await embedder.embedPassages(["行政复议", "依法行政考核", ""]);
      expect(vectors).toHaveLength(3);
      for (const vector of [...vectors, await embedder.embedQuery("谁来监督")]) {
        expect(vector).toBeInstanceOf(Float32Array);
        expect(vector).toHaveLength(embedder.stamp.dimensions);
        expect(Math.hypot(...vector)).toBeCloseTo(1, 3);
      }
    });

    it("keeps the order of the texts over many batches and counts them", async () => {
      const embedder = await create();
      const texts = Array.from({ length: 70 }, (_, row) => `第${row}条 立法计划与执法监督 ${row * 37}`);
      const done: number[] = [];
      const all = await embedder.embedPassages(texts, { onProgress: (count) => done.push(count) });
      expect(done.at(-1)).toBe(70);
      expect(done).toEqual([...done].sort((a, b) => a - b));
      for (const row of [0, 33, 69]) {
        const [alone] = await embedder.embedPassages([texts[row] ?? ""]);
        // Not bit by bit: quantised models vary a little with the batch.
        expect(dot(all[row], alone)).toBeGreaterThan(0.999);
      }
    });

    it("names itself so that another model is noticed", async () => {
      const { stamp } = await create();
      expect(stamp.id).not.toBe("");
      expect(stamp.digest).not.toBe("");
      expect(stamp.dimensions).toBeGreaterThan(0);
    });

    it("stops when it is cancelled", async () => {
      const embedder = await create();
      const controller = new AbortController();
      const texts = Array.from({ length: 400 }, (_, row) => `第${row}段`);
      const work = embedder.embedPassages(texts, {
        signal: controller.signal,
        onProgress: () => controller.abort(),
      });
      await expect(work).rejects.toMatchObject({ name: "FawenError", code: "cancelled" });
    });

    it("does not begin when it was cancelled before", async () => {
      const embedder = await create();
      const signal = AbortSignal.abort();
      await expect(embedder.embedPassages(["行政许可"], { signal })).rejects.toMatchObject({ code: "cancelled" });
      await expect(embedder.embedQuery("行政许可", { signal })).rejects.toMatchObject({ code: "cancelled" });
    });
  });
}

function dot(a: Float32Array = new Float32Array(), b: Float32Array = new Float32Array()): number {
  expect(a.length).toBe(b.length);
  return a.reduce((sum, value, row) => sum + value * (b[row] ?? Number.NaN), 0);
}
