import { describe, expect, it } from "vitest";
import { createSampleLibrary } from "../../testing/sample-library.ts";
import { FawenError } from "../model/errors.ts";
import type { QuizBlueprint } from "../model/quiz.ts";
import { makeQuiz } from "./make-quiz.ts";

const library = createSampleLibrary();

/** The error that a blueprint is refused with. */
function refusal(blueprint: object): { code: string; field: string | undefined; message: string } {
  try {
    makeQuiz(library, blueprint as QuizBlueprint);
  } catch (error) {
    if (error instanceof FawenError) return { code: error.code, field: error.field, message: error.message };
    throw error;
  }
  throw new Error("it was not refused");
}

describe("makeQuiz", () => {
  it.each([0, -1, 1.5, 501, 1e6, Number.NaN])("refuses the count %s", (count) => {
    expect(refusal({ count })).toMatchObject({
      code: "bad-request",
      field: "count",
      message: expect.stringContaining("500"),
    });
  });

  it.each([
    [{ types: ["essay"] }, "types", "essay"],
    [{ types: [] }, "types", "题型"],
    [{ types: { single: 2, judge: 1 } }, "types", "3"],
    [{ types: { single: -1, judge: 6 } }, "types", "-1"],
    [{ reports: ["qingxi-2023", "nowhere-2020"] }, "reports", "nowhere-2020"],
    [{ regions: ["北河市"] }, "regions", "北河市"],
    [{ years: [1999] }, "years", "1999"],
    [{ years: [2022], regions: ["云岭县"] }, "regions", "交集"],
    [{ difficulties: ["hard"] }, "difficulties", "hard"],
    [{ seed: -3 }, "seed", "-3"],
  ])("refuses %j and names what is wrong", (part, field, told) => {
    expect(refusal({ count: 5, ...part })).toMatchObject({
      code: "bad-request",
      field,
      message: expect.stringContaining(told),
    });
  });

  it("refuses a library without reports", () => {
    expect(() => makeQuiz(createSampleLibrary([]), { count: 3 })).toThrow(/还没有报告/u);
  });

  it("asks for what a report states, with three wrong answers and the sentence that proves the key", () => {
    const { items } = makeQuiz(library, { count: 5, types: ["single"], regions: ["青溪市"], years: [2022] });
    expect(items.length).toBeGreaterThan(0);
    for (const item of items) {
      if (item.type !== "single") throw new Error(item.type);
      const [source] = item.sources;
      const report = library.reports.find(({ id }) => id === source.reportId);
      expect(report?.text.slice(source.start, source.end)).toBe(source.quote);
      const right = item.options.filter(({ correct }) => correct).map(({ text }) => text);
      expect(right).toHaveLength(1);
      expect(source.quote).toContain(right[0]);
      expect(new Set(item.options.map(({ text }) => text)).size).toBe(4);
      expect(item.stem).toMatch(/青溪市/u);
      expect(item.stem).toMatch(/2022年/u);
      expect(item.stem).not.toContain(right[0]);
      expect(item.explanation).toContain(source.quote);
    }
  });

  it("makes the same paper of the same seed and another of another", () => {
    const paper = (seed: number) => JSON.stringify(makeQuiz(library, { count: 6, seed, types: ["single"] }));
    expect(paper(7)).toBe(paper(7));
    expect(paper(8)).not.toBe(paper(7));
  });

  it("asks nothing again that is excluded by id, in whatever words", () => {
    const types = ["single", "judge", "fill", "short", "multiple"] as const;
    const before = makeQuiz(library, { count: 10, seed: 3, types: [...types] }).items;
    const exclude = before.map(({ id }) => id);
    const evidence = new Set(exclude.map((id) => id.slice(0, 8)));
    for (const seed of [3, 4, 5])
      for (const { id } of makeQuiz(library, { count: 10, seed, types: [...types], exclude }).items)
        expect(evidence).not.toContain(id.slice(0, 8));
  });

  it("asks no fact twice in one paper", () => {
    const { items } = makeQuiz(library, {
      count: 30,
      seed: 2,
      types: ["judge", "fill", "short"],
      difficulties: ["recall"],
    });
    const evidence = items.map(({ id }) => id.slice(0, 8));
    expect(new Set(evidence).size).toBe(evidence.length);
  });

  it("keeps to the chapters that are wanted", () => {
    const { items } = makeQuiz(library, { count: 10, chapters: ["纠纷"], types: ["judge", "fill"] });
    expect(items.length).toBeGreaterThan(0);
    for (const { sources } of items) expect(sources[0].section.join()).toContain("纠纷");
  });

  it("says how many are missing and why", () => {
    const { items, shortfall } = makeQuiz(library, { count: 100, types: ["single"] });
    expect(shortfall).toEqual([
      { type: "single", wanted: 100, made: items.length, reason: expect.stringContaining(String(100 - items.length)) },
    ]);
  });

  it("says that a type and a difficulty never go together", () => {
    const { shortfall } = makeQuiz(library, { count: 2, types: ["multiple"], difficulties: ["combine"] });
    expect(shortfall).toMatchObject([{ made: 0, reason: expect.stringContaining("这种搭配出不了题") }]);
  });

  it("says that no heading has the words of a chapter", () => {
    const { shortfall } = makeQuiz(library, { count: 2, types: ["fill"], chapters: ["没有的章节"] });
    expect(shortfall).toMatchObject([{ made: 0, reason: expect.stringContaining("没有标题含“没有的章节”的章节") }]);
  });
});
