import { nest } from "./nest-quotes.ts";
import type { QuizFact } from "./quiz-fact.ts";
import { titleOf } from "./title-of.ts";

/** 《…报告》“三、规范行政执法”部分写明：“…。” */
export function explainFact(fact: QuizFact): string {
  const { report, figure } = fact;
  const quote = report.text.slice(figure.sentence.start, figure.sentence.end).trim();
  return `《${titleOf(report)}》${placeOf(fact)}写明：“${nest(quote)}”`;
}

function placeOf({ report, figure }: QuizFact): string {
  const path = report.sections[figure.sectionRow]?.path ?? [];
  const heading = path.at(-1) ?? "";
  return heading === "" ? "" : `“${nest(heading)}”部分`;
}
