import { sameWords } from "../figures/same-words.ts";
import { scanFigures } from "../text/figure-scan.ts";
import { type AskedFigure, LINKING_END } from "./asked-figures.ts";
import type { FigureWords } from "./figure-sentence.ts";
import { NARROWING } from "./narrowing.ts";

const ITEM_END = /[，；。、,;](?!\d{3}(?!\d))/u;
/** Nouns that stand behind any other. */
const GENERAL_END = /(?:案件|事项|项目|活动|工作|情况|数量|总数|总量|[件宗人次场个]数|[场人件批]次|数|量)$/u;
/** 其中刑事案件: which part of what was told before, and no noun of its own. */
const PART_WORDS = new RegExp(`${NARROWING.source}|案件`, "gu");
/** 公证办了|几宗. */
const DONE = /[办开搞做]$/u;
/** A clause of fewer characters has its noun in the one before. */
const OWN_CHARS = 4;

/**
 * Whether what a question asks for (涉侨公证, 个人调解室) is named, by the last of its characters, in none of a figure's own
 * words but with a figure of its own before: 涉外公证75件、涉侨纠纷61宗. The later figure counts something else.
 */
export function isOfItemBefore({ lead, tail, earlier }: FigureWords, { phrase, counted, units }: AskedFigure): boolean {
  // 率 and 占: a rate need not be called one.
  if (units.includes("%")) return false;
  const noun = (counted === "" ? phrase.replace(LINKING_END, "").replace(DONE, "") : counted)
    .trim()
    .replace(GENERAL_END, "");
  const last = /\p{sc=Han}$/u.exec(sameWords(noun))?.[0];
  const own = sameWords(`${lead} ${tail}`);
  const rest = own.replace(PART_WORDS, "").replace(/\P{sc=Han}/gu, "");
  if (last === undefined || own.includes(last) || rest.length < OWN_CHARS) return false;
  return earlier
    .split(ITEM_END)
    .some(
      (item) =>
        sameWords(item).includes(last) &&
        scanFigures(item).some(({ unit }) => unit !== "" && (units.length === 0 || units.includes(unit))),
    );
}
