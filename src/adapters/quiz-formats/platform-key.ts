import type { QuizItem } from "../../core/model/quiz.ts";
import { describeGrounds, describeKey } from "./item-words.ts";

/** The keys as Chinese exam platforms read them. */

/** Between the gaps of a fill item. */
const GAP_SIGN = "|";

/** Letters with no sign between them, 正确 or 错误, one answer a gap parted by `|`, the points of an answer. */
export function platformKey(item: QuizItem): string {
  if (item.type === "fill") return item.answers.map(([preferred]) => preferred).join(GAP_SIGN);
  return item.type === "short" ? item.points.join("；") : describeKey(item);
}

/** Explanation and sources; and what else is right, where a platform takes one answer a gap. */
export function platformGrounds(item: QuizItem): string {
  const others = tellOtherAnswers(item);
  return others === "" ? describeGrounds(item) : `${others}。\n${describeGrounds(item)}`;
}

export function findGapSignFault(item: QuizItem): string | undefined {
  const unclear = item.type === "fill" && item.answers.some(([preferred]) => preferred?.includes(GAP_SIGN));
  return unclear ? `填空答案里有“${GAP_SIGN}”，平台用它分开各空` : undefined;
}

function tellOtherAnswers(item: QuizItem): string {
  if (item.type !== "fill") return "";
  const gaps = item.answers.map((accepted, place) => ({ others: accepted.slice(1), place }));
  const told = gaps.filter(({ others }) => others.length > 0);
  return told.map(({ others, place }) => `第${place + 1}空也可答：${others.join("、")}`).join("；");
}
