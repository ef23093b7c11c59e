import { gbkTable } from "./gbk-table.ts";
import { TONED } from "./pinyin-glosses.ts";
import { editMatches, type RepairStep } from "./repair-step.ts";

const SYLLABLE = `[a-zɑɡü${TONED}]{1,6}`;
const BROKEN = new RegExp(`\\?(?<=[\\u3400-\\u9fff]\\?)(${SYLLABLE})\\)([@-~])(?:\\((${SYLLABLE})\\))?`, "g");
const GLOSSED = new RegExp(`([\\u3400-\\u9fff])\\((${SYLLABLE})\\)`, "g");

/**
 * A gloss that was written into the middle of a two-byte character: 入區(qū) became 入?yún)^(qū).
 *
 *     入     區          the machine read one byte late, saw 雲 (EB 85) and put its gloss behind it:
 *     C8 EB  85 5E       C8 EB  85 ( y ú n )  5E (qū)
 *                        入     ?    yún)     ^  (qū)
 *
 * The second byte survives as the letter behind the bracket; the first is lost. Of the characters that end in
 * that byte the one is taken that this text glosses with the same reading elsewhere, or that stands elsewhere
 * before the same next character. Undecided places are left alone.
 */
export const brokenGlosses: RepairStep = {
  name: "broken-glosses",
  label: "还原被注音打断的汉字",
  findEdits(text) {
    BROKEN.lastIndex = 0;
    if (!BROKEN.test(text)) return [];
    const readings = readGlosses(text);
    return editMatches(text, BROKEN, (match) => {
      const candidates = charactersEndingIn(match[2] ?? "");
      const syllable = match[3];
      const glossed = syllable === undefined ? [] : candidates.filter((one) => readings.get(one)?.has(syllable));
      if (glossed.length > 0) return mostFrequent(glossed, text);
      const rest = text.slice(match.index + match[0].length, match.index + match[0].length + 1);
      const known = rest === "" ? [] : candidates.filter((one) => text.includes(one + rest));
      return known.length === 1 ? (known[0] ?? null) : null;
    });
  },
};

function readGlosses(text: string): Map<string, Set<string>> {
  const readings = new Map<string, Set<string>>();
  for (const [, character = "", syllable = ""] of text.matchAll(GLOSSED))
    readings.set(character, (readings.get(character) ?? new Set()).add(syllable));
  return readings;
}

const byLastByte = new Map<string, readonly string[]>();

/** Kept once found: there are 63 such letters, and finding them takes 126 look-ups. */
function charactersEndingIn(letter: string): readonly string[] {
  const known = byLastByte.get(letter);
  if (known !== undefined) return known;
  const table = gbkTable();
  const trail = letter.charCodeAt(0);
  const found: string[] = [];
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    const character = table?.toCharacter.get(lead * 256 + trail);
    if (character !== undefined) found.push(character);
  }
  byLastByte.set(letter, found);
  return found;
}

function mostFrequent(candidates: readonly string[], text: string): string | null {
  if (candidates.length < 2) return candidates[0] ?? null;
  const counted = candidates.map((one) => ({ one, count: text.split(one).length }));
  return counted.sort((a, b) => b.count - a.count)[0]?.one ?? null;
}
