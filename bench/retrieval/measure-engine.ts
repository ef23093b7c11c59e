import type { BenchSet } from "./bench-set.ts";
import type { BuildEngine } from "./engine.ts";
import { meanScores, quantile, type RetrievalScores, scoreRanking } from "./score-ranking.ts";

const DEPTH = 10;

export interface EngineFacts {
  readonly scores: RetrievalScores;
  readonly passages: number;
  readonly questions: number;
  /** From passages in memory to ready for questions. */
  readonly buildMs: number;
  /** Of one question in the engine's own process, embedding it included; one question at a time. */
  readonly p50Ms: number;
  readonly p95Ms: number;
}

/** Builds an engine over a set, asks every question once and closes it; `atPeak` runs before that. */
export async function measureEngine(build: BuildEngine, set: BenchSet, atPeak = () => {}): Promise<EngineFacts> {
  const started = performance.now();
  const engine = await build(set.passages);
  const buildMs = performance.now() - started;
  try {
    const scores: RetrievalScores[] = [];
    const took: number[] = [];
    for (const { query, relevant } of set.questions) {
      const askedMs = performance.now();
      const found = query.trim() === "" ? [] : await engine.search(query, DEPTH);
      took.push(performance.now() - askedMs);
      scores.push(scoreRanking(found, relevant));
    }
    atPeak();
    return {
      scores: meanScores(scores),
      passages: set.passages.length,
      questions: set.questions.length,
      buildMs,
      p50Ms: quantile(took, 0.5),
      p95Ms: quantile(took, 0.95),
    };
  } finally {
    await engine.close();
  }
}
