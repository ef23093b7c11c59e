import type { ChatResponse } from "../../http/contract.ts";
import { element } from "./element.ts";

/** Why there is no answer, in few words; the lead says it in full. */
const REASONS: Readonly<Record<NonNullable<ChatResponse["reason"]>, string>> = {
  no_evidence: "报告中没有找到",
  region_not_covered: "未收录该地区",
  year_not_covered: "未收录该年份",
  not_disclosed: "报告未披露",
  ambiguous: "请补充一点信息",
  out_of_scope: "不在问答范围",
  unsafe: "无法回答",
  personal_data: "不提供个人信息",
};

/** Says at a glance how an answer was made, or why there is none: 原文摘录, AI 生成, 由多份报告计算, 报告未披露 … */
export function answerBadges({ outcome, reason, label }: Pick<ChatResponse, "outcome" | "reason" | "label">) {
  if (outcome === "abstained") return [badge("badge-none", REASONS[reason ?? "no_evidence"])];
  const kind = badge(label === "AI 生成" ? "badge-ai" : "badge-kind", label);
  return outcome === "partial" ? [kind, badge("badge-partial", "只找到一部分")] : [kind];
}

function badge(kind: string, text: string): HTMLElement {
  return element("span", { class: `badge ${kind}` }, text);
}
