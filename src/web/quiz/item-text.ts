import type { QuizItemBody } from "../../http/quiz-item-contract.ts";

export type ItemType = QuizItemBody["type"];

export const ITEM_TYPES: readonly ItemType[] = ["single", "multiple", "judge", "fill", "short"];

export const TYPE_NAMES: Readonly<Record<ItemType, string>> = {
  single: "单选题",
  multiple: "多选题",
  judge: "判断题",
  fill: "填空题",
  short: "简答题",
};

export const DIFFICULTY_NAMES: Readonly<Record<QuizItemBody["difficulty"], string>> = {
  recall: "识记",
  distinguish: "辨析",
  combine: "综合",
};

/** What a level asks of a learner. */
export const DIFFICULTY_NOTES: Readonly<Record<QuizItemBody["difficulty"], string>> = {
  recall: "记住一个数据",
  distinguish: "辨别相近的数据或两份报告",
  combine: "比较、计算几个数据",
};

/** A, B, C … */
export const optionLetter = (place: number): string => String.fromCharCode(65 + place);

/** The key as people write it: B, AC, 正确, 301；276 of all that is accepted, the points of a short answer. */
export function keyText(item: QuizItemBody): string {
  switch (item.type) {
    case "single":
    case "multiple":
      return item.options.flatMap(({ correct }, place) => (correct ? [optionLetter(place)] : [])).join("");
    case "judge":
      return item.correct ? "正确" : "错误";
    case "fill":
      return item.answers.map(([preferred = ""]) => preferred).join("；");
    case "short":
      return item.points.join("；");
  }
}

/** As `keyText`, with the words of the options: B. 95.8% */
export function keyInFull(item: QuizItemBody): string {
  if (item.type !== "single" && item.type !== "multiple") return keyText(item);
  const right = item.options.map(({ text, correct }, place) => (correct ? `${optionLetter(place)}. ${text}` : ""));
  return right.filter(Boolean).join("；");
}
