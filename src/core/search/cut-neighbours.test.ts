import { describe, expect, it } from "vitest";
import { bareLibrary } from "../../testing/bare-library.ts";
import { buildShard } from "../build-shards.ts";
import { createAssistant } from "../create-assistant.ts";
import type { Library } from "../model/library.ts";
import { splitPassages } from "../reading/split-passages.ts";
import { cutNeighbours, wholeSentences } from "./cut-neighbours.ts";
import { createSearchableLibrary } from "./searchable-library.ts";

const plain = { version: "none", toSimplified: (text: string) => text };
const long = `${"各镇街道协同推进基层治理，".repeat(40)}全年办结行政复议案件73件。`;

/** Reports cut as ingestion cuts them. */
function cutLibrary(...bodies: string[]): Library {
  const library = bareLibrary(bodies, { vectors: false });
  const entries = library.reports.map((report, reportRow) => ({ report, passages: splitPassages(report, reportRow) }));
  const passages = entries.flatMap((entry) => entry.passages);
  return { ...library, passages, shards: [buildShard(entries, plain)] };
}

describe("cutNeighbours", () => {
  it("gives the passages that share a sentence with one, on either side", () => {
    const library = cutLibrary(long);
    expect(library.passages.length).toBeGreaterThan(1);
    const last = library.passages.length - 1;
    expect(cutNeighbours(library, 0)).toEqual({ before: null, after: library.passages[1] });
    expect(cutNeighbours(library, last)).toEqual({ before: library.passages[last - 1], after: null });
  });

  it("gives none where a sentence or a paragraph ends, or another report begins", () => {
    const sentence = `${"统筹推进执法监督和普法宣传".repeat(12)}。`;
    const line = "健全村居法律顾问工作机制".repeat(16);
    for (const library of [
      cutLibrary(sentence.repeat(4)),
      cutLibrary(`${line}\n${line}\n${line}`),
      cutLibrary("甲".repeat(9), "乙"),
    ]) {
      expect(library.passages.length).toBeGreaterThan(1);
      for (const row of library.passages.keys())
        expect(cutNeighbours(library, row)).toEqual({ before: null, after: null });
    }
  });

  it("throws for a row that is none", () => {
    expect(() => cutNeighbours(cutLibrary("甲"), 5)).toThrow(RangeError);
  });
});

describe("wholeSentences", () => {
  it("spans the sentence that a border cuts, and no more", () => {
    const library = cutLibrary(`健全工作机制。${long}\n${"加强队伍建设。".repeat(30)}`);
    const text = library.reports[0]?.text ?? "";
    const row = library.passages.findIndex(({ start, end }) => text.slice(start, end).includes("73件"));
    const { start, end } = wholeSentences(library, row);
    expect(text.slice(start, end)).toMatch(/^各镇街道[^。]*73件。/u);
    expect(wholeSentences(library, library.passages.length - 1)).toMatchObject({ end: library.passages.at(-1)?.end });
  });
});

describe("a sentence that a passage border cuts", () => {
  const library = cutLibrary(long);
  const searchable = createSearchableLibrary(library, null, plain);
  const assistant = createAssistant({ current: () => searchable, converter: plain, embedder: null });

  it("comes whole with the hit that has a part of it", async () => {
    const { hits } = await assistant.search({ query: "办结行政复议案件多少件", k: 1 });
    const [hit] = hits;
    expect(hit?.text).toContain("73件");
    expect(hit?.before?.text).toContain("各镇街道");
    expect(hit?.before?.end).toBeLessThanOrEqual(hit?.start ?? 0);
    expect(hit).not.toHaveProperty("after");
  });

  it("is quoted once, although two passages have it", async () => {
    const { citations } = await assistant.answer({
      messages: [{ role: "user", content: "办结行政复议案件多少件" }],
    });
    expect(citations.map(({ quote }) => quote)).toHaveLength(1);
    expect(long).toContain(citations[0]?.quote);
    expect(citations[0]?.quote).toContain("73件");
  });
});
