import type { Report } from "../model/report.ts";
import { readQuestionSlots } from "../search/question-slots.ts";
import { stripQuestionWords } from "../search/strip-question.ts";
import type { AskedFigure } from "./asked-figures.ts";
import { completeLast } from "./follow-up.ts";
import type { QuestionPlan } from "./plan-question.ts";
import { EMPTY_WORDS } from "./unsaid-words.ts";

const MARK = /[，,；;。？?、]/u;

/** One figure of a question that asks for several, as a question of its own, with how the question words it. */
export interface QuestionPart {
  readonly words: string;
  readonly question: string;
  readonly asked: AskedFigure;
}

/**
 * The figures that a question asks for one after the other (受理多少件，办结率多高), each as a question of its own; empty
 * where it asks for one, sets places or years side by side, or does not ask for each in a clause of its own.
 */
export function partsOf(plan: QuestionPlan, reports: readonly Report[]): QuestionPart[] {
  const { figures, several, comparison, sideBySide, question } = plan;
  if (figures.length < 2 || several || comparison || sideBySide !== null) return [];
  const clauses = question.split(MARK).filter((clause) => clause.trim() !== "");
  const asking = clauses.filter((clause) => /多少|几|率|比例|占比|多[高大]/u.test(clause));
  if (asking.length !== figures.length) return [];
  const before = clauses.slice(0, clauses.indexOf(asking[0] ?? ""));
  const first = [...before, asking[0] ?? ""].join(",");
  return figures.flatMap((asked, row) => {
    const words = asking[row]?.trim() ?? "";
    const turn = `${words.replace(/^(?:其中|又|还|并且?|和|以及)/u, "")}呢`;
    const completed =
      row === 0 ? first : (underTopic(words, before, reports) ?? completeLast([first, turn], reports).question);
    return [{ words, question: completed, asked }];
  });
}

/**
 * 远程公证，青溪2023年办了多少件，云岭2021年办了多少件: a part with a place or year of its own and no thing, under what the
 * clauses in front of all parts name; null for any other part.
 */
function underTopic(words: string, before: readonly string[], reports: readonly Report[]): string | null {
  const topic = before.join("，");
  const { regions, years, places } = readQuestionSlots(words, reports);
  const named = readQuestionSlots(topic, reports);
  if (regions.length + years.length === 0 || named.regions.length + named.years.length > 0) return null;
  let own = words;
  for (const { start, end } of [...places].reverse()) own = own.slice(0, start) + own.slice(end);
  const says = (text: string) =>
    stripQuestionWords(text)
      .replace(EMPTY_WORDS, "")
      .match(/\p{sc=Han}/gu)?.length ?? 0;
  return says(topic) >= 2 && says(own.replace(/(?:19|20)\d\d年?/gu, "")) < 3 ? `${topic}，${words}` : null;
}

/** 同比增长多少, 增幅是多少: of what moved, only the part before says. */
const OF_BEFORE =
  /^(?:又|还|其中|并|且)?(?:同比|[较比](?:上一?年|去年|前一年|往年))?(?:是|有)?(?:增长|增加|上升|提[高升]|下降|减少|降低|增|降|[高低多少])(?:幅度?|速|率)?了?(?:是|有|为)?(?:多少|几).*$/u;

/** Whether a part names nothing of its own: it is of what the part before asked for. */
export function isOfBefore({ words }: Pick<QuestionPart, "words">): boolean {
  return OF_BEFORE.test(words);
}
