import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { BuildSource } from "../../core/build-library.ts";
import type { KnownFacts } from "../../core/model/report.ts";
import { describeReadError, ReportReader } from "./report-reader.ts";
import { SourceMemory } from "./source-records.ts";

const MAKERS = { readingVersion: "1", converterVersion: "1", wordsVersion: "1", figuresVersion: "1" };

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "fawen-reader-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function read(name: string, content: string, known: KnownFacts = {}): Promise<BuildSource[]> {
  const path = join(root, name);
  await writeFile(path, content);
  const { size, mtimeMs } = await stat(path);
  const file = { file: name, path, ending: name.slice(name.lastIndexOf(".")), size, mtimeMs };
  const reader = new ReportReader({ makers: MAKERS, memory: new SourceMemory(null, null) });
  const sources: BuildSource[] = [];
  for await (const source of reader.readFiles([file], new Map([[name, known]]), [])) sources.push(source);
  return sources;
}

test("what is given in reports.json comes before what a Markdown file says of itself", async () => {
  const [source] = await read("a.md", "---\ntitle: 旧题\ndate: 2024-01-31\n---\n正文\n", { title: "新题" });
  expect(source).toMatchObject({ known: { title: "新题", date: "2024-01-31" }, raw: "\n正文\n".trimStart() });
});

test("a document of many says at which line it stands", async () => {
  const sources = await read("a.jsonl", '{"id":"x","text":"甲"}\n\n{"id":"y","text":"乙"}\n');
  expect(sources).toMatchObject([{ place: "第 1 行（编号 x）" }, { place: "第 3 行（编号 y）" }]);
});

test("what ends a parser's stack is told in words that help", () => {
  const dive = (): number => 1 + dive();
  let thrown: unknown;
  try {
    dive();
  } catch (error) {
    thrown = error;
  }
  expect(describeReadError(thrown)).toMatch(/嵌套过深.*另存为/);
});
