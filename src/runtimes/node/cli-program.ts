import { Command, CommanderError, InvalidArgumentError } from "commander";
import { FawenError } from "../../core/model/errors.ts";

/** What the commands do; handed in, so that reading the words of a command line can be tested alone. */
export interface CliActions {
  ask(question: string, options: { readonly json: boolean }): Promise<number>;
  search(query: string, options: { readonly k: number; readonly json: boolean }): Promise<number>;
  doctor(options: { readonly json: boolean }): Promise<number>;
}

const USAGE: Readonly<Record<string, string>> = {
  ask: 'npm run ask -- "问题" [--json]',
  search: 'npm run search -- "问题" [-k 条数] [--json]',
  doctor: "npm run doctor [-- --json]",
};

/**
 * Reads a command line and runs the action.
 *
 * @param args the command and its arguments, e.g. `["ask", "江门市……"]`
 * @returns the exit code of the action, 0 after `--help`
 * @throws FawenError `bad-request` with one line that says what is wrong and how the command is used
 */
export async function runCli(
  args: readonly string[],
  actions: CliActions,
  print: (text: string) => void,
): Promise<number> {
  let code = 0;
  const program = createProgram(actions, (result) => (code = result), print);
  try {
    await program.parseAsync([...args], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 0;
    throw new FawenError("bad-request", `${describe(error)}。用法：${USAGE[args[0] ?? ""] ?? "npm run doctor"}`);
  }
  return code;
}

function createProgram(actions: CliActions, finish: (code: number) => void, print: (text: string) => void): Command {
  const program = new Command("fawen")
    .exitOverride()
    // Their messages are English and take more than one line; ours are made from the error's code.
    .configureOutput({ writeOut: print, writeErr: () => {} })
    .helpOption("-h, --help", "显示用法")
    .helpCommand(false);
  program
    .command("ask")
    .description("回答一个问题，并列出处")
    .argument("<question>", "问题")
    .option("--json", "输出 JSON", false)
    .action(async (question: string, options: { json: boolean }) => finish(await actions.ask(question, options)));
  program
    .command("search")
    .description("列出与问题最相关的段落")
    .argument("<query>", "问题")
    .option("-k, --k <number>", "条数，1 到 100", readCount, 8)
    .option("--json", "输出 JSON", false)
    .action(async (query: string, options: { k: number; json: boolean }) =>
      finish(await actions.search(query, options)),
    );
  program
    .command("doctor")
    .description("检查运行环境，并说明怎样补齐")
    .option("--json", "输出 JSON", false)
    .action(async (options: { json: boolean }) => finish(await actions.doctor(options)));
  return program;
}

function readCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > 100) throw new InvalidArgumentError("");
  return count;
}

/** Commander's errors in the reader's language; the names in quotes are what the person typed. */
function describe(error: CommanderError): string {
  const named = /'([^']*)'/.exec(error.message)?.[1] ?? "";
  switch (error.code) {
    case "commander.missingArgument":
      return "缺少问题";
    case "commander.excessArguments":
      return "参数太多，问题请用引号括起来";
    case "commander.unknownOption":
      return `没有选项 ${named}`;
    case "commander.invalidArgument":
      return "-k 应为 1 到 100 的整数";
    case "commander.optionMissingArgument":
      return `选项 ${named} 后面缺少值`;
    case "commander.unknownCommand":
      return `没有命令 ${named}`;
    default:
      return "参数有误";
  }
}
