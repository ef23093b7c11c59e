import { resolve } from "node:path";
import type { QuizBlueprint, QuizItemType, QuizPaper } from "../../core/model/quiz.ts";
import type { QuizExporter, QuizFile } from "../../core/ports/quiz-exporter.ts";
import type { OutputStream } from "./progress-printer.ts";
import { readQuizArguments } from "./quiz-arguments.ts";
import { checkTarget, writeWholeFile } from "./write-whole-file.ts";

export interface QuizCommandContext {
  readonly exporter: QuizExporter;
  /** Brings the index up to date and makes the paper. */
  readonly makePaper: (blueprint: QuizBlueprint) => Promise<QuizPaper>;
  /** Any seed, another each time. */
  readonly newSeed: () => number;
  /** What relative paths begin at. */
  readonly folder: string;
  /** The summary. */
  readonly out: OutputStream;
  /** Why there is no paper. */
  readonly err: OutputStream;
}

const TYPE_NAMES: Readonly<Record<QuizItemType, string>> = {
  single: "单选题",
  multiple: "多选题",
  judge: "判断题",
  fill: "填空题",
  short: "简答题",
};

/**
 * `npm run quiz`: makes a paper and writes it as one file. Returns the exit code: 0 written (what is missing or left out
 * is told), 1 not a single item could be made.
 *
 * @throws FawenError `bad-request` for bad arguments and places; whatever is thrown, nothing half-written is left
 */
export async function runQuizCommand(args: readonly string[], context: QuizCommandContext): Promise<0 | 1> {
  const { exporter, folder, out, err } = context;
  const wanted = readQuizArguments(args, exporter.formats, (text) => out.write(text));
  if (wanted === null) return 0;
  const target = wanted.out === undefined ? undefined : resolve(folder, wanted.out);
  // Before the index is opened, which takes longer.
  if (target !== undefined) await checkTarget(target, wanted);
  const paper = await context.makePaper({ seed: context.newSeed(), ...wanted.blueprint });
  if (paper.items.length === 0) {
    err.write(`一道题也没有出成，没有写文件。${tellMissing(paper.shortfall)}\n`);
    return 1;
  }
  const file = await exporter.export(paper, wanted.format, { keys: wanted.keys });
  const path = target ?? resolve(folder, file.fileName);
  if (target === undefined) await checkTarget(path, wanted);
  await writeWholeFile(path, file.bytes);
  out.write(formatSummary(paper, file, wanted.out ?? file.fileName));
  return 0;
}

/** 单选题少 4 道、判断题少 4 道：… — one cause once. */
function tellMissing(shortfall: QuizPaper["shortfall"]): string {
  const byCause = new Map<string, string[]>();
  for (const { reason } of shortfall) {
    const [what = "", ...cause] = reason.split("：");
    byCause.set(cause.join("："), [...(byCause.get(cause.join("：")) ?? []), what]);
  }
  return [...byCause].map(([cause, what]) => [what.join("、"), cause].filter(Boolean).join("：")).join("");
}

function formatSummary(paper: QuizPaper, { format, leftOut }: QuizFile, shownPath: string): string {
  const written = paper.items.length - leftOut.length;
  const lines = [`已写入 ${shownPath}：${format.name}，${written} 题（卷号 ${paper.seed}）`];
  for (const [type, name] of Object.entries(TYPE_NAMES)) {
    const made = paper.items.filter((item) => item.type === type).length;
    const short = paper.shortfall.find((missing) => missing.type === type);
    if (short !== undefined) lines.push(`  ${name} ${made} 题，要 ${short.wanted} 题，没有出够：${short.reason}`);
    else if (made > 0) lines.push(`  ${name} ${made} 题`);
  }
  if (leftOut.length > 0) lines.push(`! ${leftOut.length} 题没有放进文件：`);
  for (const { itemId, stem, reason } of leftOut) {
    const number = paper.items.findIndex(({ id }) => id === itemId) + 1;
    lines.push(`!   第 ${number} 题“${printable(stem)}”：${reason}`);
  }
  return `${lines.join("\n")}\n`;
}

/** Reports are data: no byte of theirs may steer the terminal. */
const printable = (text: string) => text.replace(/\p{Cc}/gu, " ");
