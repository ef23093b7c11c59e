import { findMatches } from "../text/matches.ts";
import type { Division } from "./divisions.ts";

/** 我市, 全区, 区委, 市政府: the level that a text speaks from. */
const VOICE =
  /(?:([我本全])([省市区县州旗盟])(?![域间分]|第[一二三四五六七八九十\d]|前列|首|率先|唯一)|(?<![\u3400-\u9fff])([省市区县州旗盟])(?:委|政府|人民政府|司法[局厅]))/g;
/** The level that a text speaks from. */
export interface Voice {
  /** 0 … 1: how much of the voice fits the level of this division. */
  share(division: Division): number;
  example(division: Division): string | undefined;
}

/** Counts the words of a whole text that tell it. */
export function readVoice(text: string): Voice {
  const counts = new Map<string, { count: number; example: string }>();
  let total = 0;
  for (const match of findMatches(text, VOICE)) {
    const own = match[1] === "我" || match[1] === "本";
    const unit = match[2] ?? match[3] ?? "";
    const entry = counts.get(unit) ?? { count: 0, example: match[0] };
    // 我市 can only be the speaker; 市委 is often the body above.
    entry.count += own ? 3 : 1;
    total += own ? 3 : 1;
    counts.set(unit, entry);
  }
  const entriesOf = (division: Division) =>
    [...unitsOf(division)].map((unit) => counts.get(unit)).filter((entry) => entry !== undefined);
  return {
    share: (division) => (total === 0 ? 0.5 : entriesOf(division).reduce((sum, entry) => sum + entry.count, 0) / total),
    example: (division) => entriesOf(division)[0]?.example,
  };
}

/** How people of the division call it: a province 省, an autonomous region 区, a municipality 市. */
function unitsOf(division: Division): string {
  if (division.level === "省级")
    return division.name.endsWith("市") ? "市" : division.name.endsWith("区") ? "区" : "省";
  return division.name.slice(-1);
}
