import type { QuizItemBody } from "../../http/quiz-item-contract.ts";
import { RequestFailed } from "../shared/api-client.ts";
import { randomSeed } from "./blueprint-form.ts";
import { keyInFull } from "./item-text.ts";
import { checkItem, makePaper } from "./quiz-client.ts";
import { type Draft, replacementBlueprint } from "./quiz-draft.ts";

const MOST_DRAWS = 4;

/** Everything else of an item was written for its first key. */
export function tellKeyChange(original: QuizItemBody, changed: QuizItemBody): string[] {
  const [before, now] = [keyInFull(original), keyInFull(changed)];
  return before === now ? [] : [`答案由“${before}”改成了“${now}”，请把解析也改过来`];
}

/** Another item, or why there is none: what one draw does not find another may. */
export async function findReplacement(draft: Draft, at: number): Promise<QuizItemBody | string> {
  let reason = "这些报告里的题都用上了。";
  for (let draw = 0; draw < MOST_DRAWS; draw++) {
    const wanted = replacementBlueprint(draft, at, randomSeed());
    const { items, shortfall } = await makePaper(wanted);
    const fresh = items.find((item) => !wanted.exclude?.includes(item.id));
    if (fresh !== undefined) return fresh;
    reason = shortfall[0]?.reason ?? reason;
  }
  return reason;
}

/** A person's words are kept even when nobody can be asked about them; only what can be no item is sent back. */
export async function findWarnings(changed: QuizItemBody): Promise<readonly string[]> {
  try {
    return (await checkItem(changed)).warnings;
  } catch (error) {
    if (!(error instanceof RequestFailed) || error.code === "bad-request") throw error;
    return ["改动已保存，但没能连上服务与出处核对；导出时会再判断一次。"];
  }
}
