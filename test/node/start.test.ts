import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createSmallCorpus, type SmallCorpus } from "../../src/testing/small-corpus.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** A command of package.json as a process of its own, on the small corpus. */
function run(args: readonly string[], settings: Record<string, string>) {
  const child = spawn(process.execPath, ["scripts/run.mjs", ...args], {
    cwd: ROOT,
    env: { ...process.env, ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text) => (stderr += text));
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) =>
    child.on("close", (code) => resolve({ code, stdout, stderr })),
  );
  const printed = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(stdout);
        if (match) resolve(match);
      };
      child.stdout.on("data", look);
      look();
      void ended.then(() => reject(new Error(`ended without printing ${pattern}: ${stdout}${stderr}`)));
    });
  return { child, ended, printed };
}

type Started = ReturnType<typeof run>;

describe("the commands, as processes", () => {
  let corpus: SmallCorpus;
  const running: Started[] = [];
  beforeAll(() => {
    corpus = createSmallCorpus();
  });
  /** Ended, and not only told to: it may be writing in the folder that is removed next. */
  async function stopAll() {
    for (const { child, ended } of running.splice(0)) {
      child.kill("SIGKILL");
      await ended;
    }
  }
  afterEach(stopAll);
  afterAll(() => corpus.remove());

  const start = (settings: Record<string, string> = {}) => {
    const started = run(["start"], { ...corpus.settings, PORT: "0", ...settings });
    running.push(started);
    return started;
  };
  const question = "云泽市2023年收到行政复议申请多少件？";

  it("start builds the index, prints the address, answers, and stops when told to", async () => {
    const server = start();
    const [, url] = await server.printed(/法问已就绪：(http:\/\/127\.0\.0\.1:\d+)（1 份报告/);
    const reply = await fetch(`${url}/api/chat`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ messages: [{ role: "user", content: question }] }),
    });
    expect(await reply.json()).toMatchObject({ outcome: "answered", lead: expect.stringContaining("158件") });
    const page = await fetch(`${url}/`);
    expect(page.headers.get("content-type")).toContain("text/html");
    server.child.kill("SIGTERM");
    expect(await server.ended).toMatchObject({ code: 0, stderr: "" });
  });

  it("start says in one line that the port is in use", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    // Safe: a server that listens on a port has an address object.
    const { port } = other.address() as AddressInfo;
    const { code, stderr } = await start({ PORT: String(port) }).ended;
    other.close();
    expect(code).toBe(2);
    expect(stderr).toMatch(new RegExp(`^端口 ${port} 已被占用.*\n$`));
  });

  it("start says in one line which setting is wrong", async () => {
    const { code, stdout, stderr } = await start({ LLM_PROVIDER: "gpt" }).ended;
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: "",
      stderr: expect.stringMatching(/^设置 LLM_PROVIDER=gpt 不对：应为 extractive、openai、.*。\n$/),
    });
  });

  it.each([
    [{ CORPUS_DIR: "/nope" }, 2, /^无法读取报告文件夹 \/nope：文件或文件夹不存在\n$/],
    [{ INDEX_DIR: fileURLToPath(new URL(import.meta.url)) }, 2, /^无法读取索引文件 .*：.*文件夹.*\n$/],
    ...(existsSync("/proc/self") ? [[{ INDEX_DIR: "/proc/x" }, 2, /^不能在 \/proc 里新建文件夹.*\n$/] as const] : []),
  ] as const)("start with %j frees the port and ends with one line", async (settings, exitCode, line) => {
    const { code, stderr } = await start(settings).ended;
    expect(code).toBe(exitCode);
    expect(stderr).toMatch(line);
  });

  it("start says where reports go when there are none", async () => {
    const empty = mkdtempSync(join(tmpdir(), "fawen-empty-"));
    try {
      const server = start({ CORPUS_DIR: empty, INDEX_DIR: join(empty, ".index") });
      const [hint] = await server.printed(/还没有报告：.*\n/);
      expect(hint).toContain(empty);
      expect(hint).toContain("npm run ingest");
    } finally {
      await stopAll();
      rmSync(empty, { recursive: true, force: true });
    }
  });

  it("ask prints the answer with its source", async () => {
    const { code, stdout } = await run(["ask", question], corpus.settings).ended;
    expect(code).toBe(0);
    expect(stdout).toMatch(/158件[\s\S]*出处\n\[1\] 云泽市2023年法治政府建设年度报告/);
  });

  it("search --json prints nothing but JSON", async () => {
    const { code, stdout } = await run(["search", "行政复议", "-k", "2", "--json"], corpus.settings).ended;
    expect(code).toBe(0);
    const result = JSON.parse(stdout);
    expect(result.hits.length).toBeGreaterThan(0);
    expect(result.hits.length).toBeLessThanOrEqual(2);
  });

  it.each([
    [["ask"], /^缺少问题.*\n$/],
    [["ask", " "], /^.*不能为空\n$/],
    [["search", "甲", "-k", "x"], /^-k 应为.*\n$/],
    [["ingest", "--bogus"], /^没有选项 --bogus.*\n$/],
    [["eval", "--questions", "/nope"], /^无法读取题目文件 \/nope：文件不存在或没有权限\n$/],
    [["eval", "--bogus"], /^参数 --bogus 有误。用法.*\n$/],
    [["dance"], /^没有“dance”这个命令.*\n$/],
  ])("%j is answered with one line on standard error and exit code 2", async (args, line) => {
    const { code, stdout, stderr } = await run(args, corpus.settings).ended;
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(line);
  });

  it("a missing model fails the job with the fix", async () => {
    const { code, stderr } = await run(["ask", question], { ...corpus.settings, MODEL_DIR: corpus.root }).ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(/^向量模型 fawen-static-v3 不能用.*EMBEDDER=none.*\n$/);
  });
});
