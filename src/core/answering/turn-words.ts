import type { QuestionSlots } from "../search/question-slots.ts";

/** What turns a follow-up and says nothing itself. */
const TURNING =
  /^(?:那么?|再(?!犯)|还有|换成|改成|如果是)+|(?:呢|的话)?[?？。!！]*$|[他它她咱]们|这个|那个|这[里边]|那[里边]|今年|同一?年|当年|全年|也|的(?!额)/gu;
/** The words of a turn that ask for anything. */
export const ASKS = /多少|几|多[高大长久]|什么|哪|吗|怎|如何|谁|[有是]没?[有是]|为何/u;
/** The words of a question that ask for an amount. */
export const ASKED_AMOUNT =
  /[有是]?(?:多少|几)(?:人次|件次|场次|批次|万元|亿元|[件宗起份篇个家处项条人名位场次期部元])?/u;

/** The places that a question names, as it writes them. */
export function namesIn(question: string, { places }: QuestionSlots): string {
  return places.map(({ start, end }) => question.slice(start, end)).join("、");
}

/** What a turn says besides places, years and words that only turn to it. */
export function ownWords(turn: string, { places }: QuestionSlots): string {
  let words = turn;
  for (const { start, end } of [...places].reverse()) words = words.slice(0, start) + words.slice(end);
  return words
    .replace(/(?:19|20)\d{2}\s?年?度?/gu, "")
    .replace(TURNING, "")
    .trim();
}
