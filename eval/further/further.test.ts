import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readQuestionSet } from "../question-set.ts";
import catalogue from "./reports/reports.json" with { type: "json" };

const pathOf = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const questions = await readQuestionSet(pathOf("./colloquial.jsonl"));
const invented = catalogue.map(({ file }) => file);

/** Text of an invented report or of a digest; a question names either by its file name alone. */
function textOf(file: string): string {
  return readFileSync(pathOf(invented.includes(file) ? `./reports/${file}` : `../../corpus/${file}`), "utf8");
}

describe("the invented reports", () => {
  it("are as long as such reports and begin with the title that the catalogue gives", () => {
    for (const { file, title } of catalogue) {
      const text = textOf(file);
      expect(text.split("\n")[0], file).toBe(title);
      expect(text.length, file).toBeGreaterThanOrEqual(2_500);
      expect(text.length, file).toBeLessThanOrEqual(4_500);
    }
  });
});

describe("the colloquial questions", () => {
  it("are 200 answerable and 40 unanswerable ones, none twice", () => {
    const types = questions.map(({ type, answerable }) => `${type} ${answerable}`);
    expect(types.filter((type) => type === "colloquial true")).toHaveLength(200);
    expect(types.filter((type) => type === "unanswerable false")).toHaveLength(40);
    expect(types).toHaveLength(240);
    expect(new Set(questions.map(({ id }) => id)).size).toBe(240);
    expect(new Set(questions.map(({ question }) => question)).size).toBe(240);
  });

  it("quote their reports exactly, once, and ask for what stands there", () => {
    for (const { id, reports, evidence, answers, must_include } of questions.filter((q) => q.answerable)) {
      expect(reports.length > 0 && answers.length > 0 && must_include.length > 0, id).toBe(true);
      expect(evidence.map(({ file }) => file).sort(), id).toEqual([...reports].sort());
      for (const { file, quote } of evidence) {
        expect(textOf(file).split(quote), `${id} ${quote}`).toHaveLength(2);
        expect(quote.length, id).toBeLessThanOrEqual(80);
      }
      for (const part of must_include)
        expect(
          reports.some((file) => textOf(file).includes(part)),
          `${id} ${part}`,
        ).toBe(true);
    }
  });

  it("give no answer where there is none, but say why", () => {
    for (const { id, reports, evidence, answers, must_include, notes } of questions.filter((q) => !q.answerable)) {
      expect([...reports, ...evidence, ...answers, ...must_include], id).toEqual([]);
      expect(notes, id).not.toBe("");
    }
  });
});
