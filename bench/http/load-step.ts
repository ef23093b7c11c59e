import { readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { meanScores, quantile, scoreRanking } from "../retrieval/score-ranking.ts";

/** What the load process is told, as a file. */
export interface LoadPlan {
  readonly url: string;
  readonly questions: readonly { readonly query: string; readonly relevant: readonly string[] }[];
  readonly clients: number;
  readonly seconds: number;
}

/**
 * Asks a server, from a process of its own: every question once, one at a time, for time and quality; then as many at
 * once as there are clients, each asking again as soon as it has an answer, for throughput. Prints one line of JSON.
 */
const HITS = 10;
const WARM_UP = 20;

const [file = ""] = process.argv.slice(2);
// Our own process wrote this file a moment ago.
const { url, questions, clients, seconds } = JSON.parse(readFileSync(file, "utf8")) as LoadPlan;
const agent = new Agent({ keepAlive: true, maxSockets: clients });

for (const { query } of questions.slice(0, WARM_UP)) await ask(query);
const took: number[] = [];
const scores = [];
for (const { query, relevant } of questions) {
  const startedMs = performance.now();
  const found = await ask(query);
  took.push(performance.now() - startedMs);
  scores.push(scoreRanking([...new Set(found)], new Set(relevant)));
}

const untilMs = performance.now() + seconds * 1e3;
const startedMs = performance.now();
let answers = 0;
let next = 0;
const askOn = async () => {
  while (performance.now() < untilMs) {
    await ask(questions[next++ % questions.length]?.query ?? "");
    answers++;
  }
};
await Promise.all(Array.from({ length: clients }, askOn));
const perSecond = answers / ((performance.now() - startedMs) / 1e3);
agent.destroy();
const facts = { scores: meanScores(scores), p50Ms: quantile(took, 0.5), p95Ms: quantile(took, 0.95), perSecond };
process.stdout.write(`${JSON.stringify(facts)}\n`);

/** Documents of the hits, best first, repeats included. An answer other than 200 ends the bench: it would look fast. */
function ask(query: string): Promise<string[]> {
  const body = JSON.stringify({ query, k: HITS });
  const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/api/search`, { method: "POST", agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString("utf8");
        if (response.statusCode !== 200) reject(new Error(`${response.statusCode} ${text.slice(0, 200)}`));
        // The shape that both servers answer with.
        else resolve((JSON.parse(text) as { hits: { reportId: string }[] }).hits.map(({ reportId }) => reportId));
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
