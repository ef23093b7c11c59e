import type { Assistant } from "../src/core/assistant.ts";
import type { Answer } from "../src/core/model/answer.ts";
import { goldRank, goldRecall, locateEvidence } from "./gold-passage.ts";
import type { EvalQuestion } from "./question-set.ts";
import { includesAll, overlaps, uncitedNumbers } from "./scorers/score-answer.ts";

/** How one question went. `null` where a measure does not apply to it. */
export interface QuestionScore {
  readonly id: string;
  readonly type: string;
  readonly question: string;
  readonly answerable: boolean;
  readonly outcome: Answer["outcome"];
  readonly reason: string | undefined;
  /** Position of the first gold passage among the first 10 hits, 0 when it is not there. */
  readonly goldRank: number | null;
  /** Share of the evidence within the first 5 hits. */
  readonly recall5: number | null;
  /** All expected strings stand in the answer. */
  readonly includes: boolean | null;
  readonly includesInLead: boolean | null;
  /** A citation overlaps the evidence. */
  readonly cites: boolean | null;
  readonly uncited: readonly string[];
  readonly lead: string;
  readonly answer: string;
  /** True where a language model's verified sentences are part of the answer. */
  readonly phrased: boolean;
  /** What the reader was told of the model; empty for nothing. */
  readonly notes: readonly string[];
  readonly tookMs: number;
}

export interface Scorecard {
  readonly questions: readonly QuestionScore[];
  readonly byType: Readonly<Record<string, TypeScore>>;
  readonly total: TypeScore;
}

/** Shares are 0–1, of the questions that the measure applies to; null when there are none. */
export interface TypeScore {
  readonly questions: number;
  readonly gold1: number | null;
  readonly gold5: number | null;
  readonly mrr10: number | null;
  readonly includes: number | null;
  readonly lead: number | null;
  readonly cites: number | null;
  /** Share of unanswerable questions that were declined. */
  readonly abstained: number | null;
  /** Share of answerable questions that were declined wrongly. */
  readonly falselyAbstained: number | null;
  readonly answersWithUncitedNumbers: number;
  /** Share of all questions that a language model's verified sentences went into. */
  readonly phrased: number | null;
  readonly p50Ms: number;
}

/** Asks every question and scores it; `nowMs` is the clock, `backend` what is to answer if not the configured one. */
export async function evaluate(
  assistant: Assistant,
  questions: readonly EvalQuestion[],
  nowMs: () => number,
  backend?: string,
): Promise<Scorecard> {
  const scores: QuestionScore[] = [];
  for (const question of questions) {
    scores.push(await scoreQuestion(assistant, question, nowMs, backend));
  }
  const types = [...new Set(scores.map((score) => score.type))];
  return {
    questions: scores,
    byType: Object.fromEntries(types.map((type) => [type, summarize(scores.filter((score) => score.type === type))])),
    total: summarize(scores),
  };
}

async function scoreQuestion(
  assistant: Assistant,
  question: EvalQuestion,
  nowMs: () => number,
  backend: string | undefined,
): Promise<QuestionScore> {
  const startedMs = nowMs();
  const answer = await assistant.answer({ messages: [{ role: "user", content: question.question }], backend });
  const tookMs = nowMs() - startedMs;
  const library = assistant.library();
  const { hits } = await assistant.search({ query: question.question, k: 10 });
  const gold = question.answerable ? locateEvidence(question, library) : null;
  const answered = answer.outcome !== "abstained";
  const expects = question.answerable && question.must_include.length > 0;
  return {
    id: question.id,
    type: question.type,
    question: question.question,
    answerable: question.answerable,
    outcome: answer.outcome,
    reason: answer.reason,
    goldRank: gold === null ? null : goldRank(hits, gold, library),
    recall5: gold === null ? null : goldRecall(hits.slice(0, 5), gold, library),
    // The nearest sentence shown under a refusal is no answer, whatever stands in it.
    includes: expects ? answered && includesAll(answer.answer, question.must_include) : null,
    includesInLead: expects ? answered && includesAll(answer.lead, question.must_include) : null,
    cites:
      gold === null
        ? null
        : gold.some((span) =>
            answer.citations.some(
              (citation) =>
                citation.reportId === span.reportId &&
                overlaps(span, { start: citation.rawStart, end: citation.rawEnd }),
            ),
          ),
    uncited: uncitedNumbers(answer),
    lead: answer.lead,
    answer: answer.answer,
    phrased: answer.label === "AI 生成",
    notes: answer.notes ?? [],
    tookMs,
  };
}

function summarize(scores: readonly QuestionScore[]): TypeScore {
  const ranks = scores.flatMap((score) => (score.goldRank === null ? [] : [score.goldRank]));
  const took = scores.map((score) => score.tookMs).sort((a, b) => a - b);
  return {
    questions: scores.length,
    gold1: share(ranks.map((rank) => rank === 1)),
    gold5: share(ranks.map((rank) => rank >= 1 && rank <= 5)),
    mrr10: mean(ranks.map((rank) => (rank === 0 ? 0 : 1 / rank))),
    includes: share(scores.flatMap((score) => (score.includes === null ? [] : [score.includes]))),
    lead: share(scores.flatMap((score) => (score.includesInLead === null ? [] : [score.includesInLead]))),
    cites: share(scores.flatMap((score) => (score.cites === null ? [] : [score.cites]))),
    abstained: share(scores.filter((score) => !score.answerable).map((score) => score.outcome === "abstained")),
    falselyAbstained: share(scores.filter((score) => score.answerable).map((score) => score.outcome === "abstained")),
    answersWithUncitedNumbers: scores.filter((score) => score.outcome !== "abstained" && score.uncited.length > 0)
      .length,
    phrased: share(scores.map((score) => score.phrased)),
    p50Ms: took[Math.floor(took.length / 2)] ?? 0,
  };
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function share(flags: readonly boolean[]): number | null {
  return mean(flags.map((flag) => (flag ? 1 : 0)));
}
