import type { FawenError } from "../core/model/errors.ts";
import type { QuizBlueprint, QuizPaper } from "../core/model/quiz.ts";
import type { QuizExporter, QuizExportOptions, QuizFormat } from "../core/ports/quiz-exporter.ts";
import { QuizCheckResponseSchema, type QuizResponse, QuizResponseSchema } from "../http/quiz-contract.ts";
import { createFakeAssistant } from "./fake-assistant.ts";
import { quizPaper, quizSource, shortItem, singleItem } from "./quiz-paper.ts";
import { sampleReport } from "./sample-report.ts";
import { setUpApp } from "./set-up-app.ts";

export const REPORT = sampleReport();
export const QUOTE = "云泽市行政机关负责人出庭应诉率为97.4%";
export const START = REPORT.text.indexOf(QUOTE);
const SOURCE = quizSource({ reportId: REPORT.id, quote: QUOTE, start: START, end: START + QUOTE.length });
export const ITEM = singleItem({
  stem: "云泽市2023年行政机关负责人出庭应诉率是多少？",
  options: [
    { text: "97.4%", correct: true },
    { text: "95.1%", correct: false },
  ],
  sources: [SOURCE],
});
export const PAPER = quizPaper([ITEM, shortItem({ sources: [SOURCE] })], { title: "云泽市'测验'（一）" });

export const FORMAT: QuizFormat = {
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

/** An app whose assistant makes `paper`, and whose exporter writes choice items only; both say what they were given. */
export function setUpQuiz(paper: QuizPaper | FawenError = PAPER) {
  const asked: QuizBlueprint[] = [];
  const { exporter, given } = createNotes();
  const assistant = createFakeAssistant({
    reports: [REPORT],
    async quiz(blueprint) {
      asked.push(blueprint);
      if (paper instanceof Error) throw paper;
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
