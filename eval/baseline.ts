import type { Scorecard, TypeScore } from "./evaluate.ts";

/** Measures where more is better, and where less is. */
const RISING = ["gold1", "gold5", "mrr10", "includes", "lead", "cites", "abstained"] as const;
const FALLING = ["falselyAbstained"] as const;
type Measure = (typeof RISING)[number] | (typeof FALLING)[number];

/** Measures of one question set, by type of question and in all, rounded to a tenth of a percent; null where none applies. */
export type Baseline = Readonly<Record<string, Readonly<Record<Measure, number | null>>>>;

const TOTAL = "total";

/** What of a scorecard is kept to be compared with. */
export function toBaseline({ byType, total }: Scorecard): Baseline {
  const keep = (score: TypeScore) =>
    Object.fromEntries([...RISING, ...FALLING].map((name) => [name, round(score[name])])) as Record<
      Measure,
      number | null
    >;
  return Object.fromEntries(Object.entries({ ...byType, [TOTAL]: total }).map(([type, score]) => [type, keep(score)]));
}

/** Every measure that is worse than the baseline's, a line each; empty when none is. */
export function fallsOf(card: Scorecard, baseline: Baseline): string[] {
  const now = toBaseline(card);
  return Object.entries(baseline).flatMap(([type, floor]) =>
    ([...RISING, ...FALLING] as const).flatMap((name) => {
      const [before, after] = [floor[name], now[type]?.[name] ?? null];
      if (before === null) return [];
      const isWorse =
        after === null || ((FALLING as readonly string[]).includes(name) ? after > before : after < before);
      return isWorse ? [`${type} ${name}: ${before} → ${after}`] : [];
    }),
  );
}

function round(value: number | null): number | null {
  return value === null ? null : Math.round(value * 1000) / 1000;
}
