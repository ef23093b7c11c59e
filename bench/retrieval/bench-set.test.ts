import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listBenchSets, readBenchSet, sampleQuestions } from "./bench-set.ts";
import { listAllSets, openBenchSet } from "./open-bench-set.ts";
import { benchRetrieval } from "./retrieval-bench.ts";

let dir: string;

function writeLines(file: string, lines: readonly unknown[]): void {
  writeFileSync(join(dir, file), gzipSync(lines.map((line) => `${JSON.stringify(line)}\n`).join("")));
}

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "fawen-bench-set-"));
  for (const folder of ["laws", "noise", "broken"]) mkdirSync(join(dir, folder));
  writeLines("laws/passages.jsonl.gz", [
    { id: "p1", title: "河道条例第一条", text: "河道不得占用。" },
    { id: "p2", text: "码头由市里管理。" },
  ]);
  writeLines("laws/queries.jsonl.gz", [
    { id: "q1", query: "河道能占吗" },
    { id: "q2", query: "没有答案的题" },
  ]);
  writeLines("laws/qrels.jsonl.gz", [
    { query: "q1", passage: "p1" },
    { query: "q1", passage: "p2" },
  ]);
  writeLines("noise/passages.jsonl.gz", [{ id: "n1", text: "今天有雨。" }]);
  writeLines("broken/passages.jsonl.gz", [{ id: "b1" }]);
  writeLines("broken/queries.jsonl.gz", []);
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe("a folder of sets", () => {
  test("offers its sets, and the first among the passages of folders without questions", () => {
    expect(listBenchSets(dir)).toEqual(["broken", "laws", "broken+noise"]);
    expect(listBenchSets(join(dir, "laws"))).toEqual(["laws"]);
    expect(listBenchSets(join(dir, "nowhere"))).toEqual([]);
  });

  test("reads passages, and the questions that some passage answers", () => {
    const set = readBenchSet(dir, "laws+noise");
    expect(set.passages.map(({ id, title }) => [id, title])).toEqual([
      ["p1", "河道条例第一条"],
      ["p2", ""],
      ["n1", ""],
    ]);
    expect(set.questions).toEqual([{ id: "q1", query: "河道能占吗", relevant: new Set(["p1", "p2"]) }]);
    expect(readBenchSet(join(dir, "laws"), "laws").passages).toHaveLength(2);
  });

  test("names the file and line that is wrong", () => {
    writeLines("broken/qrels.jsonl.gz", []);
    expect(() => readBenchSet(dir, "broken")).toThrow(/broken.passages\.jsonl\.gz 第 1 行的 text/u);
    expect(() => readBenchSet(dir, "noise")).toThrow(/noise.qrels\.jsonl\.gz/u);
  });
});

test("reports and questions beside the folder are a set of their own: passages that hold the evidence are relevant", async () => {
  const home = mkdtempSync(join(tmpdir(), "fawen-bench-home-"));
  for (const folder of ["bench", "reports", "eval"]) mkdirSync(join(home, folder));
  const [answered, silent] = ["办理行政复议案件7件。", "其他工作有序推进。".repeat(40)];
  writeFileSync(
    join(home, "reports/a.txt"),
    `某市2023年法治政府建设年度报告\n一、复议\n${answered}\n二、其他\n${silent}\n`,
  );
  const question = { type: "fact_number", reports: ["a.txt"], answers: ["7件"], must_include: ["7件"] };
  writeFileSync(
    join(home, "eval/questions.jsonl"),
    [
      { ...question, id: "q1", question: "复议多少件", evidence: [{ file: "a.txt", quote: "7件" }], answerable: true },
      { ...question, id: "q2", question: "信访多少件", evidence: [], answerable: false },
    ]
      .map((line) => `${JSON.stringify(line)}\n`)
      .join(""),
  );
  const folder = join(home, "bench");
  expect(listAllSets(folder)).toEqual(["report-questions", "colloquial-questions"]);
  const { passages, questions } = await openBenchSet(folder, "report-questions");
  expect(questions.map(({ id, query }) => [id, query])).toEqual([["q1", "复议多少件"]]);
  const holding = passages.filter(({ text }) => text.includes("7件"));
  expect(holding).toHaveLength(1);
  expect(questions[0]?.relevant).toEqual(new Set(holding.map(({ id }) => id)));
  expect(holding[0]?.title).toBe("某市2023年法治政府建设年度报告 一、复议");
  rmSync(home, { recursive: true, force: true });
});

test("the repository's own reports and everyday questions are a set, with the passages of others among its own", async () => {
  const { passages, questions } = await openBenchSet(dir, "colloquial-questions+noise");
  expect(questions.length).toBeGreaterThanOrEqual(200);
  expect(passages.at(-1)?.text).toBe("今天有雨。");
  const texts = new Map(passages.map(({ id, text }) => [id, text]));
  for (const { relevant } of questions) for (const id of relevant) expect(texts.get(id)).toBeTruthy();
});

test("sampleQuestions spreads over all questions and repeats none", () => {
  const questions = Array.from({ length: 10 }, (_, row) => ({
    id: String(row),
    query: "",
    relevant: new Set<string>(),
  }));
  expect(sampleQuestions(questions, 4).map(({ id }) => id)).toEqual(["0", "2", "5", "7"]);
  expect(sampleQuestions(questions, 99)).toEqual(questions);
});

test.each([
  [["--sets", "nowhere"], "nowhere"],
  [["--engines", "google"], "google"],
  [["--sample", "-1"], "--sample"],
])("%j is refused before anything is measured", async (args, named) => {
  const log = () => expect.unreachable("nothing is measured");
  await expect(benchRetrieval(["--dir", dir, ...args], log)).rejects.toThrow(named);
});

test("prints a row for an engine and set, measured in a process of its own", async () => {
  const table = await benchRetrieval(["--dir", dir, "--sets", "laws+noise", "--engines", "fawen-words"], () => {});
  expect(table.split("\n").at(-1)).toMatch(
    /^\| laws\+noise \| 法问，EMBEDDER=none \| 3 \| 1 \| 1\.0000 \| 0\.5000 \|/u,
  );
});
