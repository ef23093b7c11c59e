import { existsSync } from "node:fs";
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Copies several report folders into the new folder `target`, with one `reports.json` of what is known about them all.
 * File names must differ from folder to folder, as those of this repository do.
 */
export async function gatherCorpora(corpora: readonly string[], target: string): Promise<string> {
  const known: unknown[] = [];
  await mkdir(target);
  for (const corpus of corpora) {
    await cp(corpus, target, { recursive: true, filter: (path) => !/\.(?:md|json)$/u.test(path) });
    const file = join(corpus, "reports.json");
    if (existsSync(file)) known.push(...(JSON.parse(await readFile(file, "utf8")) as unknown[]));
  }
  await writeFile(join(target, "reports.json"), JSON.stringify(known));
  return target;
}
