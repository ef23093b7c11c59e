import { describe, expect, it } from "vitest";
import { createOpenccScriptConverter } from "../../adapters/opencc-script-converter.ts";
import { createSampleSearchable } from "../../testing/sample-library.ts";
import { createAssistant } from "../create-assistant.ts";
import { FawenError } from "../model/errors.ts";
import type { Reranker } from "../ports/reranker.ts";

const converter = createOpenccScriptConverter();
const searchable = createSampleSearchable();
const QUERY = "行政复议申请多少件";

/** Likes what says `favourite`; `fault` makes it fail. */
function createFake(favourite: string, candidates = 20, fault?: FawenError) {
  const asked: { query: string; passages: readonly string[] }[] = [];
  const reranker: Reranker = {
    ...{ id: "fake", candidates },
    async rerank(query, passages) {
      asked.push({ query, passages });
      if (fault) throw fault;
      return passages.map((passage) => (passage.includes(favourite) ? 0.9 : 0.2));
    },
  };
  return { reranker, asked };
}

function search(reranker: Reranker | null | undefined, request: { query?: string; k?: number } = {}) {
  const lines: string[] = [];
  const assistant = createAssistant({
    ...{ current: () => searchable, converter, embedder: null, warn: (line: string) => void lines.push(line) },
    ...(reranker === undefined ? {} : { reranker }),
  });
  return assistant.search({ query: QUERY, k: 8, ...request }).then(({ hits }) => ({ hits, lines }));
}

describe("searching with a reranker", () => {
  it("is off by default", async () => {
    const [left, none] = [await search(undefined), await search(null)];
    expect(none.hits).toEqual(left.hits);
    for (const { scores } of left.hits) expect(scores).not.toHaveProperty("reranker");
  });

  it("puts first what the reranker likes best, says so, and keeps scores falling", async () => {
    const before = (await search(null)).hits;
    // The one that is a report's title would stand in front of every passage of that report.
    const last = before.findLast(({ start }) => start > 0);
    if (last === undefined) throw new Error("nothing found");
    const { reranker, asked } = createFake(last.text);
    const { hits } = await search(reranker);
    expect(hits[0]?.passageId).toBe(last.passageId);
    expect(hits[0]?.passageId).not.toBe(before[0]?.passageId);
    expect(hits[0]?.scores.reranker).toBe(0.9);
    expect(hits.map(({ score }) => score)).toEqual(before.map(({ score }) => score));
    expect(asked[0]?.query).toBe(QUERY);
    expect(asked[0]?.passages[0]).toContain(before[0]?.title);
  });

  it("reads more passages than are shown, and no more than it is meant to", async () => {
    const all = (await search(null)).hits;
    const third = all[2]?.text ?? "";
    const { reranker, asked } = createFake(third, 3);
    expect((await search(reranker, { k: 1 })).hits.map(({ text }) => text)).toEqual([third]);
    expect(asked[0]?.passages).toHaveLength(3);
    const { hits } = await search(createFake(third, 3).reranker);
    expect(hits.slice(3).map(({ passageId }) => passageId)).toEqual(all.slice(3).map(({ passageId }) => passageId));
    expect(hits[3]?.scores).not.toHaveProperty("reranker");
  });

  it("does not let it bring a report of another year in front of the one asked for", async () => {
    const { reranker } = createFake("nothing says this");
    const { hits } = await search(reranker, { query: `青溪市2022年${QUERY}` });
    expect(hits[0]).toMatchObject({ region: "南江省青溪市", year: 2022 });
  });

  it("keeps the order, with one line, when the reranker fails", async () => {
    const { reranker } = createFake("", 20, new FawenError("backend-failed", "没有回应"));
    const { hits, lines } = await search(reranker);
    expect(hits).toEqual((await search(null)).hits);
    expect(lines).toEqual([expect.stringContaining("没有回应")]);
  });
});
