import { editMatches, type RepairStep } from "./repair-step.ts";

/** Letters of a syllable, the look-alikes ɑ ɡ included; at least one carries a tone mark. */
export const TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ";
const GLOSS = new RegExp(`[(（](?<=[\\u3400-\\u9fff].)([a-zɑɡü${TONED}]{1,6})[)）]`, "g");
const HAS_TONE = new RegExp(`[${TONED}]`);

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

/**
 * Pinyin in brackets behind a character: 設(shè). Machines that turned Simplified into Traditional text left
 * them. A bracket without a tone mark, such as (GDP), (AI) or (街道), is the author's own.
 */
export const pinyinGlosses: RepairStep = {
  name: "pinyin-glosses",
  label: "去掉夹在正文里的拼音注音",
  findEdits: (text) =>
    editMatches(text, GLOSS, (match) => {
      const syllable = match[1] ?? "";
      if (HAS_TONE.test(syllable)) return "";
      const before = text[match.index - 1] ?? "";
      return TONELESS[syllable]?.includes(before) ? "" : null;
    }),
};
