import type { QuestionScore, Scorecard, TypeScore } from "./evaluate.ts";

const COLUMNS: readonly (readonly [string, (score: TypeScore) => string])[] = [
  ["题数", (score) => String(score.questions)],
  ["首条命中", (score) => percent(score.gold1)],
  ["前5命中", (score) => percent(score.gold5)],
  ["MRR@10", (score) => (score.mrr10 === null ? "—" : score.mrr10.toFixed(3))],
  ["答案含要点", (score) => percent(score.includes)],
  ["首句含要点", (score) => percent(score.lead)],
  ["引用命中", (score) => percent(score.cites)],
  ["应拒已拒", (score) => percent(score.abstained)],
  ["误拒", (score) => percent(score.falselyAbstained)],
  ["无出处数字", (score) => String(score.answersWithUncitedNumbers)],
  ["模型成文", (score) => percent(score.phrased)],
  ["p50", (score) => `${score.p50Ms.toFixed(0)} ms`],
];

/** The scorecard as a Markdown table, a row a question type and one for all. */
export function formatScorecard(card: Scorecard): string {
  const rows = [...Object.entries(card.byType), ["合计", card.total] as const];
  return [
    `| 题型 | ${COLUMNS.map(([name]) => name).join(" | ")} |`,
    `| --- |${COLUMNS.map(() => " ---: |").join("")}`,
    ...rows.map(([type, score]) => `| ${type} | ${COLUMNS.map(([, format]) => format(score)).join(" | ")} |`),
  ].join("\n");
}

/** Scorecards of the same questions side by side, a column each and a row a measure, first of all types, then of each. */
export function formatSideBySide(cards: readonly { readonly name: string; readonly card: Scorecard }[]): string {
  const types = ["合计", ...Object.keys(cards[0]?.card.byType ?? {})];
  const rows = types.flatMap((type) =>
    COLUMNS.map(([measure, format]) => {
      const scores = cards.map(({ card }) => (type === "合计" ? card.total : card.byType[type]));
      return [type, measure, ...scores.map((score) => (score === undefined ? "—" : format(score)))];
    }),
  );
  return [
    `| 题型 | 项目 | ${cards.map(({ name }) => name).join(" | ")} |`,
    `| --- | --- |${cards.map(() => " ---: |").join("")}`,
    ...rows.map((cells) => `| ${cells.join(" | ")} |`),
  ].join("\n");
}

/** The questions that went wrong, with what was answered, for a person to read. */
export function formatMisses(card: Scorecard): string {
  return card.questions.filter(isMiss).map(formatMiss).join("\n");
}

function isMiss(score: QuestionScore): boolean {
  if (!score.answerable) return score.outcome !== "abstained";
  return score.includes === false || score.cites === false || score.outcome === "abstained" || score.uncited.length > 0;
}

function formatMiss(score: QuestionScore): string {
  const facts = [
    score.outcome,
    score.reason,
    `gold@${score.goldRank ?? "—"}`,
    score.uncited.length > 0 ? `无出处：${score.uncited.join("、")}` : undefined,
  ];
  return `- ${score.id}（${facts.filter((fact) => fact !== undefined).join("，")}）${score.question}\n  → ${score.lead}\n  ${score.answer.replaceAll("\n", "\n  ")}`;
}

function percent(value: number | null): string {
  return value === null ? "—" : `${(value * 100).toFixed(1)}%`;
}
