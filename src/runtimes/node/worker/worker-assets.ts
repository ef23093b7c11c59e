import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { parseConfig } from "../../../config.ts";
import { FawenError } from "../../../core/model/errors.ts";
import { reportFailure } from "../exit-code.ts";
import { listFolder } from "../pack/packed-file.ts";
import { createProgressPrinter, printFetch } from "../progress-printer.ts";
import { listAssets } from "./list-assets.ts";
import { writeAssets } from "./write-assets.ts";

/** Where `wrangler.toml` looks for them. */
const OUT = fileURLToPath(new URL("../../../../dist/worker/assets", import.meta.url));
const PAGES = fileURLToPath(new URL("../../../../dist/web", import.meta.url));
const USAGE = "用法：npm run worker:assets -- [--out 文件夹]";

/**
 * `npm run worker:assets`, which `wrangler.toml` names as its build: fills the folder that a Worker is deployed with.
 *
 * @param args the command and its arguments
 * @returns the exit code
 */
export async function main(args: readonly string[]): Promise<number> {
  const printer = createProgressPrinter(process.stderr);
  try {
    const out = readOut(args.slice(1));
    const notify = (line: string) => process.stderr.write(`${line}\n`);
    const options = { notify, onFetch: printFetch(printer), onProgress: printer.update };
    const { assets, reports, passages } = await listAssets(parseConfig(process.env), options).finally(printer.stop);
    const { files, bytes, changed } = await writeAssets(out, [...listFolder(PAGES, "pages"), ...assets]);
    const megabytes = (bytes / 1e6).toFixed(1);
    // `wrangler dev` builds twice when it starts: the second time is known by it.
    const state = changed === 0 ? "没有变化" : "已备好";
    process.stdout.write(
      `Worker 的静态文件${state}：${files} 个，${megabytes} MB（${reports} 份报告，${passages} 段）。\n`,
    );
    return 0;
  } catch (error) {
    return reportFailure(error, (line) => process.stderr.write(line));
  }
}

function readOut(args: readonly string[]): string {
  try {
    const { values } = parseArgs({ args: [...args], options: { out: { type: "string", default: OUT } } });
    if (values.out !== "") return values.out;
  } catch (cause) {
    throw new FawenError("bad-request", `参数有误。${USAGE}`, { cause });
  }
  throw new FawenError("bad-request", `--out 应为文件夹名。${USAGE}`);
}
