import type { QuizFact } from "./quiz-fact.ts";

/** 《…报告》“三、规范行政执法”部分写明：“…。” */
export function explainFact(fact: QuizFact): string {
  const { report, figure } = fact;
  const quote = report.text.slice(figure.sentence.start, figure.sentence.end).trim();
  return `《${titleOf(fact)}》${placeOf(fact)}写明：“${quote}”`;
}

function titleOf({ report }: QuizFact): string {
  return (report.identity.title.value ?? report.file)
    .replace(/[（(][^（）()]*(?:拟题|无标题)[^（）()]*[）)]/gu, "")
    .trim();
}

function placeOf({ report, figure }: QuizFact): string {
  const path = report.sections[figure.sectionRow]?.path ?? [];
  const heading = path.at(-1) ?? "";
  return heading === "" ? "" : `“${heading}”部分`;
}
