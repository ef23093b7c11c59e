import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { placeAndYearOf } from "../write-reports.ts";
import { benchAnswers } from "./answers-bench.ts";
import { findByScan } from "./find-by-scan.ts";
import { writeQuestions } from "./write-questions.ts";

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "fawen-bench-answers-"));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe("questions about generated reports", () => {
  test("are of every kind alike, about places and years that have a report", () => {
    const questions = writeQuestions(40, 3);
    const kinds = new Map<string, string[]>();
    for (const { kind, question } of questions) kinds.set(kind, [...(kinds.get(kind) ?? []), question]);
    for (const [kind, asked] of kinds) expect(asked, kind).toHaveLength(3);
    const told = Array.from({ length: 40 }, (_, row) => placeAndYearOf(row));
    for (const question of kinds.get("一个数字，说出地区和年份") ?? [])
      expect(
        told.some(({ place, year }) => question.startsWith(`${place}${year}年`)),
        question,
      ).toBe(true);
    for (const question of kinds.get("没有收录的年份") ?? []) expect(question).toContain("2031年");
  });
});

test("the scan finds the sentence that says most of the question, and none where nothing is said", () => {
  const texts = ["开展培训3场。", "审结复议案件9件；办理援助5件。\n审结案件8件"];
  expect(findByScan("复议案件审结多少件", texts)).toBe("审结复议案件9件");
  expect(findByScan("粮食产量", texts)).toBe("");
});

test("measures the question set and every kind of question, answers what the reports tell, and keeps the folder", async () => {
  const many = join(dir, "many");
  const args = ["--reports", "20", "--questions", "2", "--dir", many];
  const table = await benchAnswers(args, () => {});
  const rows = table.split("\n").map((line) => line.split("|").map((cell) => cell.trim()));
  const noteOf = (name: string) => rows.find((cells) => cells[1] === name)?.[3] ?? "";
  expect(table).toContain("| 回答，20 份报告，");
  expect(noteOf("题集")).toMatch(/作答 \d+\/\d+$/u);
  expect(noteOf("一个数字，说出地区和年份")).toMatch(/作答 2\/2$/u);
  expect(noteOf("没有收录的年份")).toMatch(/作答 0\/2$/u);
  expect(existsSync(join(many, "index"))).toBe(true);
});

test.each([
  ["--reports", "0"],
  ["--questions", "few"],
])("refuses %s %s", async (...args) => {
  await expect(benchAnswers(args, () => {})).rejects.toMatchObject({ code: "bad-request" });
});
