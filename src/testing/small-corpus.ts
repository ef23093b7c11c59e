import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface SmallCorpus {
  /** Folder that holds everything below. */
  readonly root: string;
  /** `CORPUS_DIR` and `INDEX_DIR` of a start on this corpus. */
  readonly settings: { readonly CORPUS_DIR: string; readonly INDEX_DIR: string };
  /** Adds a report or puts another in its place. */
  write(file: string, text: string): void;
  remove(): void;
}

/** A made-up report of a made-up city, with a figure to ask for. */
export const reportOf = (year: number, cases: number) => `云泽市${year}年法治政府建设年度报告

　　${year}年，云泽市人民政府认真落实法治政府建设各项任务，现将有关情况报告如下。

一、化解行政争议

（一）做好行政复议。${year}年全市共收到行政复议申请${cases}件，受理${cases - 7}件，办结率为96.4%。

（二）支持人民法院审判。行政机关负责人出庭应诉率为91.5%，比上一年提高2.3个百分点。

二、存在的问题

　　基层执法力量仍显不足，部分单位对重大执法决定的法制审核不够细致。

云泽市人民政府
${year + 1}年3月12日
`;

/** One report in a temporary folder of its own, and a place for its index. */
export function createSmallCorpus(): SmallCorpus {
  const root = mkdtempSync(join(tmpdir(), "fawen-corpus-"));
  const settings = { CORPUS_DIR: join(root, "corpus"), INDEX_DIR: join(root, "index") };
  mkdirSync(settings.CORPUS_DIR);
  const write = (file: string, text: string) => writeFileSync(join(settings.CORPUS_DIR, file), text);
  write("yunze-2023.txt", reportOf(2023, 158));
  return { root, settings, write, remove: () => rmSync(root, { recursive: true, force: true }) };
}
