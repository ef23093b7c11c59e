// Runs the clients of docs/clients.md against this program on corpus/, and writes what they said into the page, between
// its marks: `npm run show:clients`.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Document } from "@langchain/core/documents";
import { ChatOpenAI } from "@langchain/openai";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import OpenAI from "openai";
import { createFawenRetriever, type FawenDocumentMetadata } from "../src/adapters/langchain-retriever.ts";
import { parseConfig } from "../src/config.ts";
import { createApp } from "../src/http/create-app.ts";
import type { Completion } from "../src/http/openai/contract.ts";
import { composeAssistant } from "../src/runtimes/node/compose.ts";
import { listen } from "../src/runtimes/node/listen.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const PAGE = fileURLToPath(new URL("../docs/clients.md", import.meta.url));
const QUESTION = "江门市2023年行政机关负责人出庭应诉率是多少？";

type Tell = (line: string) => void;

async function showOpenAi(baseURL: string, tell: Tell) {
  const client = new OpenAI({ baseURL, apiKey: "none" });
  const { data } = await client.models.list();
  tell(`models.list → ${data.map(({ id }) => id).join(", ")}`);
  const messages = [{ role: "user" as const, content: QUESTION }];
  const completion = await client.chat.completions.create({ model: "fawen", messages });
  tell(`\nchat.completions.create ← ${QUESTION}\n${completion.choices[0]?.message.content}`);
  const message = (completion as unknown as Completion).choices[0]?.message;
  const [citation] = message?.citations ?? [];
  tell(`\nmessage.fawen.outcome → ${message?.fawen.outcome}, message.fawen.label → ${message?.fawen.label}`);
  tell(`message.citations[0] → ${citation?.file} ${citation?.start}–${citation?.end}`);
  tell(`usage → ${JSON.stringify(completion.usage)}`);
  const asked = [{ role: "user" as const, content: "江门市2019年出庭应诉率是多少？" }];
  const stream = await client.chat.completions.create({ model: "fawen", messages: asked, stream: true });
  tell(`\nchat.completions.create, stream ← ${asked[0]?.content}`);
  for await (const { choices } of stream) {
    const [{ delta, finish_reason } = { delta: {}, finish_reason: null }] = choices;
    tell(`${JSON.stringify(delta.content ?? null)} ${finish_reason ?? ""}`.trimEnd());
  }
  const unknown = client.chat.completions.create({ model: "gpt-4o", messages });
  await unknown.catch((error: Error) => tell(`\nmodel gpt-4o → ${error.constructor.name}: ${error.message}`));
}

async function showLangChain(baseURL: string, tell: Tell) {
  const model = new ChatOpenAI({ model: "fawen", apiKey: "none", configuration: { baseURL } });
  tell(`ChatOpenAI.invoke ← ${QUESTION}`);
  tell(String((await model.invoke(QUESTION)).content).split("\n\n---")[0] ?? "");
}

async function showMcp(transport: Transport, calls: readonly [string, Record<string, unknown>][], tell: Tell) {
  const client = new Client({ name: "show-clients", version: "1" });
  await client.connect(transport);
  const { tools } = await client.listTools();
  tell(`tools/list → ${tools.map(({ name, title }) => `${name}（${title}）`).join("、")}`);
  for (const [name, given] of calls) {
    const { content, isError } = (await client.callTool({ name, arguments: given })) as CallToolResult;
    const text = content[0]?.type === "text" ? content[0].text : "";
    tell(`\ntools/call ${name} ${JSON.stringify(given)} → ${isError ? "isError" : "ok"}\n${text}`);
  }
  await client.close();
}

const CALLS: readonly [string, Record<string, unknown>][] = [
  ["ask", { question: QUESTION }],
  ["search", { query: "行政复议", k: 1, regions: ["江门市"] }],
  ["indicators", { q: "出庭应诉率", limit: 3 }],
  ["compare", { indicator: "行政机关负责人出庭应诉率", regions: ["江门市"], years: [2022, 2023] }],
  ["report", { region: "清远市" }],
  ["ask", { question: "" }],
];

async function main() {
  const notify = (line: string) => process.stderr.write(`${line}\n`);
  const composed = await composeAssistant(parseConfig({ LLM_PROVIDER: "extractive" }), { notify });
  await composed.prepare();
  const { assistant } = composed;
  const write = (message: string) => notify(message);
  const app = createApp(assistant, {
    log: { debug: () => {}, info: write, warn: write, error: write },
    newId: () => crypto.randomUUID(),
    nowMs: () => performance.now(),
    unixSeconds: () => Math.floor(Date.now() / 1000),
    allowedOrigins: [],
    readAsset: async () => undefined,
  });
  const server = await listen(app.fetch, { host: "127.0.0.1", port: 0 });
  const baseURL = `${server.url}/v1`;
  const mcp = new StreamableHTTPClientTransport(new URL(`${server.url}/mcp`));
  const command = { command: process.execPath, args: ["scripts/run.mjs", "mcp"], cwd: ROOT };
  const parts: Record<string, (tell: Tell) => Promise<void>> = {
    openai: (tell) => showOpenAi(baseURL, tell),
    langchain: (tell) => showLangChain(baseURL, tell),
    retriever: async (tell) => {
      const retriever = createFawenRetriever(assistant, { k: 2, filters: { regions: ["江门市"] } });
      const found = await retriever.pipe(citeDocuments).invoke(QUESTION);
      tell(found);
    },
    mcp: (tell) => showMcp(mcp, CALLS, tell),
    stdio: (tell) => showMcp(new StdioClientTransport(command), CALLS.slice(0, 1), tell),
  };
  let page = readFileSync(PAGE, "utf8");
  for (const [name, show] of Object.entries(parts)) {
    const lines: string[] = [];
    await show((line) => void lines.push(line));
    page = putIn(page, name, lines.join("\n").trim());
  }
  writeFileSync(PAGE, page);
  await server.close(0);
  await composed.close();
}

function citeDocuments(documents: Document<FawenDocumentMetadata>[]): string {
  const tell = ({ pageContent, metadata }: Document<FawenDocumentMetadata>) =>
    `${metadata.score.toFixed(3)} 《${metadata.title}》${metadata.section.join(" › ")}\n${pageContent.trim()}`;
  return documents.map(tell).join("\n\n");
}

/** The page with another transcript between `<!-- name -->` and `<!-- /name -->`. */
function putIn(page: string, name: string, transcript: string): string {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from === -1 || to === -1) throw new Error(`docs/clients.md has no place for "${name}"`);
  return `${page.slice(0, from)}${begin}\n\`\`\`\`text\n${transcript}\n\`\`\`\`\n${page.slice(to)}`;
}

await main();
