import type { ScriptConverter } from "../../ports/script-converter.ts";
import { charactersEndingIn } from "./gbk-table.ts";
import { glossedByMachinesWith } from "./glossed-characters.ts";
import { TONED } from "./pinyin-glosses.ts";
import { editMatches, type RepairStep } from "./repair-step.ts";

const SYLLABLE = `[a-zɑɡü${TONED}]{1,6}`;
const LOST = "[?？\\ufffd]";
const BROKEN = new RegExp(
  `${LOST}(?<=[\\u3400-\\u9fff]${LOST})(${SYLLABLE})[)）]([@-~])(?:[(（](${SYLLABLE})[)）])?`,
  "g",
);
const HAN = /[\u3400-\u9fff]/;

/**
 * A gloss that was written into the middle of a two-byte character: 入區(qū) became 入?yún)^(qū).
 *
 *     入     區          the machine read one byte late, saw 雲 (EB 85) and put its gloss behind it:
 *     C8 EB  85 5E       C8 EB  85 ( y ú n )  5E (qū)
 *                        入     ?    yún)     ^  (qū)
 *
 * The second byte survives as the letter behind the bracket; the first is lost. Of the characters that end in
 * that byte the one is taken that such machines gloss with the same reading, or that this text glosses so
 * elsewhere, or that stands elsewhere before the same next character. Undecided places are left alone and
 * marked as suspect.
 */
export const brokenGlosses: RepairStep = {
  name: "broken-glosses",
  label: "还原被注音打断的汉字",
  triggers: "?？\ufffd",
  findEdits(text, { converter }) {
    BROKEN.lastIndex = 0;
    if (!BROKEN.test(text)) return [];
    return editMatches(text, BROKEN, (match) => {
      const candidates = charactersEndingIn(match[2] ?? "");
      const syllable = match[3];
      const rest = text.slice(match.index + match[0].length, match.index + match[0].length + 1);
      if (syllable !== undefined) {
        const usual = glossedByMachinesWith(syllable).filter((one) => candidates.includes(one));
        const glossed = usual.length === 1 ? usual : glossedWith(syllable, candidates, text);
        if (glossed.length > 0) return inScriptOf(around(text, match), mostFrequent(glossed, text), converter);
      }
      const known = rest === "" ? [] : candidates.filter((one) => text.includes(one + rest));
      return known.length === 1 ? (known[0] ?? null) : null;
    });
  },
};

function around(text: string, { index }: RegExpExecArray): string {
  return text.slice(Math.max(0, index - 60), index + 60);
}

/** A Simplified text that was glossed all the same has the Simplified character. */
function inScriptOf(text: string, character: string, converter: ScriptConverter): string {
  const simplified = converter.toSimplified(text);
  return simplified === text ? converter.toSimplified(character) : character;
}

/** Those of the candidates that this text glosses with the syllable. */
function glossedWith(syllable: string, candidates: readonly string[], text: string): string[] {
  const found = new Set<string>();
  for (let place = text.indexOf(syllable); place >= 0; place = text.indexOf(syllable, place + 1)) {
    const isWhole = "(（".includes(text[place - 1] ?? " ") && ")）".includes(text[place + syllable.length] ?? " ");
    const character = text[place - 2] ?? "";
    if (isWhole && HAN.test(character)) found.add(character);
  }
  return candidates.filter((one) => found.has(one));
}

function mostFrequent(candidates: readonly string[], text: string): string {
  const counted = candidates.map((one) => ({ one, count: candidates.length < 2 ? 0 : text.split(one).length }));
  return counted.sort((a, b) => b.count - a.count)[0]?.one ?? "";
}
