import {
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  truncate,
  utimes,
  writeFile,
} from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Document } from "@langchain/core/documents";
import iconv from "iconv-lite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createOpenccScriptConverter } from "../../adapters/opencc-script-converter.ts";
import { FIGURES_VERSION } from "../../core/figures/figures-version.ts";
import type { Library } from "../../core/model/library.ts";
import { READING_VERSION } from "../../core/reading/read-report.ts";
import { WORDS_VERSION } from "../../core/search/words-version.ts";
import { createFakeEmbedder } from "../../testing/fake-embedder.ts";
import { openIndexFolder } from "./index-folder.ts";
import { type IngestOptions, ingest } from "./ingest.ts";
import { isIndexStale } from "./is-index-stale.ts";

const converter = createOpenccScriptConverter();
const MAKERS = {
  readingVersion: READING_VERSION,
  converterVersion: converter.version,
  wordsVersion: WORDS_VERSION,
  figuresVersion: FIGURES_VERSION,
};

/** A short report of a made-up place; `marker` makes each one different. */
function reportText(place: string, year: number, marker: string): string {
  return `${place}${year}年度法治政府建设情况报告

一、主要做法
${place}司法局这一年把窗口搬进了集市，${marker}。全年受理行政复议申请${year % 100}件，当年办完。

二、下一步打算
明年再添两处服务点，让办事的人少跑一趟。
`;
}

let root: string;
let corpusDir: string;
let indexDir: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "fawen-ingest-"));
  corpusDir = join(root, "corpus");
  indexDir = join(root, "index");
  await mkdir(corpusDir);
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function put(file: string, content: string | Uint8Array): Promise<string> {
  const path = join(corpusDir, file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  return path;
}

const run = (options: Partial<IngestOptions> = {}) =>
  ingest({ corpusDir, indexDir, converter, embedder: createFakeEmbedder(), ...options });

const idsOf = (library: Library) => library.reports.map((report) => report.id);

describe("ingest", () => {
  test("builds an index that loads as the library it reported", async () => {
    await put("云泽.txt", reportText("云泽市", 2023, "早市晚市都有人值守"));
    await put("deep/青禾.md", `# ${reportText("青禾县", 2022, "流动车每周下乡")}`);
    const embedder = createFakeEmbedder();
    const report = await run({ embedder });
    expect(report).toMatchObject({ read: 2, reused: 0, removed: 0, changed: true, problems: [] });
    expect(await openIndexFolder(indexDir).load({ ...MAKERS, embedder: embedder.stamp })).toEqual(report.library);
    expect(report.library.reports.map(({ file }) => file)).toEqual(["deep/青禾.md", "云泽.txt"]);
    expect(embedder.passages).toContainEqual(expect.stringMatching(/一、主要做法\n.*流动车每周下乡/s));
  });

  test("reads and embeds only what changed, and keeps the vectors of the rest in their rows", async () => {
    const files = ["a.txt", "b.txt", "c.txt"];
    for (const [at, file] of files.entries()) await put(file, reportText("云泽市", 2020 + at, `做法之${at}`));
    const first = await run();
    await put("b.txt", reportText("云泽市", 2021, "改了一个做法"));
    await put("0.txt", reportText("云泽市", 2019, "新添的一份"));
    const embedder = createFakeEmbedder();
    const second = await run({ embedder });
    expect(second).toMatchObject({ read: 2, reused: 2, removed: 0, changed: true });
    expect(embedder.passages.join()).not.toContain("做法之");
    const whole = await run({ indexDir: join(root, "other") });
    expect(second.library.vectors).toEqual(whole.library.vectors);
    expect(second.library.passages).toEqual(whole.library.passages);
    expect(first.library.reports[0]).toEqual(second.library.reports[1]);
  });

  test("writes again only the files of the shard that changed", async () => {
    const lines = Array.from({ length: 300 }, (_, at) => ({
      id: `r${at}`,
      text: reportText(`第${at}号县`, 2000, `做法${at}`),
    }));
    const write = (changed: number) =>
      put(
        "all.jsonl",
        lines
          .map((line, at) => JSON.stringify(at === changed ? { ...line, text: `${line.text}补充一句。` } : line))
          .join("\n"),
      );
    await write(-1);
    const first = await run();
    const before = new Set(await readdir(indexDir));
    await write(299);
    const second = await run();
    expect(second).toMatchObject({ read: 1, reused: 299, changed: true });
    expect(first.library.shards.length).toBeGreaterThan(1);
    const fresh = (await readdir(indexDir)).filter((name) => !before.has(name));
    expect(fresh.map((name) => name.replace(/-.*/, "")).sort()).toEqual([
      "catalog",
      "reports",
      "sources",
      "vectors",
      "words",
    ]);
    const embedder = createFakeEmbedder();
    expect(await openIndexFolder(indexDir).load({ ...MAKERS, embedder: embedder.stamp })).toEqual(second.library);
  });

  test("indexes words again, and neither reads nor embeds again, when only the code for words is another", async () => {
    await put("a.txt", reportText("云泽市", 2023, "甲"));
    const { library } = await run();
    const path = join(indexDir, "manifest.json");
    await writeFile(path, (await readFile(path, "utf8")).replace(WORDS_VERSION, "other"));
    const embedder = createFakeEmbedder();
    const report = await run({ embedder });
    expect(report).toMatchObject({ changed: true, read: 0, reused: 1 });
    expect(embedder.passages).toEqual([]);
    expect(await openIndexFolder(indexDir).load({ ...MAKERS, embedder: embedder.stamp })).toEqual(report.library);
    expect(report.library.shards).toEqual(library.shards);
  });

  test("extracts figures again, and neither reads nor embeds again, when only the code for figures is another", async () => {
    await put("a.txt", reportText("云泽市", 2023, "受理案件12件"));
    const { library } = await run();
    const [shard] = library.shards;
    const path = join(indexDir, "manifest.json");
    await writeFile(path, (await readFile(path, "utf8")).replace(FIGURES_VERSION, "other"));
    const embedder = createFakeEmbedder();
    const report = await run({ embedder });
    expect(report).toMatchObject({ changed: true, read: 0, reused: 1 });
    expect(embedder.passages).toEqual([]);
    expect(await openIndexFolder(indexDir).load({ ...MAKERS, embedder: embedder.stamp })).toEqual(report.library);
    expect(report.library.shards[0]?.figures).toEqual(shard?.figures);
    expect(shard?.figures.ledgers[0]?.values).toContain(12);
  });

  test("repairs a shard whose file was altered, though the folder is as it was", async () => {
    await put("a.txt", reportText("云泽市", 2023, "甲"));
    const { library } = await run();
    const name = (await readdir(indexDir)).find((file) => file.startsWith("words-")) ?? "";
    const bytes = await readFile(join(indexDir, name));
    const last = bytes.length - 1;
    await writeFile(join(indexDir, name), bytes.fill((bytes[last] ?? 0) ^ 1, last));
    expect(await run()).toMatchObject({ changed: true });
    const loaded = await openIndexFolder(indexDir).load({ ...MAKERS, embedder: createFakeEmbedder().stamp });
    expect(loaded.shards).toEqual(library.shards);
  });

  test("removes everything of a file that is gone", async () => {
    await put("a.txt", reportText("云泽市", 2023, "甲"));
    await put("b.txt", reportText("青禾县", 2023, "乙"));
    await run();
    await rm(join(corpusDir, "a.txt"));
    const report = await run();
    expect(report).toMatchObject({ read: 0, reused: 1, removed: 1 });
    const files = await Promise.all((await readdir(indexDir)).map((name) => readFile(join(indexDir, name), "utf8")));
    expect(files.join()).not.toContain("云泽市");
  });

  test("counts a report from two places once, and takes the other one in when the better is gone", async () => {
    const text = reportText("云泽市", 2023, "早市晚市都有人值守");
    await put("镜像/甲.txt", `首页 > 政务公开 > 法治政府建设\n${text.replaceAll("设", "设(shè)")}`);
    await put("原.txt", text);
    await put("去年.txt", reportText("云泽市", 2022, "早市晚市都有人值守"));
    const first = await run();
    expect(first.library.reports.map(({ file, copies }) => [file, copies?.map((copy) => copy.file)])).toEqual([
      ["原.txt", ["镜像/甲.txt"]],
      ["去年.txt", undefined],
    ]);
    expect(first).toMatchObject({ copies: [{ file: "镜像/甲.txt" }], removed: 0, problems: [] });
    expect(await run()).toMatchObject({ changed: false, read: 0, reused: 2, copies: first.copies });
    // Known as a copy: other changes do not make it be read again, and the link stays.
    await put("新.txt", reportText("青禾县", 2023, "流动车每周下乡"));
    const second = await run();
    expect(second).toMatchObject({ read: 1, reused: 2, removed: 0, copies: first.copies });
    expect(second.library.reports.find(({ file }) => file === "原.txt")?.copies).toHaveLength(1);
    await rm(join(corpusDir, "原.txt"));
    const third = await run();
    expect(third).toMatchObject({ read: 1, reused: 2, removed: 1, copies: [] });
    expect(third.library.reports.map(({ file }) => file)).toEqual(["去年.txt", "新.txt", "镜像/甲.txt"]);
  });

  test("a copy that is gone is no longer linked", async () => {
    const text = reportText("云泽市", 2023, "早市晚市都有人值守");
    await put("a.txt", text);
    await put("b.txt", text);
    await run();
    await rm(join(corpusDir, "b.txt"));
    const report = await run();
    expect(report).toMatchObject({ changed: true, reused: 1, copies: [] });
    expect(report.library.reports[0]).not.toHaveProperty("copies");
  });

  test("what could not go in is named again without being read again", async () => {
    const empty = await put("empty.txt", "   \n");
    const short = await put("short.txt", "字\n");
    const broken = await put("broken.docx", "no archive");
    await put("a.txt", reportText("云泽市", 2023, "甲"));
    for (const path of [empty, short, broken]) await utimes(path, new Date(1e12), new Date(1e12));
    const first = await run();
    expect(first.problems.map(({ file }) => file).sort()).toEqual(["broken.docx", "empty.txt", "short.txt"]);
    // Other bytes of the same size and time: had they been opened, the reason would be another.
    await writeFile(broken, "AN ARCHIVE");
    await writeFile(empty, "字\n");
    await writeFile(short, "   \n");
    for (const path of [empty, short, broken]) await utimes(path, new Date(1e12), new Date(1e12));
    const second = await run();
    expect(second).toMatchObject({ changed: false, problems: expect.arrayContaining([...first.problems]) });
    expect(second.problems).toHaveLength(3);
    await writeFile(empty, reportText("青禾县", 2022, "乙"));
    expect(await run()).toMatchObject({ read: 1, problems: [{ file: "broken.docx" }, { file: "short.txt" }] });
  });

  test("needs no lock and writes nothing when nothing changed, even if files were touched", async () => {
    const path = await put("a.txt", reportText("云泽市", 2023, "甲"));
    await run();
    const before = await stat(join(indexDir, "manifest.json"));
    const lock = await openIndexFolder(indexDir).lock();
    expect(await run()).toMatchObject({ changed: false, reused: 1 });
    await lock.release();
    await utimes(path, new Date(0), new Date(0));
    expect(await run()).toMatchObject({ changed: false, reused: 1 });
    expect((await stat(join(indexDir, "manifest.json"))).mtimeMs).toBe(before.mtimeMs);
  });

  test("embeds again, without reading again, when the model is another one", async () => {
    await put("a.txt", reportText("云泽市", 2023, "甲"));
    await run({ embedder: createFakeEmbedder(64) });
    const embedder = createFakeEmbedder(32);
    expect(await run({ embedder })).toMatchObject({ read: 0, reused: 1, changed: true });
    expect(embedder.passages.length).toBeGreaterThan(0);
  });

  test("runs without a model, and leaves vectors that are there alone", async () => {
    await put("a.txt", reportText("云泽市", 2023, "甲"));
    const embedder = createFakeEmbedder();
    await run({ embedder });
    expect(await run({ embedder: null })).toMatchObject({ changed: false, library: { vectors: null } });
    expect((await openIndexFolder(indexDir).load({ ...MAKERS, embedder: embedder.stamp })).vectors).not.toBeNull();
    await put("b.txt", reportText("青禾县", 2023, "乙"));
    expect(await run({ embedder: null })).toMatchObject({ changed: true, library: { vectors: null } });
  });

  test("lets given facts win, and reads a file again when they change", async () => {
    await put("sub/a.txt", reportText("云泽市", 2023, "甲"));
    await put("sub/reports.json", JSON.stringify([{ file: "a.txt", title: "给定的标题", year: 2031, noise: ["x"] }]));
    const first = await run();
    expect(first.library.reports[0]?.identity).toMatchObject({
      title: { value: "给定的标题", certainty: "given" },
      year: { value: 2031, certainty: "given" },
    });
    await put("sub/reports.json", JSON.stringify([{ file: "a.txt", title: "改过的标题" }]));
    const second = await run();
    expect(second).toMatchObject({ read: 1, changed: true });
    expect(second.library.reports[0]?.identity.title.value).toBe("改过的标题");
  });

  test("reports what is wrong in reports.json and uses the rest", async () => {
    await put("a.txt", reportText("云泽市", 2023, "甲"));
    const entries = [
      { file: "a.txt", url: "javascript:alert(1)" },
      { file: "没有.txt" },
      7,
      { file: "a.txt", year: "2030" },
    ];
    await put("reports.json", JSON.stringify(entries));
    const { library, problems } = await run();
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringContaining("第 1 条 url 应为 http 或 https 网址"),
      expect.stringContaining("没有.txt 不存在"),
      expect.stringContaining("第 3 条"),
    ]);
    expect(library.reports[0]?.identity.year).toMatchObject({ value: 2030, certainty: "given" });
    await put("reports.json", "{ broken");
    expect((await run()).problems).toEqual([{ file: "reports.json", message: expect.stringContaining("未采用") }]);
  });

  test("takes .jsonl documents with their own ids and facts, and names bad lines", async () => {
    const text = reportText("云泽市", 2023, "甲");
    const lines = [
      JSON.stringify({ id: "yz-2023", text, issuer: "云泽市司法局", url: "https://example.com/1" }),
      "no json",
      JSON.stringify({ id: "yz-2023", text }),
      JSON.stringify({ id: 7, text: reportText("青禾县", 2023, "乙") }),
      JSON.stringify({ id: "x" }),
      "",
    ];
    await put("all.jsonl", lines.join("\r\n"));
    const { library, problems } = await run();
    expect(library.reports.map(({ id, file, url }) => [id, file, url])).toEqual([
      ["7", "all.jsonl", undefined],
      ["yz-2023", "all.jsonl", "https://example.com/1"],
    ]);
    expect(library.reports[1]?.identity.issuer).toEqual({ value: "云泽市司法局", certainty: "given" });
    expect(problems.map(({ message }) => message)).toEqual([
      "第 2 行不是有效的 JSON，未收录",
      "第 3 行的 id“yz-2023”与第 1 行重复，未收录",
      "第 5 行 text 应为文字，未收录",
    ]);
    expect(await run()).toMatchObject({ read: 0, reused: 2, changed: false, problems });
  });

  test("reports two documents with one id and keeps the first", async () => {
    await put("a.jsonl", JSON.stringify({ id: "same", text: reportText("云泽市", 2023, "甲") }));
    await put("b.jsonl", JSON.stringify({ id: "same", text: reportText("青禾县", 2023, "乙") }));
    const { library, problems } = await run();
    expect(library.reports.map(({ file }) => file)).toEqual(["a.jsonl"]);
    expect(problems).toEqual([{ file: "b.jsonl", message: expect.stringMatching(/same.*a\.jsonl.*重复/) }]);
  });

  test("a file that cannot be read is named with its reason, the others go in", async () => {
    await put("好 的.txt", iconv.encode(reportText("云泽市", 2023, "甲"), "gb18030"));
    await put("空.txt", "");
    await put("binary.txt", Buffer.from(Array.from({ length: 3000 }, (_, at) => (at * 91) % 256)));
    await put("broken.pdf", "%PDF-1.7\nnot really");
    await put("broken.docx", "PK\u0003\u0004 cut off");
    await put("big.txt", "很".repeat(400_000));
    await put("sheet.xlsx", "PK");
    await put("README.md", "# 说明");
    await put(".hidden.txt", "隐藏");
    await put("photo.jpg", "x");
    const { library, problems } = await run({ maxFileBytes: 1_000_000 });
    expect(library.reports.map(({ file }) => file)).toEqual(["好 的.txt"]);
    expect(Object.fromEntries(problems.map(({ file, message }) => [file, message]))).toEqual({
      "空.txt": expect.stringContaining("空"),
      "binary.txt": expect.stringContaining("二进制"),
      "broken.pdf": expect.stringContaining("不是完好的 PDF"),
      "broken.docx": expect.stringContaining("不是完好的 Word 文件"),
      "big.txt": expect.stringContaining("文件过大（1.1 MB），上限 1.0 MB"),
      "sheet.xlsx": expect.stringContaining("不支持 .xlsx"),
      "photo.jpg": expect.stringContaining("OCR"),
    });
    expect(await isIndexStale(corpusDir, indexDir, { ...MAKERS, embedder: createFakeEmbedder().stamp })).toBe(false);
  });

  test("a file of 200 MB is refused by its size, unread, and one of ten megabytes in one line is no trouble", async () => {
    await put("a.txt", reportText("云泽市", 2023, "甲"));
    await truncate(await put("huge.txt", ""), 200 * 1024 * 1024);
    const sentence = "云泽市司法局这一年把窗口搬进了集市，全年受理行政复议申请37件，当年办完。";
    await put(
      "line.txt",
      `云泽市2021年度法治政府建设情况报告。${sentence.repeat(10_000_000 / Buffer.byteLength(sentence))}`,
    );
    const { library, problems } = await run({ embedder: null });
    expect(library.reports.map(({ file }) => file)).toEqual(["a.txt", "line.txt"]);
    expect(library.passages.length).toBeGreaterThan(1_000);
    expect(problems).toEqual([{ file: "huge.txt", message: expect.stringContaining("文件过大（200.0 MB）") }]);
  });

  test("does not follow links out of the folder or into loops", async () => {
    await put("sub/a.txt", reportText("云泽市", 2023, "甲"));
    await writeFile(join(root, "secret.txt"), reportText("青禾县", 2023, "不该读到"));
    await symlink(corpusDir, join(corpusDir, "sub", "loop"));
    await symlink(join(root, "secret.txt"), join(corpusDir, "out.txt"));
    await symlink(join(corpusDir, "self.txt"), join(corpusDir, "self.txt"));
    await symlink(join(corpusDir, "sub", "a.txt"), join(corpusDir, "again.txt"));
    await put("..data/b.txt", reportText("白石县", 2023, "挂载的"));
    await symlink(join(corpusDir, "..data", "b.txt"), join(corpusDir, "b.txt"));
    const { library, problems } = await run();
    expect(library.reports.map(({ file }) => file)).toEqual(["b.txt", "sub/a.txt"]);
    expect(problems.map(({ file }) => file).sort()).toEqual(["out.txt", "self.txt", "sub/loop"]);
  });

  test("gives files apart ids that depend on nothing but their path", async () => {
    const names = [
      "江海区 2024.txt",
      "江海区-2024.txt",
      "区/2024.txt",
      "区-2024.txt",
      "区-2024.md",
      "a/b.txt",
      "a-b.txt",
    ];
    for (const [at, name] of names.entries()) await put(name, reportText("云泽市", 2000 + at, `做法${at}`));
    const ids = idsOf((await run()).library);
    expect(new Set(ids).size).toBe(names.length);
    expect(ids).toContain("江海区-2024");
    await rm(join(corpusDir, "a-b.txt"));
    expect(idsOf((await run()).library)).toEqual(ids.filter((id) => id !== "a-b"));
  });

  test("keeps what was added by hand until it is forgotten or gone", async () => {
    await put("a.txt", reportText("云泽市", 2023, "甲"));
    const extra = join(root, "另放");
    await mkdir(extra);
    await writeFile(join(extra, "b.txt"), reportText("青禾县", 2023, "乙"));
    const single = join(root, "c.txt");
    await writeFile(single, reportText("白石县", 2023, "丙"));
    expect((await run({ paths: [extra, single] })).library.reports.map(({ file }) => file)).toEqual([
      "a.txt",
      "c.txt",
      "另放/b.txt",
    ]);
    expect(await run()).toMatchObject({ changed: false, reused: 3 });
    expect((await run({ forget: [extra] })).library.reports.map(({ file }) => file)).toEqual(["a.txt", "c.txt"]);
    await rename(single, join(root, "moved.txt"));
    const last = await run();
    expect(last.library.reports.map(({ file }) => file)).toEqual(["a.txt"]);
    expect(last.problems).toEqual([{ file: single, message: expect.stringContaining("已不存在") }]);
  });

  test("keeps a page of the web without asking for it again, and when it is away", async () => {
    await put("a.txt", reportText("云泽市", 2023, "甲"));
    let asked = 0;
    let status = 200;
    let body = reportText("青禾县", 2022, "乙");
    const server = createServer((_, response) => {
      asked++;
      response.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/报告/1.txt`;
    const fetchPage = { allowPrivateHosts: true };
    try {
      const first = await run({ paths: [address], fetchPage });
      expect(first.library.reports[0]).toMatchObject({
        file: expect.stringMatching(/^127.*\/报告\/1\.txt$/),
        url: new URL(address).href,
      });
      await put("b.txt", reportText("白石县", 2023, "丙"));
      expect(await run({ fetchPage })).toMatchObject({ read: 1, reused: 2 });
      expect(asked).toBe(1);
      status = 503;
      expect(await run({ paths: [address], fetchPage })).toMatchObject({
        reused: 3,
        problems: [{ message: expect.stringMatching(/503.*沿用上次/) }],
      });
      status = 200;
      body = reportText("青禾县", 2022, "改过");
      expect(await run({ paths: [address], fetchPage })).toMatchObject({ read: 1, reused: 2, problems: [] });
      expect((await run({ forget: [address] })).library.reports.map(({ file }) => file)).toEqual(["a.txt", "b.txt"]);
      expect((await run({ paths: [address] })).problems).toEqual([
        { file: new URL(address).href, message: expect.stringContaining("内部网络") },
      ]);
    } finally {
      server.close();
    }
  });

  test("takes the documents of a LangChain loader, and names one that fails", async () => {
    await put("a.txt", reportText("云泽市", 2023, "甲"));
    const metadata = { source: "archive/7", title: "青禾县存档报告" };
    const loader = { load: async () => [new Document({ pageContent: reportText("青禾县", 2022, "乙"), metadata })] };
    const broken = { load: () => Promise.reject(new Error("archive is closed")) };
    const { library, problems } = await run({ loaders: [loader, broken] });
    expect(library.reports.map(({ file, identity }) => [file, identity.title.value])).toEqual([
      ["a.txt", "云泽市2023年度法治政府建设情况报告"],
      ["archive/7", "青禾县存档报告"],
    ]);
    expect(problems).toEqual([{ file: "Object", message: expect.stringContaining("archive is closed") }]);
  });

  test("refuses a path that is not there and a corpus folder that is not there", async () => {
    await expect(run({ paths: [join(root, "nothing")] })).rejects.toMatchObject({ code: "bad-request" });
    await expect(run({ corpusDir: join(root, "nowhere") })).rejects.toMatchObject({
      code: "bad-setting",
      field: "CORPUS_DIR",
    });
  });

  test.each([
    ["file:///etc/hosts", "不是可读的网址"],
    ["https://", "不是可读的网址"],
    ["https://user:secret@example.com/", "用户名或密码"],
    ["www.example.gov.cn/a.html", "请以 http:// 或 https:// 开头"],
  ])("refuses %s and says what is expected", async (address, reason) => {
    await put("a.txt", reportText("云泽市", 2023, "甲"));
    await expect(run({ paths: [address] })).rejects.toMatchObject({
      code: "bad-request",
      message: expect.stringContaining(reason),
    });
  });

  test("a dry run writes nothing and looks at the named files alone", async () => {
    await put("a.txt", reportText("云泽市", 2023, "甲"));
    const single = join(root, "c.txt");
    await writeFile(single, reportText("白石县", 2023, "丙"));
    expect((await run({ dryRun: true })).library.reports).toHaveLength(1);
    expect((await run({ dryRun: true, paths: [single] })).library.reports.map(({ file }) => file)).toEqual(["c.txt"]);
    await expect(stat(indexDir)).rejects.toMatchObject({ code: "ENOENT" });
  });

  test("stops when it is cancelled, at any stage, with the old index as it was and the lock gone", async () => {
    await put("a.txt", reportText("云泽市", 2023, "甲"));
    const embedder = createFakeEmbedder();
    const { library } = await run({ embedder });
    await put("b.txt", reportText("青禾县", 2023, "乙"));
    for (const stage of ["reading", "embedding"] as const) {
      const controller = new AbortController();
      const onProgress = (progress: { stage: string }) => progress.stage === stage && controller.abort();
      await expect(run({ embedder, signal: controller.signal, onProgress })).rejects.toMatchObject({
        code: "cancelled",
      });
      expect(await openIndexFolder(indexDir).load({ ...MAKERS, embedder: embedder.stamp })).toEqual(library);
    }
    expect(await readdir(indexDir)).not.toContain("ingest.lock");
  });

  test("an embedder that fails leaves the old index as it was", async () => {
    await put("a.txt", reportText("云泽市", 2023, "甲"));
    const embedder = createFakeEmbedder();
    const { library } = await run({ embedder });
    await put("b.txt", reportText("青禾县", 2023, "乙"));
    const broken = { ...embedder, embedPassages: () => Promise.reject(new Error("out of memory")) };
    await expect(run({ embedder: broken })).rejects.toThrow("out of memory");
    const wrong = { ...embedder, embedPassages: async () => [new Float32Array(3)] };
    await expect(run({ embedder: wrong })).rejects.toMatchObject({ code: "backend-failed" });
    expect(await openIndexFolder(indexDir).load({ ...MAKERS, embedder: embedder.stamp })).toEqual(library);
  });

  test("builds a damaged index anew", async () => {
    await put("a.txt", reportText("云泽市", 2023, "甲"));
    const { library } = await run();
    for (const name of await readdir(indexDir)) await writeFile(join(indexDir, name), "damaged");
    const report = await run();
    expect(report).toMatchObject({ read: 1, changed: true });
    expect(report.library.passages).toEqual(library.passages);
  });
});

describe("isIndexStale", () => {
  const expected = { ...MAKERS, embedder: createFakeEmbedder().stamp };
  const isStale = () => isIndexStale(corpusDir, indexDir, expected);

  test("tells a corpus that changed from one that was only touched or copied", async () => {
    const path = await put("a.txt", reportText("云泽市", 2023, "甲"));
    expect(await isStale()).toBe(true);
    await run();
    expect(await isStale()).toBe(false);
    await copyFile(path, join(root, "copy"));
    await rename(join(root, "copy"), path);
    expect(await isStale()).toBe(false);
    await writeFile(path, reportText("云泽市", 2023, "乙"));
    expect(await isStale()).toBe(true);
    await run();
    await put("reports.json", "[]");
    expect(await isStale()).toBe(true);
    await run();
    expect(await isStale()).toBe(false);
    await rm(path);
    expect(await isStale()).toBe(true);
  });

  test("notices another model, other reading code and a missing file", async () => {
    await put("a.txt", reportText("云泽市", 2023, "甲"));
    const { library } = await run();
    expect(library.reports).toHaveLength(1);
    const other = { ...expected.embedder, digest: "other" };
    expect(await isIndexStale(corpusDir, indexDir, { ...expected, embedder: other })).toBe(true);
    expect(await isIndexStale(corpusDir, indexDir, { ...expected, readingVersion: "0" })).toBe(true);
    expect(await isIndexStale(corpusDir, indexDir, { ...expected, embedder: null })).toBe(false);
    const vectors = (await readdir(indexDir)).find((name) => name.startsWith("vectors-"));
    await rm(join(indexDir, vectors ?? ""));
    expect(await isStale()).toBe(true);
  });
});
