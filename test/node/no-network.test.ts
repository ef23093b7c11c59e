import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSmallCorpus, reportOf, type SmallCorpus } from "../../src/testing/small-corpus.ts";
import { settingsWithoutNetwork } from "./settings-without-network.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const QUESTION = "云泽市2023年收到行政复议申请多少件？";

describe("with default settings nothing asks for the network", () => {
  let corpus: SmallCorpus;
  let log: string;
  const running: { child: ChildProcess; ended: Promise<unknown> }[] = [];
  beforeAll(() => {
    corpus = createSmallCorpus();
    log = join(mkdtempSync(join(tmpdir(), "fawen-network-")), "attempts.txt");
  });
  afterAll(async () => {
    for (const { child, ended } of running) {
      child.kill("SIGKILL");
      await ended;
    }
    rmSync(join(log, ".."), { recursive: true, force: true });
    corpus.remove();
  });

  /** Attempts so far, one a line. */
  const attempts = () => (existsSync(log) ? readFileSync(log, "utf8") : "");

  function run(args: readonly string[]) {
    const env = { ...settingsWithoutNetwork(log), ...corpus.settings, PORT: "0" };
    const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text) => (stderr += text));
    const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) =>
      child.on("close", (code) => resolve({ code, stdout, stderr })),
    );
    const ready = new Promise<string>((resolve, reject) => {
      child.stdout.on("data", () => {
        const url = /法问已就绪：(http:\/\/\S+?)（/.exec(stdout)?.[1];
        if (url !== undefined) resolve(url);
      });
      void ended.then(() => reject(new Error(`ended before it was ready: ${stdout}${stderr}`)));
    });
    ready.catch(() => {});
    const started = { child, ended, ready };
    running.push(started);
    return started;
  }

  it.each([
    ["fetch", `await fetch("https://example.invalid/")`],
    ["https", `require("node:https").get("https://example.invalid/")`],
    ["a socket", `require("node:net").connect(80, "192.0.2.1")`],
    ["a look-up", `require("node:dns").lookup("example.invalid", () => {})`],
    ["a look-up that promises", `await require("node:dns/promises").resolve4("example.invalid")`],
    ["a datagram", `require("node:dgram").createSocket("udp4").send("x", 9, "192.0.2.1")`],
    [
      "a process of its own",
      `require("node:child_process").execFileSync(process.execPath, ["-e", "fetch('http://192.0.2.1')"])`,
    ],
  ])("would notice an attempt by %s", async (_, script) => {
    const before = attempts().length;
    const { code } = await run(["-e", `(async () => { ${script} })()`]).ended;
    expect(code).not.toBe(0);
    expect(attempts().slice(before)).toMatch(/example\.invalid|192\.0\.2\.1|dgram/);
    rmSync(log);
  });

  it("the server starts, builds its index, answers, searches and shows its pages", async () => {
    const server = run(["scripts/run.mjs", "start"]);
    const url = await server.ready;
    const post = (path: string, body: unknown) =>
      fetch(`${url}${path}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
    const answer = await post("/api/chat", { messages: [{ role: "user", content: QUESTION }] });
    expect(await answer.json()).toMatchObject({ outcome: "answered", lead: expect.stringContaining("158件") });
    const found = await post("/api/search", { query: "当官的有没有去法院" });
    const { hits } = (await found.json()) as { hits: { scores: Record<string, number> }[] };
    // The model was used.
    expect(hits[0]?.scores.vector).toBeGreaterThan(0);
    const page = await (await fetch(`${url}/`)).text();
    const assets = [...page.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path ?? "");
    expect(assets.length).toBeGreaterThan(1);
    for (const path of [...assets, "/openapi.json", "/api/reports", "/healthz", "/readyz"])
      expect((await fetch(`${url}${path}`)).status, path).toBe(200);
    // A page may only name what this server has.
    expect(page).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    server.child.kill("SIGTERM");
    expect(await server.ended).toMatchObject({ code: 0, stderr: "" });
    expect(attempts()).toBe("");
  });

  it.each([
    [["ingest"], /共 2 份报告/],
    [["ask", QUESTION], /158件/],
    [["search", "行政复议"], /行政复议/],
    [["doctor"], /不需要网络/],
  ])("%j does its work", async (args, result) => {
    if (args[0] === "ingest") corpus.write("yunze-2024.txt", reportOf(2024, 90));
    const { code, stdout } = await run(["scripts/run.mjs", ...args]).ended;
    expect({ code, attempts: attempts() }).toEqual({ code: 0, attempts: "" });
    expect(stdout).toMatch(result);
  });
});
