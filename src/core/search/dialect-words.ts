/**
 * Words of Cantonese, as the public of Guangdong, Hong Kong and Macau types them, with what they are in the written
 * standard: how a question asks, not what it is about. Longer ones first; 系 and 度 alone are left, they stand in words.
 */
const WORDS: Readonly<Record<string, string>> = {
  几多: "多少",
  有冇: "有没有",
  边个: "哪个",
  边间: "哪家",
  边度: "哪里",
  边条: "哪条",
  边啲: "哪些",
  点样: "怎样",
  点解: "为什么",
  而家: "现在",
  佢哋: "他们",
  我哋: "我们",
  嗰种: "那种",
  乜嘢: "什么",
  咩: "什么",
  嘅: "的",
  喺: "在",
  唔: "不",
  冇: "没有",
  啲: "些",
  咗: "了",
  嗰: "那",
  俾: "给",
};
const ANY = new RegExp(Object.keys(WORDS).join("|"), "gu");

/** A folded question with these words in the written standard. */
export function standardWords(folded: string): string {
  return folded.replace(ANY, (word) => WORDS[word] ?? word);
}
