import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import iconv from "iconv-lite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { listCorpusFiles } from "./corpus-files.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "fawen-corpus-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe("listCorpusFiles", () => {
  test("passes over what programs leave, and tells what may be a report by name", async () => {
    for (const folder of ["node_modules", "页面_files", "我的_files"]) await mkdir(join(root, folder));
    for (const file of [
      "页面.html",
      "页面_files/1.png",
      "页面_files/ad.html",
      "我的_files/a.TXT",
      "node_modules/license.txt",
      "~$锁.docx",
      "扫描1.jpg",
      "扫描2.tif",
      "全部.zip",
      "无扩展名",
    ])
      await writeFile(join(root, file), "x");
    const { files, problems } = await listCorpusFiles(root);
    expect(files.map(({ file, ending }) => [file, ending])).toEqual([
      ["我的_files/a.TXT", ".txt"],
      ["页面.html", ".html"],
    ]);
    expect(problems.map(({ file, message }) => `${file}：${message}`).sort()).toEqual([
      expect.stringMatching(/^全部\.zip：.*解压/),
      expect.stringMatching(/^扫描[12]\..*共 2 个图片.*OCR/),
      expect.stringMatching(/^无扩展名：没有扩展名/),
    ]);
  });

  // Other systems refuse such names in the first place.
  test.runIf(process.platform === "linux")("names a file whose name is in another encoding", async () => {
    await writeFile(Buffer.concat([Buffer.from(`${root}/`), iconv.encode("报告.txt", "gbk")]), "x");
    await writeFile(join(root, "a\nb.txt"), "x");
    const { files, problems } = await listCorpusFiles(root);
    expect(files.map(({ file }) => file)).toEqual(["a?b.txt"]);
    expect(problems).toEqual([{ file: expect.any(String), message: expect.stringContaining("不是 UTF-8") }]);
  });

  test.runIf(process.platform !== "win32")("names what is neither file nor folder", async () => {
    const socket = createServer().listen(join(root, "报告.txt"));
    await once(socket, "listening");
    try {
      const { files, problems } = await listCorpusFiles(root);
      expect(files).toEqual([]);
      expect(problems).toEqual([{ file: "报告.txt", message: expect.stringContaining("套接字") }]);
    } finally {
      socket.close();
    }
  });

  test("a file in place of the folder is a wrong setting", async () => {
    await writeFile(join(root, "a.txt"), "x");
    await expect(listCorpusFiles(join(root, "a.txt"))).rejects.toMatchObject({
      code: "bad-setting",
      field: "CORPUS_DIR",
      message: expect.stringContaining("不是文件夹"),
    });
  });
});
