import { type Dirent, statSync } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { extname, join, sep } from "node:path";
import { FawenError } from "../../core/model/errors.ts";
import { describeFileError } from "./file-errors.ts";
import { DOCUMENT_ENDINGS } from "./loaders/load-file.ts";

/** Something a person should know about a file; the others are not held up by it. */
export interface FileProblem {
  readonly file: string;
  readonly message: string;
}

export interface CorpusFile {
  /** Path below the folder, with `/`, in composed Unicode (NFC); the name that people and citations see. */
  readonly file: string;
  /** Where it is. */
  readonly path: string;
  /** Lower case, with the dot. */
  readonly ending: string;
  readonly size: number;
  readonly mtimeMs: number;
}

export interface CorpusListing {
  /** Documents and `.jsonl`, in the order of their names. */
  readonly files: readonly CorpusFile[];
  /** Every `reports.json`. */
  readonly facts: readonly CorpusFile[];
  readonly problems: readonly FileProblem[];
}

export const FACTS_NAME = "reports.json";
const READ_ENDINGS = new Set([...DOCUMENT_ENDINGS, ".jsonl"]);
/** Formats in which reports do come, said by name when they cannot be read; pictures and the like are passed over. */
const OTHER_DOCUMENTS = /\.(?:wps|et|ofd|rtf|odt|docm|dot|dotx|xlsx?|pptx?|epub|mht|mhtml|zip|rar|7z|caj)$/i;

/**
 * All report files below a folder, in any depth. Dotfiles, README files and what is no document are passed over.
 * Links to folders are not followed (no loops), links to files only when they stay inside.
 * Throws `bad-setting` when the folder itself cannot be read.
 */
export async function listCorpusFiles(dir: string): Promise<CorpusListing> {
  const root = await realpath(dir).catch((cause) => {
    const reason = describeFileError(cause) ?? String(cause);
    throw new FawenError("bad-setting", `无法读取报告文件夹 ${dir}：${reason}`, { cause, field: "CORPUS_DIR" });
  });
  const found: Found = { files: new Map(), links: [], problems: [] };
  await walk(root, "", root, found);
  // A file that is reached by its own name and by a link is one file.
  for (const link of found.links) if (!found.files.has(link.path)) found.files.set(link.path, link);
  const files = [...found.files.values()].sort((one, other) => (one.file < other.file ? -1 : 1));
  return {
    files: files.filter((file) => !isFacts(file)),
    facts: files.filter(isFacts),
    problems: found.problems,
  };
}

interface Found {
  /** By the place where they are. */
  readonly files: Map<string, CorpusFile>;
  readonly links: CorpusFile[];
  readonly problems: FileProblem[];
}

function isFacts({ file }: CorpusFile): boolean {
  return file === FACTS_NAME || file.endsWith(`/${FACTS_NAME}`);
}

async function walk(dir: string, prefix: string, root: string, found: Found): Promise<void> {
  let entries: Dirent[];
  try {
    entries = await readdir(dir, { withFileTypes: true });
  } catch (error) {
    if (prefix === "") throw error;
    found.problems.push({ file: prefix, message: `无法读取文件夹：${describeFileError(error) ?? String(error)}` });
    return;
  }
  for (const entry of entries) {
    if (entry.name.startsWith(".")) continue;
    const path = join(dir, entry.name);
    const file = prefix + entry.name.normalize("NFC");
    if (entry.isDirectory()) await walk(path, `${file}/`, root, found);
    else if (entry.isSymbolicLink()) await addLink(path, file, root, found);
    else if (entry.isFile() && isWanted(file, found.problems)) found.files.set(path, describeFile(path, file));
  }
}

async function addLink(path: string, file: string, root: string, found: Found): Promise<void> {
  try {
    const target = await realpath(path);
    const kind = await stat(target);
    if (kind.isDirectory()) found.problems.push({ file, message: "是指向文件夹的符号链接，未读取" });
    else if (!target.startsWith(root.endsWith(sep) ? root : root + sep))
      found.problems.push({ file, message: "符号链接指向文件夹之外，未读取；请放入文件本身" });
    else if (kind.isFile() && isWanted(file, found.problems)) found.links.push(describeFile(target, file));
  } catch (error) {
    const reason = describeFileError(error) ?? String(error);
    found.problems.push({ file, message: `符号链接无效（${reason}），未读取` });
  }
}

function isWanted(file: string, problems: FileProblem[]): boolean {
  const name = file.slice(file.lastIndexOf("/") + 1);
  if (/^readme/i.test(name)) return false;
  const ending = extname(name).toLowerCase();
  if (name === FACTS_NAME || READ_ENDINGS.has(ending)) return true;
  if (OTHER_DOCUMENTS.test(name))
    problems.push({ file, message: `不支持 ${ending} 格式，已跳过；请另存为 .docx、.pdf 或 .txt` });
  return false;
}

/** Asked synchronously: of ten thousand files the answers take 0.1 s, awaited one by one they take a second. */
function describeFile(path: string, file: string): CorpusFile {
  const { size, mtimeMs } = statSync(path);
  return { file, path, ending: extname(file).toLowerCase(), size, mtimeMs };
}
