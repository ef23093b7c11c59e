import { createOpenccScriptConverter } from "../../src/adapters/opencc-script-converter.ts";
import { repairText } from "../../src/core/text/repair-text.ts";

const converter = createOpenccScriptConverter();

/** Damage of single scraped sources that no rule can undo, each with what the publisher wrote. */
const KNOWN_DAMAGE: readonly (readonly [string, string])[] = [
  ["介入?yún)^(qū)政府", "介入區政府"],
  ["?!丁胺ㄖ巫o航", "。《“法治護航"],
  ["沙巴体育", "政务服务"],
];

/**
 * A scraped report as one would read it in print: damage undone, pinyin glosses and page footer out, Simplified.
 */
export function cleanOriginal(raw: string): string {
  let text = raw;
  for (const [damaged, printed] of KNOWN_DAMAGE) text = text.replaceAll(damaged, printed);
  return repairText(text, { converter }).text;
}

/** Width, dashes and white space in one form, so that two texts can be compared; line breaks stay. */
export function foldForComparison(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[—–~～−]+/gu, "-")
    .replace(/[^\S\n]+/gu, "");
}

/** As `foldForComparison`, and without quotation and book marks, for looking a name up. */
export function foldForLookup(text: string): string {
  return foldForComparison(text).replace(/[“”‘’"'《》「」『』\n]/gu, "");
}
