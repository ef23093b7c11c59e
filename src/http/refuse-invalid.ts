import type { z } from "zod";
import { FawenError } from "../core/model/errors.ts";

interface ValidationResult {
  readonly success: boolean;
  readonly error?: z.ZodError;
}

/** zod's own words for an unknown key are English; every other message stands in Chinese in the contract. */
function readerMessage(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys") return `不认识的字段：${issue.keys.join("、")}`;
  return issue.message;
}

function fieldOf(issue: z.core.$ZodIssue): string {
  const inner = issue.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
  return [...issue.path, ...inner].join(".");
}

/**
 * The hook behind every schema of the contract: the first thing wrong becomes one error that names its field,
 * like `messages.0.content`.
 */
export function refuseInvalid(result: ValidationResult): void {
  const issue = result.error?.issues[0];
  if (result.success || issue === undefined) return;
  const field = fieldOf(issue);
  throw new FawenError("bad-request", readerMessage(issue), field === "" ? {} : { field });
}
