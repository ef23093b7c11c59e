import { describe, expect, it } from "vitest";
import { createFakeAssistant } from "../../testing/fake-assistant.ts";
import { readError, setUpApp } from "../../testing/set-up-app.ts";
import { ITEM, PAPER, setUpQuiz } from "../../testing/set-up-quiz.ts";
import { QuizExportNoteSchema } from "../quiz-contract.ts";

const noteOf = (response: Response) =>
  QuizExportNoteSchema.parse(JSON.parse(response.headers.get("X-Quiz-Export") ?? ""));

describe("POST /api/quiz/export", () => {
  it("writes the paper that it is given, under a name that every program can read", async () => {
    const { post, make, asked, given } = setUpQuiz();
    const paper = await make();
    const response = await post("/api/quiz/export?format=notes&keys=none", paper);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(ITEM.stem);
    expect(response.headers.get("Content-Type")).toBe("text/plain; charset=utf-8");
    const disposition = response.headers.get("Content-Disposition") ?? "";
    expect(disposition).toMatch(/^attachment; filename="quiz\.txt"; filename\*=UTF-8''[\w%.-]+$/);
    expect(decodeURIComponent(disposition.split("''")[1] ?? "")).toBe("云泽市'测验'（一）.txt");
    expect(given[0]?.options).toEqual({ keys: "none" });
    expect(asked).toHaveLength(1);
    expect(noteOf(response)).toEqual({
      ...{ made: 1, edited: 0, unfound: [], shortfall: [] },
      leftOut: [{ reason: "便条只收选择题", items: [2] }],
    });
  });

  it("makes the paper itself from a blueprint, and tells what is missing from it", async () => {
    const short = { type: "judge", wanted: 3, made: 0, reason: "判断题少 3 道" } as const;
    const { post, asked } = setUpQuiz({ ...PAPER, shortfall: [short] });
    const response = await post("/api/quiz/export?format=notes", { count: 5 });
    expect(response.status).toBe(200);
    expect(asked).toEqual([{ count: 5 }]);
    expect(noteOf(response).shortfall).toEqual(["判断题少 3 道"]);
  });

  it("marks what a person has changed, whatever they say", async () => {
    const { post, make, given } = setUpQuiz();
    const paper = await make();
    const items = paper.items.map((item, row) =>
      row === 0 ? { ...item, stem: "改过的题干", edited: false } : { ...item, edited: true },
    );
    const response = await post("/api/quiz/export?format=notes", { ...paper, items });
    expect(noteOf(response).edited).toBe(1);
    expect(given[0]?.paper.items.map(({ edited }) => edited === true)).toEqual([true, false]);
  });

  it("says in the file when a quote is not what the report says", async () => {
    const { post, make, given } = setUpQuiz();
    const paper = await make();
    const items = paper.items.map((item) => ({ ...item, sources: [{ ...item.sources[0], quote: "编出来的原句" }] }));
    const response = await post("/api/quiz/export?format=notes", { ...paper, items });
    expect(noteOf(response).unfound).toEqual([1, 2]);
    expect(given[0]?.paper.items[0]?.explanation).toMatch(/出处的原句与现在收录的报告对不上/);
  });

  it.each([
    ["", { count: 1 }, "format"],
    ["?format=nope", { count: 1 }, "format"],
    ["?format=notes&keys=x", { count: 1 }, "keys"],
    ["?format=notes&style=x", { count: 1 }, "style"],
    ["?format=notes", { count: 0 }, "count"],
    ["?format=notes", { ...PAPER, title: "" }, "title"],
    ["?format=notes", { ...PAPER, items: [{ ...ITEM, label: "人工" }] }, "items.0.label"],
    ["?format=notes", { ...PAPER, items: "all" }, "items"],
  ])("refuses %s %j before anything is made", async (query, body, field) => {
    const { post, asked, given } = setUpQuiz();
    const response = await post(`/api/quiz/export${query}`, body);
    expect(response.status).toBe(400);
    expect(await readError(response)).toMatchObject({ field, message: expect.stringMatching(/\p{Script=Han}/u) });
    expect([...asked, ...given]).toEqual([]);
  });

  it("takes a paper of several megabytes, and refuses more than eight", async () => {
    const { post } = setUpQuiz();
    const items = Array.from({ length: 500 }, () => ({ ...ITEM, explanation: "解".repeat(1500) }));
    expect((await post("/api/quiz/export?format=notes", { ...PAPER, items })).status).toBe(200);
    const response = await post("/api/quiz/export?format=notes", { ...PAPER, padding: "x".repeat(9 << 20) });
    expect(response.status).toBe(413);
    expect((await readError(response)).message).toMatch(/8 MiB/);
  });

  it("refuses wishes of more than a megabyte in words about wishes", async () => {
    const { post } = setUpQuiz();
    const response = await post("/api/quiz", { count: 1, exclude: ["x".repeat(2 << 20)] });
    expect(response.status).toBe(413);
    expect((await readError(response)).message).toMatch(/出题要求超过 1 MiB/);
  });

  it("says so where nothing is written", async () => {
    const { post } = setUpApp({}, createFakeAssistant({ quiz: async () => PAPER }));
    expect((await post("/api/quiz/export?format=notes", { count: 1 })).status).toBe(404);
  });
});
