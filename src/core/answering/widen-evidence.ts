import type { Span } from "../model/offsets.ts";
import { trustedParts } from "../reading/trusted-parts.ts";
import { splitSentences } from "../text/sentences.ts";
import type { Evidence, GroupEvidence } from "./find-evidence.ts";
import { isItem } from "./find-items.ts";
import type { QuestionPlan } from "./plan-question.ts";
import { isOnlyNear } from "./suits-question.ts";

/** 持续推进便民服务。 at the head of a paragraph names what the sentences behind it tell. */
const MAX_OPENING_CHARS = 26;
/** With what follows an opening, and a whole sentence instead of its nearest clauses, up to this length. */
const MAX_WIDE_CHARS = 200;

/**
 * Evidence as a reader can use it where no figure is asked for: a paragraph's opening line with the sentences that bear it out, and a sentence that
 * was found by its meaning alone whole, since no word tells which of its clauses is meant.
 */
export function widenEvidence(found: GroupEvidence, plan: QuestionPlan): GroupEvidence {
  if (plan.figures.length > 0) return found;
  return {
    ...found,
    evidence: found.evidence.map((one) => ({ ...one, ...(behindOpening(one) ?? wholeWhereNear(one, plan) ?? {}) })),
  };
}

function wholeWhereNear(one: Evidence, plan: QuestionPlan): Span | null {
  const { start, text } = one.sentence;
  return isOnlyNear(one, plan) && text.length <= MAX_WIDE_CHARS ? { start, end: start + text.length } : null;
}

function behindOpening({ report, sentence, start, end }: Evidence): Span | null {
  const { text } = report;
  const isOpening =
    sentence.text.length <= MAX_OPENING_CHARS &&
    !/\d/u.test(sentence.text) &&
    /[。；：]$/u.test(sentence.text) &&
    !isItem(sentence.text) &&
    (start === 0 || text[start - 1] === "\n");
  if (!isOpening) return null;
  const lineEnd = text.indexOf("\n", end);
  let last = end;
  for (const next of splitSentences(text, end, lineEnd < 0 ? text.length : lineEnd)) {
    const [part, ...torn] = trustedParts(report, next);
    const isWhole = part !== undefined && torn.length === 0 && part.start === next.start && part.end === next.end;
    if (!isWhole || next.end - start > MAX_WIDE_CHARS) break;
    last = next.end;
  }
  return last === end ? null : { start, end: last };
}
