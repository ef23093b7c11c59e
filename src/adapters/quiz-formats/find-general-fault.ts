import type { QuizItem } from "../../core/model/quiz.ts";
import { splitAtGaps } from "./item-words.ts";

/** More would have no letter. */
const MAX_OPTIONS = 26;

/** What no format can make an item of; a person who edited it may have left it so. */
export function findGeneralFault(item: QuizItem): string | undefined {
  if (item.stem === "") return "题干是空的";
  switch (item.type) {
    case "single":
    case "multiple":
      return findOptionFault(item.options, item.type === "single" ? 1 : 2);
    case "judge":
      return undefined;
    case "fill":
      return findGapFault(item.stem, item.answers);
    case "short":
      return item.points.some((point) => point !== "") ? undefined : "没有答案要点";
  }
}

function findOptionFault(options: readonly { readonly text: string; readonly correct: boolean }[], least: number) {
  if (options.some(({ text }) => text === "")) return "有的选项是空的";
  if (options.length < 2 || options.length > MAX_OPTIONS) return `选项应为 2 到 ${MAX_OPTIONS} 个`;
  const correct = options.filter((option) => option.correct).length;
  if (least === 1 && correct !== 1) return "单选题应有且只有一个正确选项";
  return correct < least ? "多选题至少要有两个正确选项" : undefined;
}

function findGapFault(stem: string, answers: readonly (readonly string[])[]): string | undefined {
  const gaps = splitAtGaps(stem).length - 1;
  if (gaps === 0 || gaps !== answers.length)
    return `题干里的空（____）有 ${gaps} 个，答案有 ${answers.length} 个，应一样多`;
  const empty = answers.some((accepted) => accepted.length === 0 || accepted.includes(""));
  return empty ? "有的空没有答案" : undefined;
}
