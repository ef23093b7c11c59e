import { readFileSync } from "node:fs";
import { createAdaptorServer } from "@hono/node-server";
import { Hono } from "hono";
import type { BenchPassage } from "../retrieval/bench-set.ts";
import { openLangChainChain } from "../retrieval/engines/langchain-chain.ts";

/**
 * The stock LangChain chain behind the least of a server, in a process of its own: `<file of documents>`. Prints the
 * address and its number of chunks when it is ready, in the words of our own server; ends with SIGTERM.
 */
const [file = ""] = process.argv.slice(2);
const documents = readFileSync(file, "utf8")
  .split("\n")
  .filter(Boolean)
  // Our own process wrote these lines a moment ago.
  .map((line) => ({ title: "", ...(JSON.parse(line) as Omit<BenchPassage, "title">) }));
const store = await openLangChainChain(documents);

const app = new Hono();
app.post("/api/search", async (c) => {
  const { query, k } = await c.req.json<{ query: string; k: number }>();
  const found = await store.similaritySearchWithScore(query, k);
  return c.json({
    hits: found.map(([{ pageContent, metadata }, distance]) => ({
      reportId: String(metadata.id),
      text: pageContent,
      score: 1 - distance,
    })),
  });
});

const server = createAdaptorServer({ fetch: app.fetch });
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  process.stdout.write(
    `ready：http://127.0.0.1:${port}（${documents.length} 份报告，${store.index.getCurrentCount()} 段）\n`,
  );
});
