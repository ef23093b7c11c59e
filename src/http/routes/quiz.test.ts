import { describe, expect, it } from "vitest";
import { FawenError } from "../../core/model/errors.ts";
import { createFakeAssistant } from "../../testing/fake-assistant.ts";
import { QUIZ_ITEMS } from "../../testing/quiz-paper.ts";
import { readError, setUpApp } from "../../testing/set-up-app.ts";
import { FORMAT, ITEM, PAPER, QUOTE, REPORT, START, setUpQuiz } from "../../testing/set-up-quiz.ts";
import { QuizResponseSchema } from "../quiz-contract.ts";

describe("POST /api/quiz", () => {
  it("hands the blueprint over and gives the paper with where each item stands", async () => {
    const { post, asked } = setUpQuiz();
    const blueprint = {
      count: 2,
      types: { single: 1, short: 1 },
      reports: [REPORT.id],
      seed: 7,
      exclude: ["00000000000000a1"],
    };
    const response = await post("/api/quiz", blueprint);
    expect(response.status).toBe(200);
    expect(asked).toEqual([blueprint]);
    const paper = QuizResponseSchema.parse(await response.json());
    expect(paper.items[0]).toMatchObject({
      stem: ITEM.stem,
      sources: [{ quote: QUOTE, start: START }],
      review: "unreviewed",
    });
  });

  it.each([
    [{}, "count"],
    [{ count: 0 }, "count"],
    [{ count: -1 }, "count"],
    [{ count: 1_000_000 }, "count"],
    [{ count: 2.5 }, "count"],
    [{ count: "20" }, "count"],
    [{ count: 5, types: ["essay"] }, "types"],
    [{ count: 5, types: [] }, "types"],
    [{ count: 5, types: { single: -5 } }, "types.single"],
    [{ count: 5, types: { essay: 5 } }, "types.essay"],
    [{ count: 5, difficulties: ["hard"] }, "difficulties.0"],
    [{ count: 5, reports: "all" }, "reports"],
    [{ count: 5, reports: [""] }, "reports.0"],
    [{ count: 5, years: ["2023"] }, "years.0"],
    [{ count: 5, chapters: ["问\u0000"] }, "chapters.0"],
    [{ count: 5, seed: -1 }, "seed"],
    [{ count: 5, seed: 2 ** 32 }, "seed"],
    [{ count: 5, exclude: ["x"] }, "exclude.0"],
    [{ count: 5, region: ["青溪市"] }, "region"],
    [[], undefined],
    ["{", undefined],
  ])("refuses %j and names its field", async (body, field) => {
    const { post, asked } = setUpQuiz();
    const response = await post("/api/quiz", body);
    expect(response.status).toBe(400);
    const error = await readError(response);
    expect(error).toMatchObject({ code: "bad-request", ...(field && { field }) });
    expect(error.message).toMatch(/\p{Script=Han}/u);
    expect(error.message).not.toMatch(/[Ii]nvalid|[Ee]xpected|received/);
    expect(asked).toEqual([]);
  });

  it("tells what the maker refuses", async () => {
    const { post } = setUpQuiz(new FawenError("bad-request", "文库里没有报告“x”。", { field: "reports" }));
    const response = await post("/api/quiz", { count: 1, reports: ["x"] });
    expect(await readError(response)).toEqual({
      code: "bad-request",
      message: "文库里没有报告“x”。",
      field: "reports",
    });
  });

  it("tells that there is no index yet", async () => {
    const { post } = setUpApp({}, createFakeAssistant({ ready: false }));
    expect((await post("/api/quiz", { count: 1 })).status).toBe(503);
  });
});

describe("POST /api/quiz/check", () => {
  it("finds nothing wrong with items that nobody has changed, reviewed or not", async () => {
    const { make, check } = setUpQuiz();
    const { items } = await make();
    const looked = items.map((item) => ({ ...item, review: "reviewed" }));
    expect(await check({ items: looked })).toEqual(items.map(({ id }) => ({ id, edited: false, warnings: [] })));
  });

  it("knows a changed item by itself and tells what its sources do not say", async () => {
    const { make, check } = setUpQuiz();
    const [item] = (await make()).items;
    const options = [
      { text: "97.4%", correct: false },
      { text: "95.1%", correct: true },
    ];
    const changed = { ...item, options, edited: false };
    expect(await check({ items: [changed] })).toEqual([
      {
        id: ITEM.id,
        edited: true,
        warnings: expect.arrayContaining([expect.stringMatching(/答案里的“95\.1%”在出处里没有/)]),
      },
    ]);
    expect(await check({ items: [{ ...item, explanation: "因为我说了算。" }] })).toMatchObject([{ edited: true }]);
  });

  it.each([
    [{ items: [] }, "items"],
    [{}, "items"],
    [{ items: [{ ...ITEM, type: "essay" }] }, "items.0.type"],
    [{ items: [ITEM, { ...ITEM, stem: " " }] }, "items.1.stem"],
    [{ items: [{ ...ITEM, stem: "长".repeat(1001) }] }, "items.0.stem"],
    [{ items: [{ ...ITEM, id: "<img>" }] }, "items.0.id"],
    [{ items: [{ ...ITEM, sources: [] }] }, "items.0.sources"],
    [{ items: [{ ...ITEM, options: [{ text: "一", correct: true }] }] }, "items.0.options"],
    [{ items: [{ ...ITEM, options: ["甲", "乙"].map((text) => ({ text, correct: true })) }] }, "items.0.options"],
    [
      { items: [{ ...ITEM, options: ["同", "同"].map((text, row) => ({ text, correct: row === 0 })) }] },
      "items.0.options",
    ],
    [{ items: [{ ...QUIZ_ITEMS[4], stem: "一个空____。" }] }, "items.0.stem"],
    [{ items: [{ ...QUIZ_ITEMS[6], points: [] }] }, "items.0.points"],
  ])("refuses %j", async (body, field) => {
    const { post } = setUpQuiz();
    const response = await post("/api/quiz/check", body);
    expect(response.status).toBe(400);
    expect(await readError(response)).toMatchObject({ field, message: expect.stringMatching(/\p{Script=Han}/u) });
  });
});

describe("the description", () => {
  it("lists the formats and stands in /openapi.json", async () => {
    const { app } = setUpQuiz();
    const { extension, id, name, description } = FORMAT;
    expect(await (await app.request("/api/quiz/formats")).json()).toEqual({
      formats: [{ id, name, description, extension }],
    });
    const { paths } = await (await app.request("/openapi.json")).json();
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining(["/api/quiz", "/api/quiz/check", "/api/quiz/export", "/api/quiz/formats"]),
    );
  });

  it("counts papers among the requests of a minute", async () => {
    const assistant = createFakeAssistant({ quiz: async () => PAPER });
    const { post } = setUpApp({ rateLimitPerMinute: 1 }, assistant);
    expect((await post("/api/quiz", { count: 1 })).status).toBe(200);
    const refused = await post("/api/quiz", { count: 1 });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("Retry-After"))).toBeGreaterThan(0);
  });
});
