import { expect, test } from "vitest";
import { createOpenccScriptConverter } from "../src/adapters/opencc-script-converter.ts";
import type { Assistant } from "../src/core/assistant.ts";
import { createAssistant } from "../src/core/create-assistant.ts";
import type { SearchHit } from "../src/core/model/search.ts";
import { createSampleSearchable, SAMPLE_REPORTS } from "../src/testing/sample-library.ts";
import { scriptModel } from "../src/testing/scripted-chat-model.ts";
import { evaluate } from "./evaluate.ts";
import { formatScorecard, formatSideBySide } from "./format-scorecard.ts";
import type { EvalQuestion } from "./question-set.ts";

const searchable = createSampleSearchable();
const assistant = createAssistant({
  current: () => searchable,
  converter: createOpenccScriptConverter(),
  embedder: null,
});

function ask(id: string, question: string, quote: string): EvalQuestion {
  const file = SAMPLE_REPORTS.find(({ text }) => text.includes(quote))?.file ?? "";
  const evidence = quote === "" ? [] : [{ file, quote }];
  const answerable = quote !== "";
  return {
    ...{ id, question, evidence, answerable },
    type: "fact",
    reports: [],
    answers: [],
    must_include: [],
    notes: "",
  };
}

/** The sample assistant with its hits in another order, or some of them gone. */
function withHits(change: (hits: readonly SearchHit[]) => readonly SearchHit[]): Assistant {
  return {
    ...assistant,
    async search(request) {
      const result = await assistant.search(request);
      return { ...result, hits: change(result.hits) };
    },
  };
}

const isGold = ({ file, text }: SearchHit) => file === "qingxi-2022.txt" && text.includes("执法培训12次");

/** Puts the gold passage in a place, counted from 1. */
function place(rank: number) {
  return (hits: readonly SearchHit[]) => {
    const others = hits.filter((hit) => !isGold(hit));
    return [...others.slice(0, rank - 1), ...hits.filter(isGold), ...others.slice(rank - 1)];
  };
}

const questions = [
  ask("asked", "青溪市2022年开展执法培训多少次", "开展执法培训12次"),
  ask("unanswerable", "青溪市2022年下了几场雨", ""),
];

test("the rank of the gold passage is scored beside first place, first five and reciprocal rank", async () => {
  const score = async (change: (hits: readonly SearchHit[]) => readonly SearchHit[]) => {
    const { total } = await evaluate(withHits(change), questions, () => 0);
    return { gold1: total.gold1, gold5: total.gold5, mrr10: total.mrr10 };
  };
  // The question that nothing answers counts for none of the three.
  expect(await score(place(1))).toEqual({ gold1: 1, gold5: 1, mrr10: 1 });
  expect(await score(place(4))).toEqual({ gold1: 0, gold5: 1, mrr10: 1 / 4 });
  expect(await score(place(6))).toEqual({ gold1: 0, gold5: 0, mrr10: 1 / 6 });
  expect(await score((hits) => hits.filter((hit) => !isGold(hit)))).toEqual({ gold1: 0, gold5: 0, mrr10: 0 });
});

test("the table has a column for each of them, and a dash where none applies", async () => {
  const cells = (table: string, row: number) =>
    (table.split("\n")[row] ?? "")
      .split("|")
      .map((cell) => cell.trim())
      .slice(1, 6);
  const table = formatScorecard(await evaluate(withHits(place(2)), questions, () => 0));
  expect(cells(table, 0)).toEqual(["题型", "题数", "首条命中", "前5命中", "MRR@10"]);
  expect(cells(table, 2)).toEqual(["fact", "2", "0.0%", "100.0%", "0.500"]);
  const unanswerable = formatScorecard(await evaluate(assistant, questions.slice(1), () => 0));
  expect(cells(unanswerable, 2)).toEqual(["fact", "1", "—", "—", "—"]);
});

test("a backend is scored by the same card, beside the quotes, and its figures by the same check", async () => {
  const { model } = scriptModel(({ messages }) =>
    messages[0]?.content.includes("执法培训12次")
      ? ["2022年，青溪市开展执法培训12次[1]。", "执法培训达到13次[1]。"]
      : [new Error("gone")],
  );
  const { current, converter } = { current: () => searchable, converter: createOpenccScriptConverter() };
  const withModel = createAssistant({ current, converter, embedder: null, chatModel: model });
  const [quotes, phrased] = [
    await evaluate(withModel, questions, () => 0, "extractive"),
    await evaluate(withModel, questions, () => 0, model.id),
  ];
  expect(quotes.total).toMatchObject({ phrased: 0, answersWithUncitedNumbers: 0 });
  expect(phrased.total).toMatchObject({ phrased: 0.5, answersWithUncitedNumbers: 0, cites: quotes.total.cites });
  expect(phrased.questions[0]?.notes).toHaveLength(1);
  const table = formatSideBySide([
    { name: "extractive", card: quotes },
    { name: model.id, card: phrased },
  ]);
  expect(table).toContain("| 题型 | 项目 | extractive | scripted:model |");
  expect(table).toContain("| 合计 | 模型成文 | 0.0% | 50.0% |");
});
