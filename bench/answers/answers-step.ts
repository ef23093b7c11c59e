import { readFileSync } from "node:fs";
import { parseConfig } from "../../src/config.ts";
import { composeAssistant } from "../../src/runtimes/node/compose.ts";
import { findByScan } from "./find-by-scan.ts";
import type { AskedQuestion } from "./write-questions.ts";

/** What one question took; processor time is of all threads of the process, collecting garbage included. */
export interface AnswerTime {
  readonly kind: string;
  readonly answered: boolean;
  readonly cpuMs: number;
  readonly wallMs: number;
}

export interface AnswersFacts {
  readonly reports: number;
  readonly passages: number;
  /** Resident memory of the process at most, before the naive scan. */
  readonly maxRssMb: number;
  /** Mean processor time of a question by `findByScan` over the same texts. */
  readonly naiveMs: number;
  readonly times: readonly AnswerTime[];
}

/** Asked once before anything is measured: the first questions of a process compile the code. */
const WARM_UP = 20;
const SCANNED = 3;

/**
 * Answers the questions of a file one after the other, in a process of its own, over the corpus and index of the
 * settings; brings the index up to date first. Prints one line of JSON, `AnswersFacts`.
 */
const [file = ""] = process.argv.slice(2);
// Our own bench wrote this file a moment ago.
const questions = JSON.parse(readFileSync(file, "utf8")) as readonly AskedQuestion[];
const composed = await composeAssistant(parseConfig(process.env), { notify: () => {} });
const library = await composed.prepare({});
await composed.warmUp();
const ask = (question: string) => composed.assistant.answer({ messages: [{ role: "user", content: question }] });
const first = questions.filter((_, row) => row % Math.ceil(questions.length / WARM_UP) === 0);
for (const { question } of first) await ask(question);
const times: AnswerTime[] = [];
for (const { kind, question } of questions) {
  const [before, started] = [cpuMs(), performance.now()];
  const { outcome } = await ask(question);
  const taken = { cpuMs: cpuMs() - before, wallMs: performance.now() - started };
  times.push({ kind, answered: outcome !== "abstained", ...taken });
}
const maxRssMb = process.resourceUsage().maxRSS / 1024;
const texts = library.reports.map(({ text }) => text);
const before = cpuMs();
for (const { question } of questions.slice(0, SCANNED)) findByScan(question, texts);
const naiveMs = (cpuMs() - before) / Math.min(SCANNED, questions.length);
await composed.close();
const facts: AnswersFacts = {
  reports: library.reports.length,
  passages: library.passages.length,
  ...{ maxRssMb, naiveMs, times },
};
process.stdout.write(`${JSON.stringify(facts)}\n`);

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e3;
}
