/** What figures are asked for by a bound: 没有达到100%, 超过95%. */
export interface Condition {
  /** In the figure's base unit: 1万件 is 10000. */
  readonly bound: number;
  /** The unit as asked; empty where none was said. */
  readonly unit: string;
  readonly holds: (value: number) => boolean;
}

type Relation = "less" | "at most" | "at least" | "more" | "equal" | "other";

/** The longer wording comes first: 不低于 is none of 低于, 没有超过 none of 超过. */
const RELATIONS: readonly (readonly [Relation, string])[] = [
  ["at least", "不低于|不少于|不小于|不下于"],
  ["at most", "(?:不|没有?|未)(?:高于|多于|大于|超过?|突破)"],
  ["less", "(?:没有?|未|不|尚未|还没有?)(?:能)?(?:达到?|到|满|足|够)|低于|少于|小于|不及"],
  ["more", "超过|高于|多于|大于|超出|突破"],
  ["at least", "达到?|够"],
  ["other", "不是|不为|不等于|并非"],
  ["equal", "等于|是|为|刚好|正好|"],
];
const CONDITION = new RegExp(
  `(?<relation>${RELATIONS.map(([, words]) => words).join("|")})了?\\s?(?<number>\\d+(?:\\.\\d+)?)(?<scale>[万亿]?)(?<unit>%|‰|人次|件次|场次|[件宗起人名个场次份家部项元]|)(?<side>及?以[上下])?`,
  "gu",
);
const YEAR = /^(?:19|20)\d\d$/u;
const SCALES: Readonly<Record<string, number>> = { "": 1, 万: 1e4, 亿: 1e8 };
const HOLDS: Readonly<Record<Relation, (bound: number) => (value: number) => boolean>> = {
  less: (bound) => (value) => value < bound,
  "at most": (bound) => (value) => value <= bound,
  "at least": (bound) => (value) => value >= bound,
  more: (bound) => (value) => value > bound,
  equal: (bound) => (value) => value === bound,
  other: (bound) => (value) => value !== bound,
};

/** The bound that a question sets to the figures it asks for, and the question without it; null where it sets none. */
export function readCondition(question: string): { readonly condition: Condition; readonly rest: string } | null {
  for (const match of question.matchAll(CONDITION)) {
    const { relation: said = "", number = "", scale = "", unit = "", side = "" } = match.groups ?? {};
    if (unit === "" && (scale === "" || YEAR.test(number)) && side === "") continue;
    const [relation] = RELATIONS.find(([, words]) => new RegExp(`^(?:${words})$`, "u").test(said)) ?? [];
    if (relation === undefined) continue;
    const bounded = side === "" ? relation : side.endsWith("上") ? "at least" : "at most";
    const bound = Number(number) * (SCALES[scale] ?? 1);
    const rest = `${question.slice(0, match.index)} ${question.slice(match.index + match[0].length)}`;
    return { condition: { bound, unit, holds: HOLDS[bounded](bound) }, rest };
  }
  return null;
}
