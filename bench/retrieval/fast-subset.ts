import { type BenchSet, readBenchSet, sampleQuestions } from "./bench-set.ts";
import { buildFawen } from "./engines/fawen.ts";
import { measureEngine } from "./measure-engine.ts";

interface FastCheck {
  readonly set: string;
  readonly vectors: boolean;
}

/**
 * What is measured again with every run of the tests, in some seconds each. By words over all passages and every n-th
 * question; with vectors, which take the time, over every n-th passage and all questions about those.
 */
export const FAST_CHECKS: readonly FastCheck[] = [
  { set: "cmrc-dev-a", vectors: false },
  { set: "drcd-dev-hans", vectors: false },
  { set: "stard-a", vectors: false },
  { set: "cmrc-dev-a-pinyin", vectors: true },
  { set: "drcd-dev-hans", vectors: true },
  { set: "stard-a", vectors: true },
];

const QUESTIONS = 200;
/** Characters of the passages that are embedded for one check. */
const EMBEDDED_CHARS = 30_000;

/** Name of a check in the baseline. */
export function nameOf({ set, vectors }: FastCheck): string {
  return `${set}, ${vectors ? "words and vectors" : "words"}`;
}

/** MRR@10 of a check, 0–1; the same on every run. */
export async function measureFastCheck({ set: name, vectors }: FastCheck, dir: string): Promise<number> {
  const whole = readBenchSet(dir, name);
  const set = vectors ? keepSomePassages(whole) : { ...whole, questions: sampleQuestions(whole.questions, QUESTIONS) };
  const environment = vectors ? process.env : { ...process.env, EMBEDDER: "none" };
  const { scores } = await measureEngine((passages) => buildFawen(passages, environment), set);
  return scores.mrr10;
}

function keepSomePassages(set: BenchSet): BenchSet {
  const chars = set.passages.reduce((sum, { text }) => sum + text.length, 0);
  const step = Math.max(1, Math.ceil(chars / EMBEDDED_CHARS));
  const passages = set.passages.filter((_, row) => row % step === 0);
  const kept = new Set(passages.map(({ id }) => id));
  const questions = set.questions.filter(({ relevant }) => [...relevant].every((id) => kept.has(id)));
  return { ...set, passages, questions: sampleQuestions(questions, QUESTIONS) };
}
