import type { ScriptConverter } from "../../ports/script-converter.ts";
import type { Edit } from "../offset-map.ts";

export interface RepairContext {
  readonly converter: ScriptConverter;
  /** Corrections that a person confirmed: wrong → right. */
  readonly replacements: Readonly<Record<string, string>>;
}

/**
 * One kind of damage and its repair. A step is a pure function of the text as the steps before left it; it
 * returns edits, sorted and apart, and an empty list for text that does not have this damage.
 */
export interface RepairStep {
  /** Stable name in English, e.g. `pinyin-glosses`. */
  readonly name: string;
  /** What it does, in Chinese, for people. */
  readonly label: string;
  /**
   * UTF-16 units, a-b for a range: every text that this step changes holds one of them, so a text without any is
   * not searched. Without triggers the step looks at every text.
   */
  readonly triggers?: string;
  findEdits(text: string, context: RepairContext): readonly Edit[];
}

/**
 * One edit for each match of a global pattern; `replace` returns the new text, or null to leave the match alone.
 * A match that comes back unchanged is no edit.
 */
export function editMatches(text: string, pattern: RegExp, replace: (match: RegExpExecArray) => string | null): Edit[] {
  const edits: Edit[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    if (match[0] === "") {
      pattern.lastIndex++;
      continue;
    }
    const replacement = replace(match);
    if (replacement !== null && replacement !== match[0])
      edits.push({ start: match.index, end: match.index + match[0].length, text: replacement });
  }
  return edits;
}

/** The same for a pattern that matches one UTF-16 unit at a time, for which no match has to be made. */
export function editUnits(
  text: string,
  pattern: RegExp,
  replace: (unit: string, place: number) => string | null,
): Edit[] {
  const edits: Edit[] = [];
  pattern.lastIndex = 0;
  while (pattern.test(text)) {
    const end = pattern.lastIndex;
    const unit = text.slice(end - 1, end);
    const replacement = replace(unit, end - 1);
    if (replacement !== null && replacement !== unit) edits.push({ start: end - 1, end, text: replacement });
  }
  return edits;
}

/** The UTF-16 units of a list like `triggers`. */
export function readUnits(list: string): number[] {
  const units: number[] = [];
  for (const [, from = "", to = from] of list.matchAll(/([\s\S])(?:-([\s\S]))?/g))
    for (let unit = from.charCodeAt(0); unit <= to.charCodeAt(0); unit++) units.push(unit);
  return units;
}
