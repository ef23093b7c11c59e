import type { QuizDifficulty, QuizItem, QuizItemType, QuizPaper, QuizSource } from "../../core/model/quiz.ts";

/** The Chinese that every format says the same. */

/** As exam platforms name them. */
export const TYPE_NAME: Readonly<Record<QuizItemType, string>> = {
  single: "单选题",
  multiple: "多选题",
  judge: "判断题",
  fill: "填空题",
  short: "简答题",
};

export const DIFFICULTY_NAME: Readonly<Record<QuizDifficulty, string>> = {
  recall: "识记",
  distinguish: "辨析",
  combine: "综合",
};

export const AI_LABEL = "AI 生成";

export const DISCLAIMER = "题目依据公开的法治政府建设年度报告，使用前请核对原文；不构成法律意见。";

/** In a stem: where the answer goes. A person who edits may have drawn it longer. */
const GAP = /_{4,}/u;

/** The parts of a fill item's stem around its gaps: one more than there are gaps. */
export const splitAtGaps = (stem: string): string[] => stem.split(GAP);

export const optionLetter = (place: number): string => String.fromCharCode(65 + place);

export const judgeWord = (correct: boolean): string => (correct ? "正确" : "错误");

/** Letters of the correct options (`BD`), 正确 or 错误, the answers gap by gap, or the points of an answer. */
export function describeKey(item: QuizItem): string {
  switch (item.type) {
    case "single":
    case "multiple":
      return item.options.flatMap(({ correct }, place) => (correct ? [optionLetter(place)] : [])).join("");
    case "judge":
      return judgeWord(item.correct);
    case "fill":
      return item.answers.map((accepted) => accepted.join(" 或 ")).join("；");
    case "short":
      return item.points.map((point, place) => `${place + 1}．${point}`).join("\n");
  }
}

/**
 * Where an item is proven, a line a report: its name, issuer, headings and quotes. What stands there already is not
 * said again: a quote that the explanation gives, headings that the place before has too.
 */
export function describeSources({ sources, explanation }: QuizItem): string {
  const names = [...new Set(sources.map(nameReport))];
  const lines = names.map((name) => {
    const places = sources.filter((source) => nameReport(source) === name);
    const told = places.map((source, place) => {
      const headings = place === 0 ? [name, ...source.section] : dropShared(source.section, places[place - 1]?.section);
      return `${headings.join(" › ")}${lettersOf(explanation).includes(lettersOf(source.quote)) ? "" : `：“${source.quote}”`}`;
    });
    return [...new Set(told)].filter((one) => one !== "").join("；");
  });
  return lines.join("\n");
}

const nameReport = ({ title, issuer }: QuizSource): string =>
  `《${title}》${issuer === null || title.startsWith(issuer) ? "" : `（${issuer}）`}`;

function dropShared(section: readonly string[], before: readonly string[] = []): readonly string[] {
  const first = section.findIndex((heading, place) => heading !== before[place]);
  return first < 0 ? [] : section.slice(first);
}

/** How an item came about: `原文摘录`, `AI 生成（已人工修改）`. */
export const describeOrigin = ({ label, edited }: QuizItem): string => `${label}${edited ? "（已人工修改）" : ""}`;

/** One line on top of a paper: which of its items a model worded, and what they rest on. */
export function describePaper({ items }: QuizPaper): string {
  const worded = items.flatMap(({ label }, place) => (label === AI_LABEL ? [place + 1] : []));
  if (worded.length === 0) return DISCLAIMER;
  const which = worded.length === items.length ? "全部题目" : `第${worded.join("、")}题`;
  return `含“${AI_LABEL}”内容：${which}由 AI 改写题面。${DISCLAIMER}`;
}

/** Explanation, sources and how the item came about, a line each: what stands behind a key. */
export function describeGrounds(item: QuizItem): string {
  return [item.explanation, `出处：${describeSources(item)}`, `来源标签：${describeOrigin(item)}`]
    .filter((line) => line !== "")
    .join("\n");
}

/** Quotation marks within a quotation are written differently. */
function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, "");
}
