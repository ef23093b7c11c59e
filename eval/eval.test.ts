import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import baseline from "./baseline.json" with { type: "json" };
import { type Baseline, fallsOf } from "./baseline.ts";
import { BASELINE_SETS, isAtHand } from "./baseline-sets.ts";
import type { Scorecard } from "./evaluate.ts";
import { readQuestionSet } from "./question-set.ts";
import { runEvaluation } from "./run-eval.ts";

const pathOf = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
/** Asks the questions of a set; a measure may rise, and the baseline with it, a fall is a fault. */
async function expectNoFall(name: keyof typeof baseline): Promise<Scorecard> {
  const { questions, corpus } = BASELINE_SETS[name];
  const card = await runEvaluation({ questions: [questions], corpus, notify: () => {} });
  expect(fallsOf(card, baseline[name] as Baseline)).toEqual([]);
  // Never negotiable: no number of an answer without a quote that holds it.
  expect(card.questions.filter(({ outcome, uncited }) => outcome !== "abstained" && uncited.length > 0)).toEqual([]);
  return card;
}

describe("our own questions on the digests", () => {
  it("have evidence that stands in the digests", async () => {
    const files = [BASELINE_SETS.digests.questions, BASELINE_SETS.neighbours.questions];
    const questions = (await Promise.all(files.map(readQuestionSet))).flat();
    expect(questions.length).toBeGreaterThan(100);
    for (const question of questions)
      for (const { file, quote } of question.evidence)
        expect(readFileSync(pathOf(`../corpus/${file}`), "utf8"), question.id).toContain(quote);
  });
  it("are answered no worse than the baseline", async () => {
    await expectNoFall("digests");
  });
});

describe("everyday questions on the digests and on invented reports, written blind", () => {
  it("are answered no worse than the baseline", async () => {
    await expectNoFall("further");
  });
});

describe("questions beside what the reports say", () => {
  it("get no neighbouring figure for an answer", async () => {
    const card = await expectNoFall("neighbours");
    const wrong = card.questions.filter(({ answerable, outcome }) => !answerable && outcome !== "abstained");
    expect(wrong.map(({ question, lead }) => `${question} → ${lead}`)).toEqual([]);
    const answered = card.questions.filter(({ answerable, outcome }) => answerable && outcome === "answered");
    expect(answered.filter(({ includesInLead }) => !includesInLead).map(({ question }) => question)).toEqual([]);
    // Declining everything would pass the lines above.
    expect(answered.length).toBeGreaterThanOrEqual(7);
  });
});

describe.skipIf(!isAtHand(BASELINE_SETS.originals))("questions on the original reports", () => {
  it("are answered no worse than the baseline", async () => {
    const card = await expectNoFall("originals");
    // A figure in the lead is what an official signs: none may be another one than asked.
    const numbers = card.questions.filter(({ type, outcome }) => type === "fact_number" && outcome === "answered");
    expect(numbers.filter(({ includesInLead }) => includesInLead === false).map(({ id }) => id)).toEqual([]);
  });
});
