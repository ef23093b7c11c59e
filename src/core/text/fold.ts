import type { ScriptConverter } from "../ports/script-converter.ts";

/**
 * Short forms, and wordings of Hong Kong, Macau and Taiwan (official terms, Cantonese function words), beside the ones
 * that reports use. Both question and text pass through this, so a pair only has to be the same idea.
 * Applied after script conversion, longest first.
 */
export const REGIONAL_WORDS: ReadonlyArray<readonly [string, string]> = [
  ["gdp", "地区生产总值"],
  ["法援", "法律援助"],
  ["覆议", "复议"],
  ["甚么", "什么"],
  ["什麽", "什么"],
  ["乜嘢", "什么"],
  ["几多", "多少"],
  ["有几高", "有多高"],
  ["而家", "现在"],
  ["唔使", "不用"],
  ["唔", "不"],
  ["有冇", "有没有"],
  ["边度", "哪里"],
  ["边条", "哪条"],
  ["边个", "哪个"],
  ["边间", "哪间"],
  ["喺", "在"],
  ["休唔休", "休不休"],
  ["点样", "怎样"],
  ["嘅", "的"],
  ["咗", "了"],
  ["佢哋", "他们"],
];

const ANY_REGIONAL = new RegExp(REGIONAL_WORDS.map(([from]) => from).join("|"), "u");
/** Anything that normalization or lower-casing could change; most of a cleaned report has nothing of it. */
const NOT_PLAIN = /[^\u4e00-\u9fff\u3001\u3002\u300a-\u3011\u2014\u201c\u201d\u2018\u2019\n -@[-~]/u;

/**
 * The one form in which questions and passages are compared: Simplified, half-width, lower case. Not for
 * display and not length-preserving.
 */
export function foldText(text: string, converter: ScriptConverter): string {
  const plain = NOT_PLAIN.test(text) ? text.normalize("NFKC").toLowerCase() : text;
  let folded = converter.toSimplified(plain);
  if (ANY_REGIONAL.test(folded))
    for (const [from, to] of REGIONAL_WORDS) if (folded.includes(from)) folded = folded.replaceAll(from, to);
  return folded;
}
