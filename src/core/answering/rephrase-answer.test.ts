import { describe, expect, it } from "vitest";
import { makeReport, quoteAnswer, toSimplified } from "../../testing/cited-report.ts";
import { type Script, scriptModel } from "../../testing/scripted-chat-model.ts";
import type { Answer } from "../model/answer.ts";
import { FawenError } from "../model/errors.ts";
import { GENERATED_NOTE, MODEL_NOTES, rephraseAnswer } from "./rephrase-answer.ts";

const QUOTES = [
  "全区办结率97.5%，共受理诉求812宗。",
  "另有公证案件超300件。",
  "司法所设立了调解窗口，由退休教师轮流值守。",
] as const;
const report = makeReport("青溪区", 2022, QUOTES);
const LEAD = "97.5%（青溪区，2022年，办结率）";
const answered = quoteAnswer(
  [
    [report, QUOTES[0]],
    [report, QUOTES[1]],
  ],
  LEAD,
);
const stated = quoteAnswer([
  [report, QUOTES[2]],
  [report, QUOTES[1]],
]);

async function run(script: Script, extractive: Answer = answered) {
  const said: string[] = [];
  const failures: unknown[] = [];
  const { model, asked } = scriptModel(script);
  const request = { extractive, asked: { question: "办结率多少" }, model, reports: [report], toSimplified };
  const pieces = rephraseAnswer({ ...request, onFailure: (error) => failures.push(error) });
  for (;;) {
    const next = await pieces.next();
    if (next.done) {
      // What has streamed is never taken back.
      expect(said.join("")).toBe(next.value.answer);
      const markers = next.value.citations.map(({ marker }) => marker);
      for (const [, marker] of next.value.answer.matchAll(/\[(\d+)\]/gu)) expect(markers).toContain(Number(marker));
      expect(next.value.figures.filter(({ verified }) => !verified)).toEqual([]);
      return { said, answer: next.value, asked, failures };
    }
    said.push(next.value);
  }
}

describe("a model that tells the truth", () => {
  it("is passed on sentence by sentence, behind the lead, however its stream is cut", async () => {
    const { said, answer } = await run([
      "2022年，青溪区办结率",
      "为97.",
      "5%。",
      "[1",
      "]公证案件",
      "超300件[2]",
      "。",
    ]);
    expect(said[0]).toBe(`${LEAD} [1]\n\n`);
    expect(answer.answer).toBe(
      `${LEAD} [1]\n\n${GENERATED_NOTE}\n2022年，青溪区办结率为97.5%[1]。\n公证案件超300件[2]。`,
    );
    expect(answer).toMatchObject({ label: "AI 生成", backend: "scripted:model", lead: LEAD, outcome: "answered" });
    expect(answer.notes).toBeUndefined();
  });
  it.each([
    ["full-width markers and digits", "办结率为９７．５％［１］。", "办结率为97.5%[1]。"],
    ["other brackets", "公证案件超300件【2】。", "公证案件超300件[2]。"],
    ["markers in a row", "办结率为97.5%，公证案件超300件。[1][2]", "办结率为97.5%[1]，公证案件超300件[2]。"],
    ["markers in one bracket", "办结率为97.5%，公证案件超300件[1, 2]。", "办结率为97.5%[1]，公证案件超300件[2]。"],
    ["markers the wrong way round", "办结率为97.5%[2]，公证案件超300件[1]。", "办结率为97.5%[1]，公证案件超300件[2]。"],
    ["a marker too many", "办结率为97.5%[1][2]。", "办结率为97.5%[1]。"],
    ["Traditional characters", "辦結率為97.5%[1]。", "办结率为97.5%[1]。"],
    ["half-width stops", "办结率为97.5%[1].", "办结率为97.5%[1]。"],
    ["bold and bullets", "- **办结率**为97.5%[1]。", "办结率为97.5%[1]。"],
    ["an opening word", "首先，办结率为97.5%[1]。", "办结率为97.5%[1]。"],
  ])("is understood with %s", async (_, written, told) => {
    const { answer } = await run([written]);
    expect(answer.answer).toBe(`${LEAD} [1]\n\n${GENERATED_NOTE}\n${told}`);
  });
  it("tells nothing twice, in whatever words", async () => {
    const { answer } = await run(["办结率为97.5%[1]。2022年，青溪区办结率是97.5%[1]。办结率达到97.5%[1]。"]);
    expect(answer.answer).toBe(`${LEAD} [1]\n\n${GENERATED_NOTE}\n办结率为97.5%[1]。`);
    expect(answer.notes).toBeUndefined();
  });
  it("comes behind the first quote of a statement, which waits for no model, and cites no source that is not told", async () => {
    const { answer, said } = await run(["公证案件超300件[2]。"], stated);
    expect(said[0]).toBe(`${QUOTES[2]} [1]`);
    expect(answer.answer).toBe(`${QUOTES[2]} [1]\n\n${GENERATED_NOTE}\n公证案件超300件[2]。`);
    const short = await run(["司法所设立了调解窗口[1]。"], stated);
    expect(short.answer.answer).toBe(`${QUOTES[2]} [1]\n\n${GENERATED_NOTE}\n司法所设立了调解窗口[1]。`);
    const lied = await run(["司法所撤销了调解窗口[1]。"], stated);
    expect(lied.answer.answer.split(QUOTES[2] ?? "")).toHaveLength(2);
    expect(short.answer.citations.map(({ marker }) => marker)).toEqual([1]);
  });
});

describe("a model that does not", () => {
  it("has the quote put in the place of its sentence, once, and figures and notes say so", async () => {
    const { answer } = await run(["办结率为99.5%。[1]办结率高达99%[1]。公证案件超300件。[2]"]);
    expect(answer.answer).toBe(`${LEAD} [1]\n\n${QUOTES[0]} [1]\n\n${GENERATED_NOTE}\n公证案件超300件[2]。`);
    expect(answer.figures.filter(({ replaced }) => replaced).map(({ text }) => text)).toEqual(["97.5%", "812宗"]);
    expect(answer.notes).toEqual([MODEL_NOTES.replaced]);
  });
  it.each([
    ["says nothing with a marker", ["我认为大约一半。"], MODEL_NOTES.refused],
    ["writes English", ["The rate was 97.5% [1]."], MODEL_NOTES.refused],
    ["says nothing", [], MODEL_NOTES.silent],
    ["says white space", [" \n\n"], MODEL_NOTES.silent],
    ["fails at once", [new FawenError("backend-failed", "语言模型连不上")], `语言模型连不上${MODEL_NOTES.failed}`],
    [
      "fails before its first sentence is whole",
      ["办结率为97", new TypeError("gone")],
      MODEL_NOTES.unknown + MODEL_NOTES.failed,
    ],
    ["writes 100 kB without a stop", ["办结率".repeat(34_000)], MODEL_NOTES.refused],
    ["writes HTML", ['<img src="x" onerror="y">办结率为97.5%[1]。'], MODEL_NOTES.refused],
    ["links elsewhere", ["[办结率为97.5%](https://example.invalid)[1]。"], MODEL_NOTES.refused],
    ["invents its markers", ["办结率为97.5%[7]。"], MODEL_NOTES.refused],
  ])("leaves the true quotes when it %s", async (_, script, note) => {
    const { answer } = await run(script as Script);
    expect(answer.label).toBe("原文摘录");
    expect(answer.backend).toBe("extractive");
    expect(answer.notes).toEqual([note]);
    expect(answer.answer.split("\n\n").sort()).toEqual(answered.answer.split("\n\n").sort());
  });
  it("keeps what was verified when it breaks off, and gives the rest as quotes", async () => {
    const { answer, failures } = await run(["公证案件超300件[2]。办结", new Error("reset")]);
    expect(answer.answer).toBe(`${LEAD} [1]\n\n${GENERATED_NOTE}\n公证案件超300件[2]。\n\n${QUOTES[0]} [1]`);
    expect(answer.notes).toEqual([MODEL_NOTES.unknown + MODEL_NOTES.brokeOff]);
    expect(failures).toHaveLength(1);
  });
  it("is not waited for when the reader goes", async () => {
    const gone = new AbortController();
    const { model } = scriptModel(["公证案件超300件[2]。", "办结率为97.5%[1]。", "…"]);
    const asked = { question: "问" };
    const pieces = rephraseAnswer({
      extractive: answered,
      asked,
      model,
      reports: [report],
      toSimplified,
      signal: gone.signal,
    });
    await pieces.next();
    gone.abort();
    await expect(pieces.next()).rejects.toThrow();
  });
});

describe("answers that are not quotes", () => {
  it("keep their table, with sentences under it", async () => {
    const table = `| 报告 | 原文 |\n| --- | --- |\n| 青溪区（2022年） | ${QUOTES[0]} [1] |`;
    const { answer, said } = await run(["青溪区办结率为97.5%[1]。"], {
      ...stated,
      ...{ answer: table, citations: answered.citations },
    });
    expect(said[0]).toBe(table);
    expect(answer.answer).toBe(`${table}\n\n${GENERATED_NOTE}\n青溪区办结率为97.5%[1]。`);
  });
  it("go out as they are when they are lists or abstentions: no model is asked", async () => {
    const list = { ...answered, answer: `- ${QUOTES[0]} [1]\n- ${QUOTES[1]} [2]` };
    for (const extractive of [list, { ...answered, outcome: "abstained" as const }]) {
      const { answer, asked } = await run(["办结率为97.5%[1]。"], extractive);
      expect(answer).toEqual(extractive);
      expect(asked).toEqual([]);
    }
  });
});
