import type { QuizDifficulty, QuizItem } from "../../core/model/quiz.ts";
import { toOneLine } from "./clean-paper.ts";
import { describePaper, judgeWord, TYPE_NAME } from "./item-words.ts";
import type { QuizWriter } from "./quiz-writer.ts";
import { type SheetCell, writeSheet, XLSX_MIME } from "./sheet.ts";

const MAX_STEM_CHARS = 120;
const MAX_OPTION_CHARS = 75;
const MAX_OPTIONS = 4;

/** Seconds for an item; Kahoot takes 5, 10, 20, 30, 60, 90, 120 and 240 alone. */
const SECONDS: Readonly<Record<QuizDifficulty, number>> = { recall: 20, distinguish: 30, combine: 60 };

/** Row 8 of Kahoot's template, to the letter; what stands above it is not read. */
const HEAD: readonly string[] = [
  "",
  "Question - max 120 characters",
  ...[1, 2, 3, 4].map((number) => `Answer ${number} - max 75 characters`),
  "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
  "Correct answer(s) - choose at least one",
];
const HEAD_ROW = 7;

export const kahootFormat: QuizWriter = {
  id: "kahoot",
  name: "Kahoot 竞答",
  description: `Kahoot 的导入表：单选、多选、判断；题干最多 ${MAX_STEM_CHARS} 字，选项 2–4 个、每个最多 ${MAX_OPTION_CHARS} 字，放不下的不放`,
  extension: "kahoot.xlsx",
  mimeType: XLSX_MIME,
  findFault,
  async write(paper) {
    const above: SheetCell[][] = Array.from({ length: HEAD_ROW }, () => []);
    above[1] = ["", paper.title];
    above[2] = ["", describePaper(paper)];
    const rows = paper.items.map((item, place) => writeRow(item, place + 1));
    const widths = [4, 60, 24, 24, 24, 24, 16, 16];
    return await writeSheet([...above, HEAD, ...rows], { name: "Sheet1", widths, head: HEAD_ROW });
  },
};

function findFault(item: QuizItem): string | undefined {
  if (item.type === "fill" || item.type === "short") return `Kahoot 的导入表没有${TYPE_NAME[item.type]}`;
  const stem = toOneLine(item.stem).length;
  if (stem > MAX_STEM_CHARS) return `题干 ${stem} 字，Kahoot 最多 ${MAX_STEM_CHARS} 字`;
  const answers = answersOf(item);
  if (answers.length > MAX_OPTIONS) return `有 ${answers.length} 个选项，Kahoot 最多 ${MAX_OPTIONS} 个`;
  const longest = Math.max(...answers.map(({ text }) => text.length));
  return longest > MAX_OPTION_CHARS ? `有选项 ${longest} 字，Kahoot 最多 ${MAX_OPTION_CHARS} 字` : undefined;
}

function answersOf(item: QuizItem): { readonly text: string; readonly correct: boolean }[] {
  if (item.type === "judge")
    return [true, false].map((word) => ({ text: judgeWord(word), correct: word === item.correct }));
  return "options" in item ? item.options.map(({ text, correct }) => ({ text: toOneLine(text), correct })) : [];
}

function writeRow(item: QuizItem, number: number): SheetCell[] {
  const answers = answersOf(item);
  const texts = Array.from({ length: MAX_OPTIONS }, (_, place) => answers[place]?.text ?? "");
  const correct = answers.flatMap((answer, place) => (answer.correct ? [place + 1] : [])).join(",");
  return [number, toOneLine(item.stem), ...texts, SECONDS[item.difficulty], correct];
}
