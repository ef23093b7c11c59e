import { parseConfig } from "../../src/config.ts";
import type { QuizBlueprint } from "../../src/core/model/quiz.ts";
import { makeQuiz } from "../../src/core/quiz/make-quiz.ts";
import { composeAssistant } from "../../src/runtimes/node/compose.ts";
import { makeNaively } from "./naive-quiz.ts";

/** What papers of one library took, in milliseconds of the process's time and of the clock. */
export interface QuizFacts {
  readonly reports: number;
  readonly items: number;
  /** The first paper of a process, on a library that nothing was asked of. */
  readonly first: { readonly cpuMs: number; readonly wallMs: number };
  /** Later ones, each with a seed of its own. */
  readonly later: readonly { readonly cpuMs: number; readonly wallMs: number }[];
  readonly naive: { readonly cpuMs: number; readonly wallMs: number };
  /** Papers that are hard to fill, after the others, each by what is wanted of it. */
  readonly hard: readonly HardPaper[];
}

export interface HardPaper {
  readonly name: string;
  readonly items: number;
  readonly cpuMs: number;
  readonly wallMs: number;
}

/** Makes papers over the corpus and index of the settings, in a process of its own; prints one line of JSON, `QuizFacts`. */
const [count = "50", papers = "5"] = process.argv.slice(2);
const composed = await composeAssistant(parseConfig(process.env), { notify: () => {} });
const library = await composed.prepare({});
const HARD: readonly (readonly [string, Partial<QuizBlueprint>])[] = [
  ["只出辨析", { difficulties: ["distinguish"] }],
  ["只出综合", { difficulties: ["combine"] }],
  ["只出多选辨析", { difficulties: ["distinguish"], types: ["multiple"] }],
  ["只出单选综合", { difficulties: ["combine"], types: ["single"] }],
  ["章节含“复议”", { chapters: ["复议"] }],
  ["章节含“数据”", { chapters: ["数据"] }],
  ["没有一份报告有的章节", { chapters: ["没有这样的章节"] }],
];
let items = 0;
const first = timed(() => {
  items = makeQuiz(library, { count: Number(count), seed: 1 }).items.length;
});
const later = Array.from({ length: Number(papers) }, (_, row) =>
  timed(() => makeQuiz(library, { count: Number(count), seed: row + 2 })),
);
const naive = timed(() => makeNaively(library, Number(count)));
const hard = HARD.map(([name, wishes], row) => {
  let made = 0;
  const time = timed(() => {
    made = makeQuiz(library, { count: Number(count), seed: row + 100, ...wishes }).items.length;
  });
  return { name, items: made, ...time };
});
await composed.close();
const facts: QuizFacts = { reports: library.reports.length, items, first, later, naive, hard };
process.stdout.write(`${JSON.stringify(facts)}\n`);

function timed(run: () => unknown): { cpuMs: number; wallMs: number } {
  const [before, started] = [cpuMs(), performance.now()];
  run();
  return { cpuMs: cpuMs() - before, wallMs: performance.now() - started };
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e3;
}
