import { createHash } from "node:crypto";
import { readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { parseConfig } from "../src/config.ts";
import { EXTRACTIVE_BACKEND } from "../src/core/answering/compose-answer.ts";
import { FawenError } from "../src/core/model/errors.ts";
import type { ChatModel } from "../src/core/ports/chat-model.ts";
import { composeAssistant } from "../src/runtimes/node/compose.ts";
import { evaluate, type Scorecard } from "./evaluate.ts";
import { formatMisses, formatScorecard, formatSideBySide } from "./format-scorecard.ts";
import { gatherCorpora } from "./gather-corpora.ts";
import { type EvalQuestion, readQuestionSet } from "./question-set.ts";

const USAGE =
  "用法：npm run eval -- [--questions 文件.jsonl] [--corpus 目录]… [--out 结果.json] [--misses] " +
  "[--backend 回答方式 [--compare]]";
const OWN_QUESTIONS = new URL("./questions/", import.meta.url).pathname;

export interface EvalOptions {
  /** Question files; our own sets when left out. */
  readonly questions?: readonly string[];
  /** Report folders, read as one; the configured one when left out. */
  readonly corpus?: readonly string[];
  /** In place of `LLM_PROVIDER`: `extractive`, `openai`, a preset …; the other settings hold. */
  readonly backend?: string;
  /** In place of the model that the settings ask for. */
  readonly chatModel?: ChatModel;
  readonly notify: (line: string) => void;
}

/** Scorecards of the same questions, by the name of what answered. */
export type NamedScorecard = { readonly name: string; readonly card: Scorecard };

/** Builds or refreshes the index of a report folder and asks every question of the given files. */
export async function runEvaluation(options: EvalOptions): Promise<Scorecard> {
  const [named] = await evaluateBackends(options, false);
  if (named === undefined) throw new Error("nothing was evaluated");
  return named.card;
}

/** As `runEvaluation`; `compare`: by quotes alone first, then by the backend, on the same index. */
export async function evaluateBackends(options: EvalOptions, compare: boolean): Promise<NamedScorecard[]> {
  const { backend, chatModel } = options;
  const environment = backend === undefined ? process.env : { ...process.env, LLM_PROVIDER: backend };
  const configured = parseConfig(environment);
  const corpora = (options.corpus ?? [configured.corpusDir]).map((dir) => resolve(dir));
  // Another corpus gets an index of its own: the evaluation never touches the one that is served.
  const name = createHash("sha256").update(corpora.join("\n")).digest("hex").slice(0, 12);
  const indexDir = join(tmpdir(), `fawen-eval-${name}`);
  const corpusDir = corpora.length === 1 ? (corpora[0] ?? "") : await gatherAnew(corpora, `${indexDir}-corpus`);
  const questions = await readQuestions(options.questions);
  const composed = await composeAssistant(
    { ...configured, corpusDir, indexDir },
    {
      notify: options.notify,
      ...(chatModel === undefined ? {} : { chatModel }),
    },
  );
  try {
    await composed.prepare({});
    const own = composed.assistant.status().backend;
    const names = compare && own !== EXTRACTIVE_BACKEND ? [EXTRACTIVE_BACKEND, own] : [own];
    const cards: NamedScorecard[] = [];
    for (const name of names)
      cards.push({ name, card: await evaluate(composed.assistant, questions, () => performance.now(), name) });
    const foreign = cards[0]?.card.questions.filter((score) => score.answerable && score.goldRank === null).length ?? 0;
    if (foreign > 0) options.notify(`${foreign} 题的证据不在这个报告目录里，只能判断要点，不能判断段落。`);
    return cards;
  } finally {
    await composed.close();
  }
}

async function gatherAnew(corpora: readonly string[], target: string): Promise<string> {
  await rm(target, { recursive: true, force: true });
  return gatherCorpora(corpora, target);
}

async function readQuestions(files: readonly string[] | undefined): Promise<EvalQuestion[]> {
  const own = async () =>
    (await readdir(OWN_QUESTIONS)).filter((file) => file.endsWith(".jsonl")).map((file) => join(OWN_QUESTIONS, file));
  const sets = await Promise.all((files ?? (await own())).map(readQuestionSet));
  return sets.flat();
}

/** `npm run eval`. Returns the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args.slice(1));
  if (options === null) return 2;
  try {
    const notify = (line: string) => process.stderr.write(`${line}\n`);
    const cards = await evaluateBackends({ ...options, notify }, options.compare);
    const card = cards.at(-1)?.card;
    if (card === undefined) return 1;
    process.stdout.write(`${cards.length > 1 ? formatSideBySide(cards) : formatScorecard(card)}\n`);
    if (options.misses) process.stdout.write(`\n${formatMisses(card)}\n`);
    if (options.out !== undefined) await writeFile(options.out, `${JSON.stringify(card, null, 2)}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof FawenError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return error.code === "bad-request" || error.code === "bad-setting" ? 2 : 1;
  }
}

function readOptions(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        questions: { type: "string", multiple: true },
        corpus: { type: "string", multiple: true },
        out: { type: "string" },
        misses: { type: "boolean", default: false },
        backend: { type: "string" },
        compare: { type: "boolean", default: false },
      },
    });
    const { questions, corpus, out, misses, backend, compare } = values;
    return {
      misses,
      compare,
      ...(backend === undefined ? {} : { backend }),
      ...(questions === undefined ? {} : { questions }),
      ...(corpus === undefined ? {} : { corpus }),
      ...(out === undefined ? {} : { out }),
    };
  } catch (error) {
    // Node's own message is English; the name in quotes is what the person typed.
    const named = /'([^']*)'/.exec(error instanceof Error ? error.message : "")?.[1] ?? "";
    process.stderr.write(`参数 ${named} 有误。${USAGE}\n`);
    return null;
  }
}
