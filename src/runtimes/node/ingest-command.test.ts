import { describe, expect, test } from "vitest";
import { FawenError } from "../../core/model/errors.ts";
import { bareLibrary } from "../../testing/bare-library.ts";
import type { IngestReport } from "./ingest.ts";
import { type IngestRequest, runIngestCommand } from "./ingest-command.ts";

const REPORT: IngestReport = {
  library: bareLibrary(["全年办结 12 件。"]),
  read: 1,
  reused: 0,
  removed: 2,
  copies: [],
  problems: [{ file: "坏.pdf", message: "不是完好的 PDF 文件" }],
  changed: true,
  tookMs: 1200,
};

async function runWith(args: readonly string[], result: IngestReport | Error = REPORT) {
  const requests: IngestRequest[] = [];
  let out = "";
  let err = "";
  const code = await runIngestCommand(args, {
    corpusDir: "corpus",
    indexDir: "index",
    ingest: async (request) => {
      requests.push(request);
      request.onProgress?.({ stage: "reading", done: 1, total: 1 });
      if (result instanceof Error) throw result;
      return result;
    },
    out: { write: (text) => (out += text) },
    err: { write: (text: string) => (err += text) },
  });
  return { code, out, err, request: requests[0] };
}

describe("ingest command", () => {
  test("takes folders from the settings and prints a summary", async () => {
    const { code, out, request } = await runWith([]);
    expect(code).toBe(0);
    expect(request).toMatchObject({ corpusDir: "corpus", indexDir: "index", paths: [], dryRun: false });
    expect(out).toContain("! 坏.pdf：不是完好的 PDF 文件");
    expect(out).toContain("索引已更新：共 1 份报告、1 段；新读 1，沿用 0，移除 2（用时 1.2 秒）");
  });

  test("names a copy and the report kept in its stead, by id where a file holds many", async () => {
    const kept = REPORT.library.reports[0];
    const copyOf = { id: kept?.id ?? "", digest: kept?.digest ?? "" };
    const copies = [{ id: "second", file: "all.jsonl", digest: "d", copyOf }];
    const { out } = await runWith([], { ...REPORT, copies });
    expect(out).toContain("= all.jsonl（second）：与 r0.txt 是同一份报告，只收录后者");
  });

  test("hands over paths, addresses and options", async () => {
    const args = ["a b.txt", "https://example.com/1", "--corpus", "C", "--index=I", "--forget", "x", "--forget", "y"];
    const { request } = await runWith([...args, "--allow-private"]);
    expect(request).toMatchObject({
      paths: ["a b.txt", "https://example.com/1"],
      corpusDir: "C",
      indexDir: "I",
      forget: ["x", "y"],
      fetchPage: { allowPrivateHosts: true },
    });
  });

  test("says that nothing changed", async () => {
    expect((await runWith([], { ...REPORT, changed: false, problems: [] })).out).toMatch(/^没有变化：/);
  });

  test("a dry run prints each report's identity and what was repaired", async () => {
    const { out, request } = await runWith(["--dry-run"]);
    expect(request?.dryRun).toBe(true);
    expect(out).toContain("■ r0.txt");
    expect(out).toContain("年度：2023（文中写明）");
    expect(out).toContain("地区：甲省乙市（据文推断，依据“乙市”）");
    expect(out).toContain("去掉方括号 2 处");
    expect(out).toContain("未写入");
  });

  test("shows control characters of a report as what they are", async () => {
    const library = bareLibrary(["甲。"]);
    const suspects = [{ start: 0, end: 1, text: "\u001b[31m红", reason: "混入" }];
    const reports = library.reports.map((report) => ({ ...report, suspects }));
    const { out } = await runWith(["--dry-run"], { ...REPORT, library: { ...library, reports } });
    expect(out).toContain("疑似篡改：“\\u001b[31m红”");
    expect(out).not.toContain("\u001b");
  });

  test.each([
    [["--nothing"], "没有选项 --nothing"],
    [["--corpus"], "--corpus <dir> 后面缺少内容"],
    [[""], "不能为空"],
  ])("a bad argument %j is one line on standard error and exit code 2", async (args, fault) => {
    const { code, out, err, request } = await runWith(args);
    expect({ code, out, request }).toEqual({ code: 2, out: "", request: undefined });
    expect(err).toContain(fault);
    expect(err.trimEnd()).not.toContain("\n");
  });

  test("help is no fault", async () => {
    const { code, out, err } = await runWith(["--help"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain("--dry-run");
  });

  test.each([
    [new FawenError("bad-request", "无法读取 x"), 2],
    [new FawenError("bad-setting", "无法读取报告文件夹", { field: "CORPUS_DIR" }), 2],
    [new FawenError("bad-setting", "磁盘已满", { field: "INDEX_DIR" }), 1],
    [new FawenError("cancelled", "已取消"), 1],
  ])("%s ends with its message and exit code %i", async (error, code) => {
    expect(await runWith([], error)).toMatchObject({ code, err: `${error.message}\n`, out: "" });
  });

  test("an error that nobody foresaw is not hidden", async () => {
    await expect(runWith([], new TypeError("bug"))).rejects.toThrow("bug");
  });

  test("a folder without any report is a failed job", async () => {
    const empty = { ...REPORT, library: bareLibrary([]) };
    expect(await runWith([], empty)).toMatchObject({ code: 1, out: expect.stringContaining("没有收录任何报告") });
  });
});
