import { Command, CommanderError } from "commander";
import { FawenError } from "../../core/model/errors.ts";
import type { QuizBlueprint } from "../../core/model/quiz.ts";
import type { KeyPlace, QuizFormat } from "../../core/ports/quiz-exporter.ts";
import { QuizBlueprintSchema } from "../../http/quiz-contract.ts";
import { toBlueprint } from "../../http/read-quiz-paper.ts";

export const QUIZ_USAGE =
  "npm run quiz -- [--count 题数] [--types 题型] [--format 格式] [--out 文件] [--reports 编号] [--regions 地区] " +
  "[--years 年份] [--chapters 词] [--difficulty 难度] [--seed 数] [--keys end|after|none] [--force]";

const USUAL_COUNT = 20;
/** As people write them, besides the names of the contract. */
const TYPES: Readonly<Record<string, string>> = {
  ...{ 单选: "single", 单选题: "single", 多选: "multiple", 多选题: "multiple", 判断: "judge", 判断题: "judge" },
  ...{ 填空: "fill", 填空题: "fill", 简答: "short", 简答题: "short" },
};
const DIFFICULTIES: Readonly<Record<string, string>> = { 识记: "recall", 辨析: "distinguish", 综合: "combine" };
const KEY_PLACES: readonly KeyPlace[] = ["end", "after", "none"];
/** Field of the blueprint → the option that gives it. */
const OPTION_OF: Readonly<Record<string, string>> = { difficulties: "difficulty" };

export interface QuizArguments {
  /** Without `seed` when none was given. */
  readonly blueprint: QuizBlueprint;
  readonly format: string;
  /** A path; left out, the paper's own name in the working folder. */
  readonly out: string | undefined;
  readonly keys: KeyPlace | undefined;
  readonly force: boolean;
}

interface Flags {
  readonly count?: string;
  readonly types?: string;
  readonly format?: string;
  readonly out?: string;
  readonly reports?: string;
  readonly regions?: string;
  readonly years?: string;
  readonly chapters?: string;
  readonly difficulty?: string;
  readonly seed?: string;
  readonly keys?: string;
  readonly force: boolean;
}

/**
 * Reads the words behind `npm run quiz --`.
 *
 * @param formats that can be written
 * @returns null after `--help`
 * @throws FawenError `bad-request` with one line that says what is wrong
 */
export function readQuizArguments(
  args: readonly string[],
  formats: readonly FormatEnding[],
  print: (text: string) => void,
): QuizArguments | null {
  const flags = parseFlags(args, print);
  if (flags === null) return null;
  const { out, keys, force } = flags;
  if (out?.trim() === "") throw bad("--out 后面应是文件名");
  const format = chooseFormat(flags, formats);
  if (keys !== undefined && !KEY_PLACES.some((place) => place === keys))
    throw bad("--keys 应为 end（放在卷末）、after（跟在每题后面）或 none（不要答案）");
  // Safe: checked on the line before.
  return { blueprint: readBlueprint(flags), format, out, keys: keys as KeyPlace | undefined, force };
}

type FormatEnding = Pick<QuizFormat, "id" | "extension">;

const USUAL_FORMAT = "docx";
const endOf = (name: string): string => /\.([^./\\]+)$/u.exec(name)?.[1]?.toLowerCase() ?? "";

/** The format that is named, else the one that the file's name ends like. */
function chooseFormat({ format, out = "" }: Flags, formats: readonly FormatEnding[]): string {
  const ids = formats.map(({ id }) => id).join("、");
  const named = formats.find(({ id }) => id === format);
  if (format !== undefined && named === undefined) throw bad(`没有“${format}”这种格式；--format 可用：${ids}`);
  const end = endOf(out);
  const isLike = ({ extension }: FormatEnding) => out.toLowerCase().endsWith(`.${extension.toLowerCase()}`);
  // gift.txt before txt.
  const [like] = formats.filter(isLike).sort((one, other) => other.extension.length - one.extension.length);
  if (named === undefined) {
    if (end !== "" && like === undefined) throw bad(`看不出“.${end}”是哪种格式，请写 --format；可用：${ids}`);
    return like?.id ?? USUAL_FORMAT;
  }
  const endOfFormat = ({ extension }: FormatEnding) => endOf(`.${extension}`);
  if (end !== endOfFormat(named) && formats.some((one) => endOfFormat(one) === end))
    throw bad(`--format ${named.id} 写的是 .${named.extension} 文件，--out 却以 .${end} 结尾：请改其中一个`);
  return named.id;
}

function parseFlags(args: readonly string[], print: (text: string) => void): Flags | null {
  const command = new Command("quiz")
    .exitOverride()
    // Its own messages are English; ours are made from the error's code.
    .configureOutput({ writeOut: print, writeErr: () => {} })
    .usage("[选项]")
    .description("依据报告出测验题，写成文件")
    .option("--count <数>", `总题数，1 到 500；不写为 ${USUAL_COUNT}，或各题型题数之和`)
    .option(
      "--types <题型>",
      "single,multiple,judge,fill,short（单选、多选、判断、填空、简答），可写题数：single=10,judge=5",
    )
    .option("--format <格式>", "文件格式；不写则看 --out 的结尾，都没有就是 docx")
    .option("--out <文件>", "写到哪里；不写则以卷名为文件名")
    .option("--reports <编号>", "只用这些报告，用逗号隔开")
    .option("--regions <地区>", "只用这些地区的报告")
    .option("--years <年份>", "只用这些年份的报告")
    .option("--chapters <词>", "依据所在的标题里要有的词")
    .option("--difficulty <难度>", "recall,distinguish,combine（识记、辨析、综合）")
    .option("--seed <数>", "卷号：同一卷号、同样的报告和要求，出同样的题；不写则每次不同")
    .option("--keys <位置>", "答案放在 end 卷末、after 每题后面或 none 不要；只用于 Word 和 Markdown")
    .option("--force", "文件已存在时覆盖", false)
    .helpOption("-h, --help", "显示用法");
  try {
    command.parse([...args], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return null;
    throw bad(describeFault(error));
  }
  return command.opts<Flags>();
}

function readBlueprint(flags: Flags): QuizBlueprint {
  const { types, sum } = readTypes(flags.types);
  const count = flags.count === undefined ? sum || USUAL_COUNT : whole(flags.count);
  const lists = { reports: flags.reports, regions: flags.regions, chapters: flags.chapters };
  const parsed = QuizBlueprintSchema.safeParse({
    count,
    ...(types !== undefined && { types }),
    ...Object.fromEntries(
      Object.entries(lists).flatMap(([name, text]) => (text === undefined ? [] : [[name, listOf(text)]])),
    ),
    ...(flags.years !== undefined && { years: listOf(flags.years).map(whole) }),
    ...(flags.difficulty !== undefined && {
      difficulties: listOf(flags.difficulty).map((name) => DIFFICULTIES[name] ?? name),
    }),
    ...(flags.seed !== undefined && { seed: whole(flags.seed) }),
  });
  if (parsed.success) return toBlueprint(parsed.data);
  const [issue] = parsed.error.issues;
  const field = String(issue?.path[0] ?? "");
  if (field === "types")
    throw bad("--types 应为题型 single、multiple、judge、fill、short，可写题数：single=10,judge=5");
  throw bad(`${issue?.message ?? "出题要求有误"}（--${OPTION_OF[field] ?? field}）`);
}

/** `single,judge` is a list, `single=10,judge=5` a table whose sum is the count. */
function readTypes(text: string | undefined): { types?: unknown; sum?: number } {
  if (text === undefined) return {};
  const parts = listOf(text).map((part) => part.split(/[=＝:：]/u).map((word) => word.trim()));
  const named = parts.map(([name = "", ...count]) => [TYPES[name] ?? name, ...count]);
  if (named.every((part) => part.length === 1)) return { types: named.map(([name]) => name) };
  const counts = named.map(([name = "", count = ""]) => [name, whole(count)] as const);
  // A number that is none is told of its type, not of the sum.
  return { types: Object.fromEntries(counts), sum: counts.reduce((total, [, count]) => total + (count || 0), 0) };
}

/** Decimal digits alone: 0x10 and 1e2 are slips. */
const whole = (text: string): number => (/^-?\d+$/u.test(text.trim()) ? Number(text) : Number.NaN);

const listOf = (text: string): string[] => text.split(/[,，、;；]/u).map((part) => part.trim());

function describeFault(error: CommanderError): string {
  const named = /'([^']*)'/.exec(error.message)?.[1] ?? "";
  if (error.code === "commander.unknownOption") return `没有选项 ${named}`;
  if (error.code === "commander.optionMissingArgument") return `选项 ${named.split(" ")[0]} 后面缺少内容`;
  if (error.code === "commander.excessArguments") return "多出了不带选项的内容；带空格的内容请用引号括起来";
  return `参数有误：${named || error.code}`;
}

const bad = (fault: string) => new FawenError("bad-request", `${fault}。用法：${QUIZ_USAGE}`);
