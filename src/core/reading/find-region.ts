import type { IdentityFact } from "../model/report.ts";
import { type Division, type DivisionMention, findDivisions } from "./divisions.ts";

export interface RegionFacts {
  readonly region: IdentityFact<string>;
  readonly level: IdentityFact<string>;
  readonly division: Division | undefined;
}

/** 我市, 全区, 区委, 市政府: the level that a text speaks from. */
const VOICE =
  /(?:([我本全])([省市区县州旗盟])(?![域间分]|第[一二三四五六七八九十\d]|前列|首|率先|唯一)|(?<![\u3400-\u9fff])([省市区县州旗盟])(?:委|政府|人民政府|司法[局厅]))/g;
/** Fewer weighed mentions than this prove nothing. */
const MIN_SCORE = 1.5;

/**
 * The division a report is about: stated in its title or signature, otherwise the one that is named most among
 * those whose level fits the voice of the text (我市 speaks for a city, however often a district is praised).
 */
export function findRegion(text: string, statements: readonly string[]): RegionFacts {
  for (const statement of statements) {
    const division = deepest(findDivisions(statement));
    if (division !== undefined) return facts(division, "stated", statement);
  }
  const mentions = findDivisions(text);
  const voice = readVoice(text);
  const scores = new Map<Division, { score: number; evidence: string }>();
  for (const { division, start, end } of mentions) {
    const fits = voice.share(division);
    const weight = (start < 300 ? 2 : 1) * (0.2 + fits);
    const entry = scores.get(division) ?? { score: 0, evidence: text.slice(start, end) };
    entry.score += weight;
    scores.set(division, entry);
  }
  const [best, second] = [...scores].sort((a, b) => b[1].score - a[1].score);
  if (best === undefined || best[1].score < MIN_SCORE || best[1].score < (second?.[1].score ?? 0) * 1.2)
    return {
      region: { value: null, certainty: "unknown" },
      level: { value: null, certainty: "unknown" },
      division: undefined,
    };
  const spoken = voice.example(best[0]);
  return facts(best[0], "inferred", spoken === undefined ? best[1].evidence : `${best[1].evidence}；${spoken}`);
}

function facts(division: Division, certainty: "stated" | "inferred", evidence: string): RegionFacts {
  return {
    region: { value: division.path, certainty, evidence },
    level: { value: division.level, certainty, evidence },
    division,
  };
}

/** The last link of the longest chain: 江门市 + 江海区 name one place. */
function deepest(mentions: readonly DivisionMention[]): Division | undefined {
  let best = mentions[0]?.division;
  for (const { division } of mentions) if (best !== undefined && division.path.startsWith(best.path)) best = division;
  return best;
}

interface Voice {
  /** 0 … 1: how much of the voice fits the level of this division. */
  share(division: Division): number;
  example(division: Division): string | undefined;
}

function readVoice(text: string): Voice {
  const counts = new Map<string, { count: number; example: string }>();
  let total = 0;
  for (const match of text.matchAll(VOICE)) {
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
