import { realpath } from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { FawenError } from "../../core/model/errors.ts";
import { isFolderPassedOver } from "./report-file-names.ts";

/**
 * Throws `bad-setting` where the index would be written into the corpus folder, or below it where reports are looked
 * for: its files would be read as reports. Links are followed; neither folder needs to exist yet.
 */
export async function checkFolders(corpusDir: string, indexDir: string): Promise<void> {
  const [corpus, index] = await Promise.all([realPlace(corpusDir), realPlace(indexDir)]);
  const folders = relative(corpus, index).split(sep);
  if (folders[0] === ".." || resolve(corpus, ...folders) !== index) return;
  if (folders.some((folder) => isFolderPassedOver(folder, new Set()))) return;
  const where = corpus === index ? "与报告文件夹" : "在报告文件夹";
  const how = corpus === index ? "是同一个" : "里面";
  throw new FawenError(
    "bad-setting",
    `索引文件夹 INDEX_DIR=${indexDir} ${where} CORPUS_DIR=${corpusDir} ${how}，索引文件会被当成报告读入；` +
      "请把 INDEX_DIR 设到报告文件夹之外，如与它并列的 index",
    { field: "INDEX_DIR" },
  );
}

/** The path without links, as far as it exists. */
async function realPlace(path: string): Promise<string> {
  const place = resolve(path);
  try {
    return await realpath(place);
  } catch {
    const parent = dirname(place);
    return parent === place ? place : join(await realPlace(parent), basename(place));
  }
}
