import type { LlmConfig } from "./read-llm.ts";

/** A follow-up is completed before anything is searched: longer than this nobody waits, and the rules do it. */
const REWRITE_TIMEOUT_MS = 4000;

/** What is left of the limit for an answer when the rewriter may have used its own: a reader waits for both. */
export function withoutRewriting(llm: LlmConfig): LlmConfig {
  return llm.provider === "extractive" ? llm : { ...llm, timeoutMs: llm.timeoutMs - rewriteLimit(llm) };
}

/** The same model with the short time limit for completing follow-ups. */
export function forRewriting(llm: LlmConfig): LlmConfig {
  return llm.provider === "extractive" ? llm : { ...llm, timeoutMs: rewriteLimit(llm) };
}

function rewriteLimit({ timeoutMs }: { readonly timeoutMs: number }): number {
  return Math.min(REWRITE_TIMEOUT_MS, timeoutMs / 4);
}
