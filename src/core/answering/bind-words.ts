import { sameWords } from "../figures/same-words.ts";

/** Words of an answer that link, count up or tell where it was read: no report has to say them. */
const LINKS =
  /(?:意思)?最接近的?(?:一项|数据|原文)?|未必是答案|同比|[较比](?:上年|去年|上一年|前一年)(?:同期)?|[较比](?=\s|$)|根据|依据|按照|报告(?:显示|指出|披露|称|中)?|数据显示|显示|披露|统计|年报|情况|方面|数量|总量|总数|总额|(?<!涉及)(?:人数|件数|次数)|数字|数据|数为|全年度?|年度|年内|当年|期间|其中|同时|此外|另外?|以及|并且|共计|合计|总计|累计|总共|一共|分别|达到|实现|完成|已经|正在|报告期|整个|这里|所述|之后|以来|超过|不超过|左右|以上|约为|将近|中(?![心级小央医])|(?<!涉|普)及|(?<!予)以|[据已均都还共为是有约的了在对与和或等之里内于由其该这各所至到则也而并且达且个数并仅，]/gu;
const RUN = /\p{sc=Han}+|[a-z]{2,}/giu;

/** The stretches of an answer's words that a report has to say, in the field's one form. */
export function contentOf(words: string): readonly string[] {
  return sameWords(words).replace(LINKS, " ").match(RUN) ?? [];
}

/** True when the character at a place of a run stands in `said` together with one beside it; alone where it is alone. */
function isSaid(run: string, at: number, said: string): boolean {
  if (run.length === 1) return said.includes(run);
  return (
    (at > 0 && said.includes(run.slice(at - 1, at + 1))) ||
    (at + 1 < run.length && said.includes(run.slice(at, at + 2)))
  );
}

/** What of the wanted words `said` (in the field's one form) does not say; empty where it says all. */
export function unsaid(wanted: readonly string[], said: string): string {
  let missing = "";
  for (const run of wanted) for (let at = 0; at < run.length; at++) if (!isSaid(run, at, said)) missing += run[at];
  return missing;
}

/** The runs of wanted words that `said` says. */
export function saidBy(wanted: readonly string[], said: string): readonly string[] {
  return wanted.flatMap((run) =>
    [...run]
      .map((char, at) => (isSaid(run, at, said) ? char : " "))
      .join("")
      .split(" ")
      .filter((part) => part !== ""),
  );
}

/** A word in the figure's own words counts whole, one of the whole that it is a part of or told before for less. */
const TIER_WEIGHTS = [1, 0.6, 0.3, 0.2];

/** How well words are said, 0–1, by tiers of words that stand ever further from a figure; 0 for no words. */
export function fitOf(wanted: readonly string[], tiers: readonly string[]): number {
  let [sum, count] = [0, 0];
  for (const run of wanted)
    for (let at = 0; at < run.length; at++) {
      const tier = tiers.findIndex((said) => isSaid(run, at, said));
      sum += TIER_WEIGHTS[tier] ?? 0;
      count++;
    }
  return count === 0 ? 0 : sum / count;
}
