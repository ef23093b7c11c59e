import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Assistant } from "../../src/core/assistant.ts";
import type { AppOptions } from "../../src/http/app-options.ts";
import { type Listening, listen } from "../../src/runtimes/node/listen.ts";
import { createFakeAssistant } from "../../src/testing/fake-assistant.ts";
import { setUpApp } from "../../src/testing/set-up-app.ts";
import { setUpLibrary } from "../../src/testing/set-up-library.ts";
import { createSmallCorpus, type SmallCorpus } from "../../src/testing/small-corpus.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const REGION = "南江省云泽市";
const QUESTION = "云泽市2023年收到行政复议申请多少件？";
function isRunning(pid: number | null): boolean {
  try {
    return process.kill(pid ?? 0, 0);
  } catch {
    return false;
  }
}

const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function connect(transport: Transport) {
  const client = new Client({ name: "test", version: "1" });
  const faults: Error[] = [];
  client.onerror = (error) => void faults.push(error);
  await client.connect(transport);
  cleanUps.push(() => client.close());
  // Lists first: the client then holds every result against the tool's output schema.
  const { tools } = await client.listTools();
  const call = async (name: string, given: Record<string, unknown> = {}) => {
    const result = (await client.callTool({ name, arguments: given })) as CallToolResult;
    const [content] = result.content;
    return { ...result, text: content?.type === "text" ? content.text : "" };
  };
  return { client, faults, tools, call };
}

type Connected = Awaited<ReturnType<typeof connect>>;

/** What holds over either transport, on a library that has the small corpus. */
async function callEveryTool({ tools, call, faults }: Connected) {
  expect(tools.map(({ name }) => name)).toEqual(["search", "ask", "indicators", "compare", "report"]);
  for (const { description, title, outputSchema, inputSchema } of tools) {
    expect(description).toMatch(/\p{Script=Han}/u);
    expect(title).toMatch(/\p{Script=Han}/u);
    expect(outputSchema?.type).toBe("object");
    expect(inputSchema.type).toBe("object");
  }
  const answer = await call("ask", { question: QUESTION });
  expect(answer.structuredContent).toMatchObject({ outcome: "answered", lead: expect.stringContaining("158件") });
  expect(answer.text).toMatch(/158件[\s\S]*\*\*出处\*\*\n\n\[1\] 《云泽市2023年/);
  const found = await call("search", { query: "行政复议", k: 2 });
  expect(found.structuredContent?.hits).not.toHaveLength(0);
  expect(found.text).toMatch(/^1\. 《云泽市2023年/);
  const listed = await call("indicators", { q: "行政复议", year: 2023 });
  expect(listed.structuredContent?.rows).toContainEqual(expect.objectContaining({ value: 158, unit: "件" }));
  expect(listed.text).toContain("158件");
  const compared = await call("compare", { indicator: "收到行政复议申请", regions: ["云泽市"], years: [2023, 2019] });
  expect(compared.text).toMatch(/云泽市（2019年）[^|]*\| 未收录/);
  expect(compared.text).toMatch(/158件 \[1\]/);
  const unknown = await call("compare", { indicator: "行政复议申请", regions: ["甲乙市", "丙丁县"], years: [2023] });
  expect(unknown.text).not.toContain("158件");
  const reports = await call("report", { region: "云泽市" });
  const [report] = (reports.structuredContent?.reports ?? []) as { id: string; chars: number }[];
  const opened = await call("report", { id: report?.id, start: 0, length: 20 });
  expect(opened.structuredContent).toMatchObject({ opened: { start: 0, end: 20 } });
  expect(opened.text).toContain(`共 ${report?.chars} 字`);
  const refused = await call("ask", { question: "问".repeat(2001) });
  expect(refused).toMatchObject({ isError: true, text: expect.stringMatching(/^参数 question 有误：.*2000 字/) });
  expect(faults).toEqual([]);
}

describe("the MCP server over streamable HTTP", () => {
  const listening: Listening[] = [];
  afterAll(async () => {
    for (const server of listening) await server.close(0);
  });

  async function serve(overrides: Partial<AppOptions>, assistant?: Assistant) {
    const { app, logged } = setUpApp(overrides, assistant);
    const server = await listen(app.fetch, { host: "127.0.0.1", port: 0 });
    listening.push(server);
    return { address: new URL(`${server.url}/mcp`), logged };
  }

  it("answers every tool to the protocol's own client", async () => {
    const corpus = createSmallCorpus();
    const { readFileSync } = await import("node:fs");
    const file = "yunze-2023.txt";
    const raw = readFileSync(join(corpus.settings.CORPUS_DIR ?? "", file), "utf8");
    corpus.remove();
    const { app } = await setUpLibrary([{ file, raw, known: { region: REGION } }]);
    const server = await listen(app.fetch, { host: "127.0.0.1", port: 0 });
    listening.push(server);
    await callEveryTool(await connect(new StreamableHTTPClientTransport(new URL(`${server.url}/mcp`))));
  });

  it("tells faults as results in Chinese, and logs what was not foreseen", async () => {
    const broken = createFakeAssistant({
      search: async () => {
        throw new Error("/srv/secret");
      },
    });
    const { address, logged } = await serve({}, broken);
    const { call, client } = await connect(new StreamableHTTPClientTransport(address));
    const failed = await call("search", { query: "问" });
    expect(failed).toMatchObject({ isError: true, text: expect.stringMatching(/^服务出了意外/) });
    expect(logged).toMatchObject([{ message: "tool call failed", facts: { tool: "search" } }]);
    expect(await call("search", { query: "问", years: ["2023"] })).toMatchObject({
      text: expect.stringMatching(/^参数 years\.0 有误/),
    });
    expect(await call("compare", { indicator: "甲率", regions: ["甲市"] })).toMatchObject({ isError: true });
    expect(await call("report", { id: "nope" })).toMatchObject({ text: expect.stringContaining("没有编号") });
    await expect(client.callTool({ name: "dance" })).rejects.toThrow("可用：search");
    const unready = await serve({}, createFakeAssistant({ ready: false }));
    const other = await connect(new StreamableHTTPClientTransport(unready.address));
    expect(await other.call("report")).toMatchObject({ isError: true, text: expect.stringContaining("索引正在准备") });
  });

  it("ends the work when the client goes away", async () => {
    let tellGivenUp = () => {};
    const givenUp = new Promise<void>((resolve) => {
      tellGivenUp = resolve;
    });
    let tellAsked = () => {};
    const asked = new Promise<void>((resolve) => {
      tellAsked = resolve;
    });
    const assistant = createFakeAssistant({
      async *ask({ signal }) {
        tellAsked();
        await new Promise<void>((resolve) => signal?.addEventListener("abort", () => resolve()));
        tellGivenUp();
        signal?.throwIfAborted();
      },
    });
    const { address, logged } = await serve({}, assistant);
    const { client } = await connect(new StreamableHTTPClientTransport(address));
    const call = client.callTool({ name: "ask", arguments: { question: "问" } });
    const ended = expect(call).rejects.toThrow();
    await asked;
    await client.close();
    await ended;
    await givenUp;
    expect(logged).toEqual([]);
  });

  it("lets no page of another site in, whatever name it gave to this machine", async () => {
    const { address } = await serve({ allowedOrigins: ["https://a.gov.cn"] });
    const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" });
    const from = async (origin?: string) => {
      const headers = { "Content-Type": "application/json", Accept: "application/json, text/event-stream" };
      const sent = origin === undefined ? headers : { ...headers, Origin: origin };
      return (await fetch(address, { method: "POST", headers: sent, body })).status;
    };
    expect(await from("https://evil.example")).toBe(403);
    expect(await from(`http://evil.example:${address.port}`)).toBe(403);
    expect(await from("http://localhost.evil.example")).toBe(403);
    expect(await from("null")).toBe(403);
    for (const origin of [undefined, "https://a.gov.cn", "http://localhost:6274", address.origin])
      expect(await from(origin)).toBe(200);
  });

  it("has no streams to open and no sessions to end, and counts like every question", async () => {
    const { address } = await serve({ rateLimitPerMinute: 1 });
    expect((await fetch(address, { headers: { Accept: "text/event-stream" } })).status).toBe(405);
    expect((await fetch(address, { method: "DELETE" })).status).toBe(405);
    const post = () => fetch(address, { method: "POST", headers: { "Content-Type": "application/json" }, body: "{}" });
    expect((await post()).status).toBe(406);
    expect((await post()).status).toBe(429);
  });
});

describe("the MCP server over standard input and output", () => {
  let corpus: SmallCorpus;
  beforeAll(() => {
    corpus = createSmallCorpus();
    corpus.write("reports.json", JSON.stringify([{ file: "yunze-2023.txt", region: REGION }]));
  });
  afterAll(() => corpus.remove());

  const start = (settings: Record<string, string> = {}) => {
    const env = { ...process.env, ...corpus.settings, EMBEDDER: "none", ...settings } as Record<string, string>;
    return new StdioClientTransport({
      ...{ command: process.execPath, args: ["scripts/run.mjs", "mcp"], cwd: ROOT, env, stderr: "pipe" },
    });
  };

  it("answers every tool, calls that come while the index is built included, and ends with its client", async () => {
    const transport = start();
    const connected = await connect(transport);
    await callEveryTool(connected);
    const { pid } = transport;
    await connected.client.close();
    // Whoever is slow to end is told to, and that it has ended is told later still.
    await expect.poll(() => isRunning(pid), { timeout: 30_000 }).toBe(false);
  });

  it("tells by every call why there can be no answer", async () => {
    const { call, faults } = await connect(start({ CORPUS_DIR: "/nope" }));
    expect(await call("ask", { question: QUESTION })).toMatchObject({
      ...{ isError: true, text: expect.stringMatching(/^无法读取报告文件夹 \/nope/) },
    });
    expect(faults).toEqual([]);
  });

  it("prints nothing but the protocol, at the highest log level too", async () => {
    const env = { ...process.env, ...corpus.settings, EMBEDDER: "none", LOG_LEVEL: "debug" };
    const child = spawn(process.execPath, ["scripts/run.mjs", "mcp"], { cwd: ROOT, env });
    let stdout = "";
    child.stdout.setEncoding("utf8").on("data", (text) => (stdout += text));
    const ended = new Promise((resolve) => child.on("close", resolve));
    const ask = { name: "ask", arguments: { question: QUESTION } };
    const answered = new Promise<void>((resolve) =>
      child.stdout.on("data", () => stdout.includes('"id":2') && resolve()),
    );
    child.stdin.write("no protocol\n");
    child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", id: 2, method: "tools/call", params: ask })}\n`);
    await answered;
    child.stdin.end();
    expect(await ended).toBe(0);
    const lines = stdout.trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line).id)).toEqual([2]);
  });

  it("says in one line on standard error which setting is wrong", async () => {
    const child = spawn(process.execPath, ["scripts/run.mjs", "mcp"], {
      ...{ cwd: ROOT, env: { ...process.env, ...corpus.settings, PORT: "x" } },
    });
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (text) => (stdout += text));
    child.stderr.on("data", (text) => (stderr += text));
    expect(await new Promise((resolve) => child.on("close", resolve))).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/^设置 PORT=x 不对.*\n$/);
  });
});
