import { readFile } from "node:fs/promises";
import { FawenError } from "../../core/model/errors.ts";
import type { KnownFacts } from "../../core/model/report.ts";
import type { CorpusFile, FileProblem } from "./corpus-files.ts";
import { describeFileError } from "./file-errors.ts";
import { describeIssue, factWords, KnownFactsSchema } from "./known-facts-schema.ts";
import { decodeText } from "./loaders/decode-text.ts";

const EntrySchema = KnownFactsSchema.extend({ file: factWords });

export interface KnownFactsTable {
  /** By file name as `CorpusFile.file` has it. */
  readonly facts: ReadonlyMap<string, KnownFacts>;
  readonly problems: readonly FileProblem[];
}

/**
 * Reads every `reports.json` of a folder. Its entries name files beside it, which must be among `existing`. An entry
 * that is wrong or names no file is reported and left out; the rest counts.
 */
export async function readKnownFacts(
  tables: readonly CorpusFile[],
  existing: ReadonlySet<string>,
): Promise<KnownFactsTable> {
  const facts = new Map<string, KnownFacts>();
  const problems: FileProblem[] = [];
  for (const table of tables) {
    const folder = table.file.slice(0, table.file.lastIndexOf("/") + 1);
    for (const [row, entry] of (await readEntries(table, problems)).entries()) {
      const parsed = EntrySchema.safeParse(entry);
      const report = (message: string) => problems.push({ file: table.file, message: `第 ${row + 1} 条${message}` });
      if (!parsed.success) {
        report(`${describeIssue(parsed.error)}，这一条未采用`);
        continue;
      }
      const { file, ...known } = parsed.data;
      const path = folder + file.replaceAll("\\", "/").replace(/^\.\//, "").normalize("NFC");
      if (!existing.has(path)) report(`所指的文件 ${file} 不存在`);
      else if (facts.has(path)) report(`重复说明了文件 ${file}，以前一条为准`);
      else facts.set(path, known);
    }
  }
  return { facts, problems };
}

async function readEntries(table: CorpusFile, problems: FileProblem[]): Promise<unknown[]> {
  try {
    const { text } = await decodeText(await readFile(table.path));
    const entries = parseJson(text.replace(/^\uFEFF/, ""));
    if (Array.isArray(entries)) return entries;
    problems.push({ file: table.file, message: '应为数组 [{ "file": … }, …]，未采用' });
  } catch (error) {
    const reason = describeFileError(error) ?? (error instanceof Error ? error.message : String(error));
    problems.push({ file: table.file, message: `无法读取，其中的说明未采用：${reason}` });
  }
  return [];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    // The engine's message is English; the place in it is what helps.
    const at = /position (\d+)/.exec(String(cause))?.[1];
    const line = at === undefined ? "" : `，第 ${text.slice(0, Number(at)).split("\n").length} 行附近有误`;
    throw new FawenError("bad-input-file", `不是有效的 JSON${line}（多为缺逗号、引号，或用了中文标点）`, { cause });
  }
}
