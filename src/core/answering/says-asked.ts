import { contentOf, saidBy } from "./bind-words.ts";
import { asksByYesAndNo } from "./read-claim.ts";

/** Words of asking and degree that no report has to say. */
export const ASKING =
  /有没有|是不是|是否|有无|全部|已经|打算|准备|提供|那边|这边|人家|以后|之后|的事情?|办事|都|过|被|了|吗|么|呢|吧|真的|属实|对|实现|做到|完成|开展|建立|建成|设立|成立|有|[搞弄管]/gu;
/** 有没有什么办法在立: the noun behind 有没有, by its end where nothing else stands behind it. */
const THING = /(?:有没有|有无|有冇)(?:(?:什么|啥)(?<kind>\p{sc=Han}{2})|(?<thing>[^，,。；;？?]*))/u;

/**
 * Whether what an everyday question asks about by yes and no is said: the thing by its noun, an act by any of its words.
 * `told` is the quote with its headings.
 */
export function saysAsked(question: string, told: string): boolean {
  const { kind, thing } = THING.exec(question)?.groups ?? {};
  if (kind !== undefined) return told.includes(kind);
  if (thing !== undefined) {
    const noun = contentOf(thing.replace(ASKING, " ")).at(-1)?.slice(-2);
    return noun !== undefined && told.includes(noun);
  }
  const clause = question.split(/[，,。；;]/u).findLast((part) => asksByYesAndNo(part)) ?? question;
  const words = contentOf(
    clause.replace(/(?<verb>\p{sc=Han})[没不](?=\k<verb>)|没有?[？?]?$/gu, " ").replace(ASKING, " "),
  );
  if (saidBy(words, told).some((run) => run.length > 1)) return true;
  // 拿奖了没: a verb and its object.
  const [only, another] = words;
  return only?.length === 2 && another === undefined && told.includes(only.slice(-1));
}
