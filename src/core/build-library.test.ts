import { expect, test } from "vitest";
import { createFakeEmbedder } from "../testing/fake-embedder.ts";
import { type BuildOptions, type BuildProgress, type BuildSource, buildLibrary } from "./build-library.ts";
import { passageEmbeddingText } from "./make-vectors.ts";
import type { ReportSource } from "./reading/read-report.ts";

const converter = { version: "none", toSimplified: (text: string) => text };

function source(id: string, marker = id): ReportSource {
  const raw = `青禾县2022年度法治政府建设情况报告\n\n一、主要做法\n${marker}组这一年清理了旧文件，废止十九件。\n`;
  return { id, file: `${id}.txt`, raw, known: {}, digest: `${id}:${marker}` };
}

const build = (sources: readonly BuildSource[], options: Partial<BuildOptions> = {}) =>
  buildLibrary(sources, { converter, embedder: null, builtAt: "2024-01-01T00:00:00.000Z", ...options });

test("orders reports by file, whatever order they come in, and gives the same library each time", async () => {
  const embedder = createFakeEmbedder();
  const sources = [source("b"), source("a"), source("c")];
  const one = await build(sources, { embedder });
  const other = await build(sources.toReversed(), { embedder });
  expect(one.library.reports.map(({ id }) => id)).toEqual(["a", "b", "c"]);
  expect(other).toEqual(one);
});

test("joins reports, passages and vectors by row", async () => {
  const embedder = createFakeEmbedder();
  const { library } = await build([source("b"), source("a")], { embedder });
  const { dimensions, values } = library.vectors ?? { dimensions: 0, values: new Float32Array() };
  expect(values).toHaveLength(library.passages.length * dimensions);
  for (const [row, passage] of library.passages.entries()) {
    const report = library.reports[passage.reportRow];
    const text = report ? passageEmbeddingText(report, passage) : "";
    const [vector] = await embedder.embedPassages([text]);
    expect(values.slice(row * dimensions, (row + 1) * dimensions)).toEqual(vector);
  }
});

test("takes over what has the same digest and reads the rest", async () => {
  const embedder = createFakeEmbedder();
  const { library } = await build([source("a"), source("b"), source("c")], { embedder });
  const fresh = createFakeEmbedder();
  const next = await build([source("c"), source("b", "改"), source("0")], { embedder: fresh, previous: library });
  expect(next).toMatchObject({ reused: 1, read: 2, failures: [] });
  expect(next.library.reports[2]).toBe(library.reports[2]);
  expect(fresh.passages.some((text) => text.includes("c组"))).toBe(false);
  expect(next.library).toEqual((await build([source("0"), source("b", "改"), source("c")], { embedder })).library);
});

test("names a report that cannot be read and one whose id is taken", async () => {
  const { library, failures } = await build([
    { ...source("a"), raw: " \n" },
    source("b"),
    { ...source("b"), file: "z.txt" },
  ]);
  expect(library.reports.map(({ file }) => file)).toEqual(["b.txt"]);
  expect(failures).toEqual([
    { file: "a.txt", message: expect.stringContaining("没有正文"), digest: "a:a" },
    { file: "z.txt", message: expect.stringContaining("b.txt") },
  ]);
});

test("keeps the better of two copies, links the other, and goes on doing so without reading it again", async () => {
  const better = { ...source("b", "甲"), known: { year: 2022 } };
  const worse = { ...source("a", "甲"), url: "https://example.org/a" };
  const first = await build([worse, better, source("c", "完全不同的另一个小")]);
  const copyOf = { id: "b", digest: better.digest };
  const copy = { id: "a", file: "a.txt", url: "https://example.org/a" };
  expect(first.copies).toEqual([{ ...copy, digest: worse.digest, copyOf }]);
  expect(first.library.reports.map(({ id, copies }) => [id, copies])).toEqual([
    ["b", [copy]],
    ["c", undefined],
  ]);
  const again = await build([better, source("c", "完全不同的另一个小"), ...first.copies], { previous: first.library });
  expect(again).toMatchObject({ reused: 2, read: 0, copies: first.copies });
  expect(again.library.reports).toEqual(first.library.reports);
  const alone = await build([better], { previous: first.library });
  expect(alone.library.reports[0]).not.toHaveProperty("copies");
});

test("what is known to fail is named again without being read", async () => {
  const known = { id: "a", file: "a.txt", digest: "x", failure: "没有正文" };
  expect((await build([known, source("b")])).failures).toEqual([{ file: "a.txt", message: "没有正文", digest: "x" }]);
});

test("tells how far it is and stops when it is told to", async () => {
  const seen: BuildProgress[] = [];
  await build([source("a"), source("b")], {
    embedder: createFakeEmbedder(),
    onProgress: (progress) => seen.push(progress),
  });
  expect(seen[1]).toEqual({ stage: "reading", done: 2, total: null, file: "b.txt" });
  const last = seen.at(-1);
  expect(last).toEqual({ stage: "embedding", done: last?.total, total: last?.total });
  await expect(build([source("a")], { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: "cancelled" });
});

test("an empty corpus is an empty library", async () => {
  expect((await build([], { embedder: createFakeEmbedder(8) })).library).toMatchObject({
    reports: [],
    passages: [],
    vectors: { dimensions: 8, values: new Float32Array() },
  });
});
