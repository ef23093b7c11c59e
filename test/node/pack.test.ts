import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { extract } from "tar";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeBert } from "../../src/testing/make-bert.ts";
import { createSmallCorpus, type SmallCorpus } from "../../src/testing/small-corpus.ts";
import { settingsWithoutNetwork } from "./settings-without-network.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const QUESTION = "云泽市2023年收到行政复议申请多少件？";
const KEY = "sk-3f9a1c77e2";
/** A namespace without any network, where the system allows one; without, attempts are made to fail and counted. */
const CUT_OFF = spawnSync("unshare", ["-rn", "true"]).status === 0 ? ["unshare", "-rn"] : [];

describe("npm run pack", () => {
  let corpus: SmallCorpus;
  let elsewhere: string;
  let home: string;
  let log: string;
  let packed: { code: number | null; stdout: string; stderr: string };
  const running: ChildProcess[] = [];

  beforeAll(async () => {
    corpus = createSmallCorpus();
    corpus.write(".env", `LLM_API_KEY=${KEY}`);
    corpus.write("notes.bak", KEY);
    elsewhere = mkdtempSync(join(tmpdir(), "fawen-unpacked-"));
    home = join(elsewhere, "fawen");
    log = join(elsewhere, "attempts.txt");
    const out = join(elsewhere, "new folder", "offline.tgz");
    const secrets = {
      LLM_PROVIDER: "openai",
      LLM_BASE_URL: "http://127.0.0.1:9/v1",
      LLM_MODEL: "m",
      ADMIN_TOKEN: `${KEY}-${KEY}`,
    };
    packed = run([process.execPath, "scripts/run.mjs", "pack", "--out", out], {
      ...{ ...corpus.settings, ...secrets, LLM_API_KEY: KEY },
    });
    // What was packed from must not be there when the pack is used.
    corpus.remove();
    await extract({ file: out, cwd: elsewhere });
  });
  afterAll(async () => {
    for (const child of running) {
      const ended = child.exitCode === null && child.signalCode === null ? once(child, "exit") : null;
      child.kill("SIGKILL");
      await ended;
    }
    rmSync(elsewhere, { recursive: true, force: true });
  });

  /** A command as a process of its own, in which nothing but this machine can be reached. */
  function run([command = "", ...args]: readonly string[], settings: Record<string, string> = {}, cwd = ROOT) {
    const env = { ...settingsWithoutNetwork(log), ...settings };
    const { status, stdout, stderr } = spawnSync(command, args, { cwd, env, encoding: "utf8" });
    return { code: status, stdout, stderr };
  }
  const runPacked = (args: readonly string[], settings: Record<string, string> = {}) =>
    run([...CUT_OFF, process.execPath, join(home, "start.mjs"), ...args], settings, elsewhere);

  it("writes one file and says what to do with it", () => {
    expect(packed).toMatchObject({ code: 0, stdout: expect.stringMatching(/^已打包：.*MB，1 份报告.*start\.mjs\n$/) });
    expect(readdirSync(join(elsewhere, "new folder"))).toEqual(["offline.tgz"]);
  });

  it("takes along what runs, and neither secrets nor what belongs to this machine alone", () => {
    const files = readdirSync(home, { recursive: true, encoding: "utf8" });
    const there = (file: string) => existsSync(join(home, file));
    expect(readdirSync(home).sort()).toEqual(
      [
        ...["corpus", "dist", "index", "models", "node_modules", "pack.json", "package.json", "scripts", "src"],
        ...["start.mjs", "说明.txt"],
      ].sort(),
    );
    expect(readdirSync(join(home, "corpus"))).toEqual(["yunze-2023.txt"]);
    expect(there("node_modules/hono/LICENSE")).toBe(true);
    for (const file of ["node_modules/vitest", "node_modules/esbuild", "tmp", ".git", ".env"])
      expect(there(file), file).toBe(false);
    expect(files.filter((file) => /\.env$|\.bak$|\.test\.ts$/.test(file))).toEqual([]);
    const own = files.filter((file) => /^(?!node_modules|models).*\.(?:json|txt|mjs|jsonl)$/.test(file));
    for (const file of own) expect(readFileSync(join(home, file), "utf8").includes(KEY), file).toBe(false);
  });

  it("answers from another folder, without a network", () => {
    const { code, stdout, stderr } = runPacked(["ask", QUESTION]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/158件[\s\S]*出处\n\[1\] 云泽市2023年法治政府建设年度报告/);
  });

  it("starts with one command, shows its pages, and asks nobody for anything", async () => {
    const env = { ...settingsWithoutNetwork(log), PORT: "0" };
    const server = spawn(process.execPath, [join(home, "start.mjs")], { cwd: elsewhere, env });
    running.push(server);
    let printed = "";
    const url = await new Promise<string>((resolve, reject) => {
      for (const stream of [server.stdout, server.stderr])
        stream.setEncoding("utf8").on("data", (text: string) => {
          printed += text;
          const ready = /法问已就绪：(http:\/\/\S+?)（1 份报告/.exec(printed)?.[1];
          if (ready !== undefined) resolve(ready);
        });
      server.on("close", () => reject(new Error(printed)));
    });
    expect((await fetch(`${url}/`)).headers.get("content-type")).toContain("text/html");
    const reply = await fetch(`${url}/api/chat`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ messages: [{ role: "user", content: QUESTION }] }),
    });
    expect(await reply.json()).toMatchObject({ outcome: "answered", lead: expect.stringContaining("158件") });
    server.removeAllListeners("close");
    server.kill("SIGTERM");
    expect(existsSync(log)).toBe(false);
  });

  it("has the native modules for other models", () => {
    makeBert(join(home, "models/tiny"));
    mkdirSync(join(elsewhere, "index"));
    const settings = { EMBEDDER: "tiny", INDEX_DIR: join(elsewhere, "index") };
    const { code, stdout } = runPacked(["search", "行政复议", "--json"], settings);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).hits[0].scores.vector).toBeTypeOf("number");
  });

  it("says what it lacks", () => {
    expect(runPacked(["eval"])).toMatchObject({ code: 2, stderr: expect.stringMatching(/^没有“eval”这个命令.*\n$/) });
  });

  it("says in one line that it was packed elsewhere, and works all the same", () => {
    const file = join(home, "pack.json");
    const facts = JSON.parse(readFileSync(file, "utf8"));
    writeFileSync(file, JSON.stringify({ ...facts, platform: "plan9-mips" }));
    const { code, stdout, stderr } = runPacked(["ask", QUESTION]);
    writeFileSync(file, JSON.stringify(facts));
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.stringMatching(/^这个离线包是在 plan9-mips 上打的.*\n$/),
    });
    expect(stdout).toContain("158件");
  });
});

describe("npm run pack, asked for what cannot be", () => {
  const pack = (args: readonly string[], settings: Record<string, string> = {}) => {
    const env = { ...process.env, ...settings };
    const command = [join(ROOT, "scripts/run.mjs"), "pack", ...args];
    const { status, stderr } = spawnSync(process.execPath, command, { cwd: ROOT, env, encoding: "utf8" });
    return { status, stderr };
  };

  it.each([
    [["--bogus"], {}, /^参数有误。用法：npm run pack.*\n$/],
    [["--out", ""], {}, /^--out 应为文件名.*\n$/],
    [["extra"], {}, /^参数有误.*\n$/],
    [[], { EMBEDDER: "http://127.0.0.1:9/v1", EMBEDDER_MODEL: "m" }, /^EMBEDDER 是网址.*EMBEDDER=none\n$/],
  ] as const)("%j is answered with one line", (args, settings, line) => {
    expect(pack(args, settings)).toEqual({ status: 2, stderr: expect.stringMatching(line) });
  });
});
