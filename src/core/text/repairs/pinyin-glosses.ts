import { isGlossedByMachines } from "./glossed-characters.ts";
import { editMatches, type RepairStep } from "./repair-step.ts";

/** Letters with a tone mark. */
export const TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ";
/** One syllable, the look-alikes ɑ ɡ included; two of them are a name that somebody spelt out: 厦门(xiàmén). */
const SYLLABLE = `(?:[zcs]h?|[b-df-hj-np-tw-zɡ])?[aeiouɑü${TONED}]{1,4}(?:n[gɡ]?|r)?|h?[nńňǹmḿ][gɡ]?`;
const SPACE = "[ \\u00a0\\u3000]?";
const GLOSS = new RegExp(`[(（\\[［](?<=[\\u3400-\\u9fff\\d)）]${SPACE}.)${SPACE}(${SYLLABLE})${SPACE}[)）\\]］]`, "g");
const HAS_TONE = new RegExp(`[${TONED}]`);
const TWO_TONES = new RegExp(`[${TONED}].*[${TONED}]`);

/** Readings without a tone, each only after the characters that have it, so that (men) after 部门 stays. */
const TONELESS: Readonly<Record<string, string>> = {
  men: "們们",
  me: "麼麽么",
  ma: "嗎吗",
  ge: "個个",
  ne: "呢",
  tou: "頭头",
  li: "裡裏里",
  shi: "實时時",
  zhe: "著着",
};

/** A machine glosses all over, the same common characters first of all; an author tells how to read rare ones. */
const MIN_BY_MACHINE = 3;
/** With as many glosses on other characters, one every so many characters, no author wrote them either. */
const MIN_DENSE = 6;
const CHARS_PER_GLOSS = 12;

/**
 * Pinyin in brackets behind a character: 設(shè). Machines that turned Simplified into Traditional text left
 * them. A bracket without a tone mark, such as (GDP), (AI) or (街道), is the author's own, and so are the readings
 * of rare characters in a text without other glosses: 甪(lù)直, 浒(xǔ)墅关, 盱(xū)眙.
 */
export const pinyinGlosses: RepairStep = {
  name: "pinyin-glosses",
  label: "去掉夹在正文里的拼音注音",
  triggers: "(（[［",
  findEdits(text, { converter }) {
    const edits = editMatches(text, GLOSS, (match) => {
      const syllable = match[1] ?? "";
      if (HAS_TONE.test(syllable)) return TWO_TONES.test(syllable) ? null : "";
      return TONELESS[syllable]?.includes(text[match.index - 1] ?? "") ? "" : null;
    });
    if (edits.length === 0) return edits;
    const common = edits.filter(({ start }) => isGlossedByMachines(characterBefore(text, start), converter));
    const isDense = edits.length >= MIN_DENSE && edits.length * CHARS_PER_GLOSS > text.length;
    return common.length >= MIN_BY_MACHINE || isDense ? edits : common;
  },
};

/** The character that is glossed: the one before the bracket, or before the space that stands there. */
function characterBefore(text: string, place: number): string {
  const before = text[place - 1] ?? "";
  return " \u00a0\u3000".includes(before) ? (text[place - 2] ?? "") : before;
}
