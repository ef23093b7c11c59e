import { type Dirent, statSync } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import { FawenError } from "../../core/model/errors.ts";
import { describeFileError } from "./file-errors.ts";
import { endingOf, FACTS_NAME, isFolderPassedOver, roleOfFile, shownName } from "./report-file-names.ts";

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

/**
 * All report files below a folder, in any depth. What is no document is passed over, what may be one but cannot be read
 * is told by name.
 * Links to folders are not followed (no loops), links to files only when they stay inside.
 * Throws `bad-setting` when the folder itself cannot be read.
 */
export async function listCorpusFiles(dir: string): Promise<CorpusListing> {
  const refuse = (cause: unknown): never => {
    const reason = describeFileError(cause) ?? String(cause);
    throw new FawenError("bad-setting", `无法读取报告文件夹 ${dir}：${reason}`, { cause, field: "CORPUS_DIR" });
  };
  const root = await realpath(dir).catch(refuse);
  const found: Found = { files: new Map(), links: [], pictures: [], problems: [] };
  await walk(root, "", root, found).catch(refuse);
  // A file that is reached by its own name and by a link is one file.
  for (const link of found.links) if (!found.files.has(link.path)) found.files.set(link.path, link);
  const [picture] = found.pictures;
  if (picture !== undefined) found.problems.push({ file: picture, message: describePictures(found.pictures.length) });
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
  readonly pictures: string[];
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
    found.problems.push({ file: prefix, message: `无法读取文件夹：${describeNameError(dir, error)}` });
    return;
  }
  const siblings = new Set(entries.map((entry) => entry.name));
  for (const entry of entries) {
    const path = join(dir, entry.name);
    const file = prefix + shownName(entry.name);
    if (entry.isDirectory()) {
      if (!isFolderPassedOver(entry.name, siblings)) await walk(path, `${file}/`, root, found);
    } else if (entry.isSymbolicLink()) {
      if (!entry.name.startsWith(".")) await addLink(path, file, root, found);
    } else if (entry.isFile()) {
      if (isWanted(file, found)) addFile(path, file, found);
    } else if (!entry.name.startsWith("."))
      found.problems.push({ file, message: "是管道、套接字或设备，不是文件，未读取；请放入文件本身" });
  }
}

/** A file may be gone since its folder was listed, or have a name that cannot be asked for. */
function addFile(path: string, file: string, found: Found): void {
  try {
    found.files.set(path, describeFile(path, file));
  } catch (error) {
    found.problems.push({ file, message: `无法读取：${describeNameError(path, error)}` });
  }
}

/** Names in another encoding, as archives made on Windows leave them, cannot be opened by the text that stands for them. */
function describeNameError(path: string, error: unknown): string {
  if (path.includes("\uFFFD")) return "名称不是 UTF-8 编码（多见于解压 Windows 上的压缩包），请改名后再放入";
  return describeFileError(error) ?? String(error);
}

async function addLink(path: string, file: string, root: string, found: Found): Promise<void> {
  try {
    const target = await realpath(path);
    const kind = await stat(target);
    if (kind.isDirectory()) found.problems.push({ file, message: "是指向文件夹的符号链接，未读取" });
    else if (!target.startsWith(root.endsWith(sep) ? root : root + sep))
      found.problems.push({ file, message: "符号链接指向文件夹之外，未读取；请放入文件本身" });
    else if (kind.isFile() && isWanted(file, found)) found.links.push(describeFile(target, file));
  } catch (error) {
    const reason = describeFileError(error) ?? String(error);
    found.problems.push({ file, message: `符号链接无效（${reason}），未读取` });
  }
}

function isWanted(file: string, found: Found): boolean {
  const role = roleOfFile(file.slice(file.lastIndexOf("/") + 1));
  if (role === "picture") found.pictures.push(file);
  else if (typeof role === "object") found.problems.push({ file, message: role.advice });
  return role === "read" || role === "facts";
}

/** One line for all of them: a folder of scanned pages holds hundreds. */
function describePictures(count: number): string {
  return `${count > 1 ? `连同它共 ${count} 个图片` : "是图片"}，未读取；若是扫描的报告，请先做文字识别（OCR）`;
}

/** Asked synchronously: of ten thousand files the answers take 0.1 s, awaited one by one they take a second. */
function describeFile(path: string, file: string): CorpusFile {
  const { size, mtimeMs } = statSync(path);
  return { file, path, ending: endingOf(file), size, mtimeMs };
}
