import { parseConfig } from "../src/config.ts";
import { composeAssistant } from "../src/runtimes/node/compose.ts";

/**
 * One step of the ingest bench in a process of its own, so that its memory is its own:
 * `ingest` brings the index up to date, `load` loads it into an assistant. Prints one line of JSON.
 */
const [step] = process.argv.slice(2);
const composed = await composeAssistant(
  { ...parseConfig(process.env), embedder: { kind: "none" } },
  { notify: () => {} },
);
const started = performance.now();
let facts: object;
if (step === "ingest") {
  const { read, reused, library } = await composed.ingest({});
  facts = { read, reused, passages: library.passages.length, tookMs: performance.now() - started };
} else {
  const library = await composed.prepare({});
  facts = { passages: library.passages.length, tookMs: performance.now() - started };
}
await composed.close();
process.stdout.write(`${JSON.stringify({ ...facts, maxRssMb: process.resourceUsage().maxRSS / 1024 })}\n`);
