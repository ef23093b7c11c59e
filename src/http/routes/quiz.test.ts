import { describe, expect, it } from "vitest";
import { FawenError } from "../../core/model/errors.ts";
import type { QuizBlueprint, QuizPaper } from "../../core/model/quiz.ts";
import type { QuizExporter, QuizExportOptions, QuizFormat } from "../../core/ports/quiz-exporter.ts";
import { createFakeAssistant } from "../../testing/fake-assistant.ts";
import { QUIZ_ITEMS, quizPaper, quizSource, shortItem, singleItem } from "../../testing/quiz-paper.ts";
import { sampleReport } from "../../testing/sample-report.ts";
import { readError, setUpApp } from "../../testing/set-up-app.ts";
import {
  QuizCheckResponseSchema,
  QuizExportNoteSchema,
  type QuizResponse,
  QuizResponseSchema,
} from "../quiz-contract.ts";

const REPORT = sampleReport();
const QUOTE = "云泽市行政机关负责人出庭应诉率为97.4%";
const start = REPORT.text.indexOf(QUOTE);
const SOURCE = quizSource({ reportId: REPORT.id, quote: QUOTE, start, end: start + QUOTE.length });
const ITEM = singleItem({
  stem: "云泽市2023年行政机关负责人出庭应诉率是多少？",
  options: [
    { text: "97.4%", correct: true },
    { text: "95.1%", correct: false },
  ],
  sources: [SOURCE],
});
const PAPER = quizPaper([ITEM, shortItem({ sources: [SOURCE] })], { title: "云泽市'测验'（一）" });

const FORMAT: QuizFormat = {
  ...{ id: "notes", name: "便条", description: "只收选择题", extension: "txt", mimeType: "text/plain; charset=utf-8" },
};

/** Writes the stems of choice items, and says what it was given. */
function createNotes() {
  const given: { paper: QuizPaper; options: QuizExportOptions | undefined }[] = [];
  const exporter: QuizExporter = {
    formats: [FORMAT],
    async export(paper, formatId, options) {
      given.push({ paper, options });
      if (formatId !== FORMAT.id) throw new Error("an unknown format got through");
      const leftOut = paper.items.filter(({ type }) => type !== "single");
      return {
        ...{ format: FORMAT, fileName: `${paper.title}.txt`, bytes: new TextEncoder().encode(paper.items[0]?.stem) },
        leftOut: leftOut.map(({ id, stem }) => ({ itemId: id, stem, reason: "便条只收选择题" })),
      };
    },
  };
  return { exporter, given };
}

function setUp(paper: QuizPaper | FawenError = PAPER) {
  const asked: QuizBlueprint[] = [];
  const { exporter, given } = createNotes();
  const assistant = createFakeAssistant({
    reports: [REPORT],
    async quiz(blueprint) {
      asked.push(blueprint);
      if (paper instanceof FawenError) throw paper;
      return paper;
    },
  });
  const { app, post } = setUpApp({ quizExporter: exporter }, assistant);
  const make = async (): Promise<QuizResponse> =>
    QuizResponseSchema.parse(await (await post("/api/quiz", { count: 2 })).json());
  const check = async (body: unknown) =>
    QuizCheckResponseSchema.parse(await (await post("/api/quiz/check", body)).json()).items;
  return { app, post, make, check, asked, given };
}

const noteOf = (response: Response) =>
  QuizExportNoteSchema.parse(JSON.parse(response.headers.get("X-Quiz-Export") ?? ""));

describe("POST /api/quiz", () => {
  it("hands the blueprint over and gives the paper with where each item stands", async () => {
    const { post, asked } = setUp();
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
    expect(paper.items[0]).toMatchObject({ stem: ITEM.stem, sources: [{ quote: QUOTE, start }], review: "unreviewed" });
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
    const { post, asked } = setUp();
    const response = await post("/api/quiz", body);
    expect(response.status).toBe(400);
    const error = await readError(response);
    expect(error).toMatchObject({ code: "bad-request", ...(field && { field }) });
    expect(error.message).toMatch(/\p{Script=Han}/u);
    expect(error.message).not.toMatch(/[Ii]nvalid|[Ee]xpected|received/);
    expect(asked).toEqual([]);
  });

  it("tells what the maker refuses", async () => {
    const { post } = setUp(new FawenError("bad-request", "文库里没有报告“x”。", { field: "reports" }));
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
    const { make, check } = setUp();
    const { items } = await make();
    const looked = items.map((item) => ({ ...item, review: "reviewed" }));
    expect(await check({ items: looked })).toEqual(items.map(({ id }) => ({ id, edited: false, warnings: [] })));
  });

  it("knows a changed item by itself and tells what its sources do not say", async () => {
    const { make, check } = setUp();
    const [item] = (await make()).items;
    const options = [
      { text: "97.4%", correct: false },
      { text: "95.1%", correct: true },
    ];
    const changed = { ...item, options, edited: false };
    expect(await check({ items: [changed] })).toEqual([
      { id: ITEM.id, edited: true, warnings: [expect.stringMatching(/答案里的“95\.1%”在出处里没有/)] },
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
    const { post } = setUp();
    const response = await post("/api/quiz/check", body);
    expect(response.status).toBe(400);
    expect(await readError(response)).toMatchObject({ field, message: expect.stringMatching(/\p{Script=Han}/u) });
  });
});

describe("POST /api/quiz/export", () => {
  it("writes the paper that it is given, under a name that every program can read", async () => {
    const { post, make, asked, given } = setUp();
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
    const { post, asked } = setUp({ ...PAPER, shortfall: [short] });
    const response = await post("/api/quiz/export?format=notes", { count: 5 });
    expect(response.status).toBe(200);
    expect(asked).toEqual([{ count: 5 }]);
    expect(noteOf(response).shortfall).toEqual(["判断题少 3 道"]);
  });

  it("marks what a person has changed, whatever they say", async () => {
    const { post, make, given } = setUp();
    const paper = await make();
    const items = paper.items.map((item, row) =>
      row === 0 ? { ...item, stem: "改过的题干", edited: false } : { ...item, edited: true },
    );
    const response = await post("/api/quiz/export?format=notes", { ...paper, items });
    expect(noteOf(response).edited).toBe(1);
    expect(given[0]?.paper.items.map(({ edited }) => edited === true)).toEqual([true, false]);
  });

  it("says in the file when a quote is not what the report says", async () => {
    const { post, make, given } = setUp();
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
    const { post, asked, given } = setUp();
    const response = await post(`/api/quiz/export${query}`, body);
    expect(response.status).toBe(400);
    expect(await readError(response)).toMatchObject({ field, message: expect.stringMatching(/\p{Script=Han}/u) });
    expect([...asked, ...given]).toEqual([]);
  });

  it("takes a paper of several megabytes, and refuses more than eight", async () => {
    const { post } = setUp();
    const items = Array.from({ length: 500 }, () => ({ ...ITEM, explanation: "解".repeat(1500) }));
    expect((await post("/api/quiz/export?format=notes", { ...PAPER, items })).status).toBe(200);
    const response = await post("/api/quiz/export?format=notes", { ...PAPER, padding: "x".repeat(9 << 20) });
    expect(response.status).toBe(413);
    expect((await readError(response)).message).toMatch(/8 MiB/);
  });

  it("says so where nothing is written", async () => {
    const { post } = setUpApp({}, createFakeAssistant({ quiz: async () => PAPER }));
    expect((await post("/api/quiz/export?format=notes", { count: 1 })).status).toBe(404);
  });
});

describe("the description", () => {
  it("lists the formats and stands in /openapi.json", async () => {
    const { app } = setUp();
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
